"""Indicators: results of screening for exploitation, and when to screen again."""

from safetynet.indicators import policy as policy
from safetynet.indicators import waiting as waiting
from safetynet.indicators.models import ScreeningResult
from safetynet.indicators.queries import on_the_case_file

__all__ = ["ScreeningResult", "on_the_case_file"]
