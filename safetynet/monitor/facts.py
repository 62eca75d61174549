"""What is counted, as plain values: days, agencies and ids, without a word of anybody's."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from safetynet.meetings.models import Ending, Rung


@dataclass(frozen=True)
class ReviewFact:
    """A case that was reviewed."""

    on: date
    survivor: UUID
    wishes: bool
    """What the young person wants is in the record, or was told and may not be written down."""
    release: bool
    """A release about her was in force that day."""


@dataclass(frozen=True)
class Promise:
    """A review that was to come by a day, and when it came."""

    survivor: UUID
    by: date
    came: date | None
    closed: date | None
    """When the case was closed, if it was."""


@dataclass(frozen=True)
class FirstReview:
    survivor: UUID
    opened: date
    came: date | None
    closed: date | None


@dataclass(frozen=True)
class Presence:
    """Somebody who was at a meeting."""

    on: date
    agency: UUID
    signed: bool


@dataclass(frozen=True)
class ResearchFact:
    """One agency that was asked about one case before a meeting."""

    on: date
    agency: UUID
    in_time: bool


@dataclass(frozen=True)
class TaskFact:
    agency: UUID
    survivor: UUID
    due: date
    ending: Ending | None
    settled: date | None
    given: date
    extensions: int
    rung: Rung | None


@dataclass(frozen=True)
class MinutesFact:
    held: date
    final: date | None


@dataclass(frozen=True)
class Facts:
    """Everything of a span of time that this viewer's figures are made of."""

    reviews: list[ReviewFact] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    first_reviews: list[FirstReview] = field(default_factory=list)
    research: list[ResearchFact] = field(default_factory=list)
    presences: list[Presence] = field(default_factory=list)
    tasks: list[TaskFact] = field(default_factory=list)
    minutes: list[MinutesFact] = field(default_factory=list)
    closed: frozenset[date] = frozenset()
    """Days on which the county does not work."""
