"""Review meetings: agenda, attendance, review, decisions, tasks, minutes."""
