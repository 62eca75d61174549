"""What happens to a meeting: it is scheduled, filled, held, written up and fixed."""
