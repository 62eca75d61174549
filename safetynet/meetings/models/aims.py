"""Numbers that the county sets itself: its clocks around a review, and what it aims at."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.orm import Mapped, mapped_column

from safetynet.db import Model


class AimOf(StrEnum):
    LEAD_AFTER = "lead_after"
    """Days after its day when an open task comes to the agency's supervisor."""
    STEERING_AFTER = "steering_after"
    """Days after its day when an open task counts on the steering sheet."""
    FIRST_REVIEW_WITHIN = "first_review_within"
    """Days from opening a case to its first review."""
    REVIEW_GRACE = "review_grace"
    """Days that a review may come after the day that was set for it: meetings are weekly."""
    MINUTES_WITHIN = "minutes_within"
    """Working days from a meeting to its final minutes."""
    FIRST_REVIEWS = "first_reviews"
    REVIEWS = "reviews"
    RESEARCH = "research"
    STATEMENTS = "statements"
    WISHES = "wishes"
    TASKS = "tasks"
    RELEASES = "releases"
    MINUTES = "minutes"


@dataclass(frozen=True)
class Range:
    """What a number is until somebody sets it, and between what it may be set."""

    usual: int
    least: int
    most: int


_PERCENT = Range(90, 1, 100)

RANGES = {
    AimOf.LEAD_AFTER: Range(5, 3, 60),
    AimOf.STEERING_AFTER: Range(14, 4, 180),
    AimOf.FIRST_REVIEW_WITHIN: Range(10, 1, 90),
    AimOf.REVIEW_GRACE: Range(7, 0, 60),
    AimOf.MINUTES_WITHIN: Range(3, 1, 20),
    AimOf.FIRST_REVIEWS: _PERCENT,
    AimOf.REVIEWS: _PERCENT,
    AimOf.RESEARCH: _PERCENT,
    AimOf.STATEMENTS: Range(100, 1, 100),
    AimOf.WISHES: _PERCENT,
    AimOf.TASKS: Range(80, 1, 100),
    AimOf.RELEASES: _PERCENT,
    AimOf.MINUTES: _PERCENT,
}
"""Ten days to a first review, three working days to minutes, and the days of the ladder are of
practice.md §1.2, §1.7 and §1.12; what to aim at is a start for the county."""


class Aim(Model):
    """One number that somebody set, in the place of the usual one."""

    __tablename__ = "aims"

    what: Mapped[AimOf] = mapped_column(unique=True)
    value: Mapped[int]
