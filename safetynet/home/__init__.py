"""My day: what waits for me."""
