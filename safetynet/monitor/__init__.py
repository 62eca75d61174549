"""How the review keeps to its own protocol: counts over months, tasks by agency, no single case."""
