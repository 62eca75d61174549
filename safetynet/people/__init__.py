"""Who takes part: the pages that bring agencies and people in."""
