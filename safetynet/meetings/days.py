"""The days that people name: "friday", "el viernes", "+7", "4 de diciembre". Pure; no database."""

import re
from collections.abc import Callable
from datetime import date, timedelta


def day_named(words: str, day: date) -> date | None:
    """Return the day that some words mean, seen from `day`; None when they mean none.

    Today, tomorrow, a weekday (the coming one), +7, "in 2 weeks", 2026-12-04, 12/4, 12/4/2026,
    "december 4", each in English or Spanish; months come first where there are only numbers.
    """
    said = _AROUND.sub("", " ".join(words.lower().replace(",", " ").split()))
    return next((due for read in _READERS if (due := read(said, day)) is not None), None)


# "next friday" is the coming one: whoever means the one after it writes the date.
_AROUND = re.compile(
    r"^(?:(?:on|by|next|this|the|el|la|los|este|esta|pr[oó]xim[oa])\s+)+"
    r"|\s+(?:que viene|pr[oó]xim[oa])$"
)
_NEAR = {
    "today": 0,
    "hoy": 0,
    "tomorrow": 1,
    "mañana": 1,
    "manana": 1,
    "pasado mañana": 2,
    "pasado manana": 2,
}
_WEEKDAYS = (
    ("monday", "lunes"),
    ("tuesday", "martes"),
    ("wednesday", "miércoles", "miercoles"),
    ("thursday", "jueves"),
    ("friday", "viernes"),
    ("saturday", "sábado", "sabado"),
    ("sunday", "domingo"),
)
_MONTHS = (
    ("january", "enero"),
    ("february", "febrero"),
    ("march", "marzo"),
    ("april", "abril"),
    ("may", "mayo"),
    ("june", "junio"),
    ("july", "julio"),
    ("august", "agosto"),
    ("september", "septiembre", "setiembre"),
    ("october", "octubre"),
    ("november", "noviembre"),
    ("december", "diciembre"),
)
_SHORTEST = 3
"""Letters of a weekday or a month that suffice: "fri", "thurs", "vie", "dic"."""


def _near(said: str, day: date) -> date | None:
    return day + timedelta(days=_NEAR[said]) if said in _NEAR else None


def _weekday(said: str, day: date) -> date | None:
    """Return the coming day of that name, never today: who means today says so."""
    number = _number_of(said, _WEEKDAYS)
    return None if number is None else day + timedelta(days=(number - day.weekday() - 1) % 7 + 1)


def _number_of(said: str, names: tuple[tuple[str, ...], ...]) -> int | None:
    if len(said) < _SHORTEST:
        return None
    found = (n for n, each in enumerate(names) if any(name.startswith(said) for name in each))
    return next(found, None)


def _after(said: str, day: date) -> date | None:
    found = re.fullmatch(r"\+(\d{1,3})", said, re.ASCII)
    return day + timedelta(days=int(found[1])) if found else None


def _in_some_time(said: str, day: date) -> date | None:
    found = re.fullmatch(r"(?:in|en) (\d{1,3}) (days?|d[ií]as?|weeks?|semanas?)", said)
    if found is None:
        return None
    return day + timedelta(days=int(found[1]) * (1 if found[2].startswith("d") else 7))


def _iso(said: str, _day: date) -> date | None:
    found = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", said, re.ASCII)
    return _real(int(found[1]), int(found[2]), int(found[3])) if found else None


def _month_first(said: str, day: date) -> date | None:
    """Read 12/4 as the next December 4th, and 12/4/2026 as it stands."""
    found = re.fullmatch(r"(\d{1,2})/(\d{1,2})(?:/(\d{4}))?", said, re.ASCII)
    return _coming(found[3], int(found[1]), int(found[2]), day) if found else None


_ENGLISH = re.compile(
    r"(?P<month>[a-z]{3,})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?(?: (?P<year>\d{4}))?"
)
_SPANISH = re.compile(
    r"(?P<day>\d{1,2}) (?:de )?(?P<month>[a-z]{3,})\.?(?: (?:del? )?(?P<year>\d{4}))?"
)


def _with_month_in_words(said: str, day: date) -> date | None:
    found = _ENGLISH.fullmatch(said) or _SPANISH.fullmatch(said)
    number = _number_of(found["month"], _MONTHS) if found else None
    if found is None or number is None:
        return None
    return _coming(found["year"], number + 1, int(found["day"]), day)


def _coming(year: str | None, month: int, number: int, day: date) -> date | None:
    """Return the day of the year that was said, or else the next one there is."""
    if year:
        return _real(int(year), month, number)
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
    _in_some_time,
    _iso,
    _month_first,
    _with_month_in_words,
)
