"""Oversight: who looked, who was refused, and who may do what."""
