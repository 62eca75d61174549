"""When to screen again: days alone, so that it can be asked for any day."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Why(StrEnum):
    DUE = "due"
    RETURNED = "returned"
    AGE = "age"


@dataclass(frozen=True)
class Known:
    """What the viewer knows of a young person; None where nothing is known, or it does not run."""

    last_on: date | None
    """The last screening."""
    due_on: date | None
    """By which day its next one was set."""
    returned_on: date | None
    """The last return after being missing."""
    return_due_on: date | None
    old_enough_on: date | None
    """From which birthday on somebody without a screening is screened."""


@dataclass(frozen=True)
class Prompt:
    why: Why
    due_on: date

    def is_late_on(self, day: date) -> bool:
        return self.due_on < day


def prompts(known: Known, day: date) -> list[Prompt]:
    """Return why she should be screened, the most pressing first; nothing where nobody need ask."""
    found = []
    if known.due_on:
        found.append(Prompt(Why.DUE, known.due_on))
    screened_since = known.last_on and known.returned_on and known.last_on >= known.returned_on
    if known.return_due_on and known.returned_on and not screened_since:
        found.append(Prompt(Why.RETURNED, known.return_due_on))
    if known.last_on is None and known.old_enough_on and known.old_enough_on <= day:
        found.append(Prompt(Why.AGE, known.old_enough_on))
    return sorted(found, key=lambda prompt: prompt.due_on)
