"""One line of the chair's typing: `Confirm the bed @harbor due friday`. Pure; no database."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

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


_HANDLE = re.compile(r"(?:^|\s)@([\w-]+)(?=[\s,.;:!?]|$)")
# The word counts only where a day may stand: last, or with nothing but the agency after it.
_DUE = re.compile(r"(?:^|\s)(?:due|vence)[\s:]+(\S+?)[.,;]?\s*(?=$|@[\w-]+[.,;]?\s*$)", re.I)


def parse_task(line: str, day: date, handles: Collection[str]) -> TaskLine:
    """Read one line; `handles` are the agencies that may be given the task, `day` is today.

    Due days: today, tomorrow, a weekday in English or Spanish (the coming one), +7,
    2026-12-04, 12/4, 12/4/2026. Raises TaskLineError.
    """
    due, rest = _due(" ".join(line.split()), day)
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
    return TaskLine(text, named[0], due)


def _due(line: str, day: date) -> tuple[date | None, str]:
    found = _DUE.search(line)
    if found is None:
        return None, line
    due = day_named(found[1], day)
    if due is None:
        raise TaskLineError(TaskLineFault.UNKNOWN_DAY, found[1])
    if due < day:
        raise TaskLineError(TaskLineFault.PAST_DAY, found[1])
    if due - day > FARTHEST:
        raise TaskLineError(TaskLineFault.FAR_DAY, found[1])
    return due, f"{line[: found.start()]} {line[found.end() :]}"


def day_named(word: str, day: date) -> date | None:
    """Return the day that a word means, seen from `day`; None when it means none."""
    said = word.lower()
    return next((due for read in _READERS if (due := read(said, day)) is not None), None)


_NEAR = {"today": 0, "hoy": 0, "tomorrow": 1, "mañana": 1, "manana": 1}
_WEEKDAYS = (
    ("monday", "lunes"),
    ("tuesday", "martes"),
    ("wednesday", "miércoles", "miercoles"),
    ("thursday", "jueves"),
    ("friday", "viernes"),
    ("saturday", "sábado", "sabado"),
    ("sunday", "domingo"),
)
_SHORTEST = 3
"""Letters of a weekday that suffice: "fri", "thurs", "vie"."""


def _near(said: str, day: date) -> date | None:
    return day + timedelta(days=_NEAR[said]) if said in _NEAR else None


def _weekday(said: str, day: date) -> date | None:
    """Return the coming day of that name, never today: who means today says so."""
    if len(said) < _SHORTEST:
        return None
    for number, names in enumerate(_WEEKDAYS):
        if any(name.startswith(said) for name in names):
            return day + timedelta(days=(number - day.weekday() - 1) % 7 + 1)
    return None


def _after(said: str, day: date) -> date | None:
    found = re.fullmatch(r"\+(\d{1,3})", said, re.ASCII)
    return day + timedelta(days=int(found[1])) if found else None


def _iso(said: str, _day: date) -> date | None:
    found = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", said, re.ASCII)
    return _real(int(found[1]), int(found[2]), int(found[3])) if found else None


def _month_first(said: str, day: date) -> date | None:
    """Read 12/4 as the next December 4th, and 12/4/2026 as it stands."""
    found = re.fullmatch(r"(\d{1,2})/(\d{1,2})(?:/(\d{4}))?", said, re.ASCII)
    if found is None:
        return None
    month, number = int(found[1]), int(found[2])
    if found[3]:
        return _real(int(found[3]), month, number)
    this_year = _real(day.year, month, number)
    return this_year if this_year and this_year >= day else _real(day.year + 1, month, number)


def _real(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


_READERS: tuple[Callable[[str, date], date | None], ...] = (
    _near,
    _weekday,
    _after,
    _iso,
    _month_first,
)
