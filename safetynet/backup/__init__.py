"""Backups: copied under load, sealed to a key that is not here, and proved by restoring them."""
