"""Screening: whether somebody around a young person, or at work, is a person of concern."""

from safetynet.screening import looking as looking
from safetynet.screening import policy as policy
from safetynet.screening import waiting as waiting
from safetynet.screening.models import Kind, Match, MatchState
from safetynet.screening.operations import decide

__all__ = ["Kind", "Match", "MatchState", "decide"]
