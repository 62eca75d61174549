"""The pages about one young person, drawn from survivors, sharing and every room's panel."""

from safetynet.casefile.views.page import casefile

__all__ = ["casefile"]
