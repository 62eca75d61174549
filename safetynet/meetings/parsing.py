"""One line of the chair's typing: `Confirm the bed @harbor due friday`. Pure; no database."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from safetynet.meetings.days import day_named

FARTHEST = timedelta(days=366)
"""A task due later than a year from now is a slip of the keyboard."""


class TaskLineFault(StrEnum):
    NO_WORDS = "no_words"
    NO_AGENCY = "no_agency"
    TWO_AGENCIES = "two_agencies"
    UNKNOWN_AGENCY = "unknown_agency"
    UNKNOWN_DAY = "unknown_day"
    PAST_DAY = "past_day"
    FAR_DAY = "far_day"


class TaskLineError(ValueError):
    """The line cannot be read; `fault` says why and `said` quotes the part it stumbled over."""

    def __init__(self, fault: TaskLineFault, said: str = "") -> None:
        super().__init__(fault)
        self.fault, self.said = fault, said


@dataclass(frozen=True)
class TaskLine:
    """What to do, which agency does it, and by when; no day means "by the next meeting"."""

    text: str
    handle: str
    due: date | None
    is_urgent: bool = False


_HANDLE = re.compile(r"(?:^|\s)@([\w-]+)(?=[\s,.;:!?]|$)")
_URGENT = re.compile(r"(?:^|(?<=\s))!+(?=\s|$)")
"""An exclamation mark that stands alone; one that ends a sentence is only a sentence's."""
_DUE = re.compile(r"(?:^|\s)(?:due|vence)[\s:]+", re.I)
# A day stands last, or with nothing but the agency after it: one word, or up to five ("el 4 de
# diciembre").
_DAY = re.compile(r"([^\s@]+(?: [^\s@]+){0,4}?)\s*(@[\w-]+[.,;]?)?\s*")


def parse_task(line: str, day: date, handles: Collection[str]) -> TaskLine:
    """Read one line; `handles` are the agencies that may be given the task, `day` is today.

    Due days are those of `day_named`, in English or Spanish; "!" alone means urgent. Raises
    TaskLineError.
    """
    calm = _URGENT.sub(" ", line)
    due, rest = _due(" ".join(calm.split()), day)
    named = list(dict.fromkeys(handle.lower() for handle in _HANDLE.findall(rest)))
    text = " ".join(_HANDLE.sub(" ", rest).split()).strip(" ,;:-–")
    if not text:
        raise TaskLineError(TaskLineFault.NO_WORDS)
    if not named:
        raise TaskLineError(TaskLineFault.NO_AGENCY)
    if len(named) > 1:
        raise TaskLineError(TaskLineFault.TWO_AGENCIES, " @".join(named))
    if named[0] not in handles:
        raise TaskLineError(TaskLineFault.UNKNOWN_AGENCY, named[0])
    return TaskLine(text, named[0], due, is_urgent=calm != line)


def _due(line: str, day: date) -> tuple[date | None, str]:
    for found in _DUE.finditer(line):
        if (rest := _end_of_day(line[found.end() :])) is None:
            continue
        said, after = rest
        if (due := day_named(said, day)) is not None:
            return _in_reach(due, day, said), f"{line[: found.start()]} {after}"
        if " " not in said or said[0].isdigit():
            raise TaskLineError(TaskLineFault.UNKNOWN_DAY, said)
        # "The rent is due before court": a sentence, and no day that was meant.
    return None, line


def _end_of_day(rest: str) -> tuple[str, str] | None:
    """Split what follows "due" into the day and the agency after it, if nothing else does."""
    found = _DAY.fullmatch(rest)
    return (found[1].rstrip(".,;"), found[2] or "") if found else None


def _in_reach(due: date, day: date, said: str) -> date:
    if due < day:
        raise TaskLineError(TaskLineFault.PAST_DAY, said)
    if due - day > FARTHEST:
        raise TaskLineError(TaskLineFault.FAR_DAY, said)
    return due
