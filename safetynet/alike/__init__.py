"""Alike: who is possibly the same young person as another, and who was found to be."""

from safetynet.alike.nearness import alike

__all__ = ["alike"]
