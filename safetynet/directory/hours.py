"""Opening hours: spans of a week, read from how people write them, asked whether one is open.

A span is kept as a code, "1 0900 1700": the day (1 is Monday), from, to; "2400" is midnight.
"""

import re
from collections.abc import Iterable, Sequence

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SPANISH = ("lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo")
_SHORT = {
    "m": 1, "mo": 1, "mon": 1, "t": 2, "tu": 2, "tue": 2, "tues": 2, "w": 3, "we": 3, "wed": 3,
    "weds": 3, "th": 4, "thu": 4, "thur": 4, "thurs": 4, "f": 5, "fr": 5, "fri": 5, "sa": 6,
    "sat": 6, "su": 7, "sun": 7,
}  # fmt: skip
_NAMED = (
    _SHORT
    | {name: day for names in (DAYS, _SPANISH) for day, name in enumerate(names, 1)}
    | {f"{name}s": day for day, name in enumerate(DAYS, 1)}
)
WORKING, WEEKEND, ALL_WEEK = range(1, 6), range(6, 8), range(1, 8)
SLOTS_A_DAY, MINUTES = 48, 30
MIDNIGHT = 24 * 60
NOON = 12
EARLIEST = 7
"""“7 - 3 pm” begins in the morning, “1 - 3 pm” does not."""
EVENING = 18 * 60
"""Who closes at six is not open in the evening."""

_DAY = "|".join(sorted((re.escape(name) for name in _NAMED), key=len, reverse=True))
_CLOCK = r"(?:(noon|midnight|midday)|(\d{1,2})(?::?([0-5]\d))?(?::[0-5]\d)?\s*([ap])?\.?m?\.?)"
_SPAN = re.compile(rf"{_CLOCK}\s*(?:-|to|until|a)\s*{_CLOCK}(?![\d:])", re.IGNORECASE)
_DAYS = re.compile(
    rf"\b({_DAY})\b\.?(?:\s*(-|to|through|thru|a)\s*\b({_DAY})\b\.?)?", re.IGNORECASE
)
_ALWAYS = re.compile(r"24\s*(?:/\s*7|hours|hrs?\b)", re.IGNORECASE)
_EVERY = re.compile(r"\b(daily|every ?day|7 days|todos los dias)\b", re.IGNORECASE)
_WORKDAYS = re.compile(r"\b(weekdays|working days)\b", re.IGNORECASE)
_UNSURE = re.compile(r"\b(1st|2nd|3rd|4th|first|second|third|last|except|closed|summer)\b", re.I)


def spans_in(text: str) -> list[str]:
    """Return the spans that a text states; none when it is not certain what it states."""
    plain = re.sub(r"[\u2010-\u2015]", "-", text).replace("\u00e9", "e").replace("\u00e1", "a")
    plain = re.sub(r"\([^)]*\)", " ", plain)
    found: set[str] = set()
    for part in re.split(r"[;\n|]", plain):
        if not part.strip() or _UNSURE.search(part):
            continue
        found.update(_part(part))
    return sorted(found)


def hours_text(spans: Iterable[str]) -> str:
    """Write spans so that `spans_in` reads the same again: "monday 9:00 am - 5:00 pm; …"."""
    return "; ".join(_told(*parts_of(code)) for code in sorted(spans))


def _told(day: int, opens: int, closes: int) -> str:
    is_always = (opens, closes) == (0, MIDNIGHT)
    return f"{DAYS[day - 1]} {'24 hours' if is_always else f'{_said(opens)} - {_said(closes)}'}"


def _said(minutes: int) -> str:
    if minutes % MIDNIGHT == 0:
        return "midnight"
    hours = minutes // 60
    return f"{hours % NOON or NOON}:{minutes % 60:02} {'pm' if hours >= NOON else 'am'}"


def span(day: str, opens: str, closes: str) -> str | None:
    """Return one span from three cells; None when they do not make one."""
    named = day.strip().casefold().rstrip(".")
    number = _NAMED.get(named) or (int(named) if named in {*"1234567"} else None)
    from_, to = clock_of(opens), clock_of(closes)
    if number is None or from_ is None or to is None:
        return None
    return _code(number, from_, to or MIDNIGHT)


def clock_of(text: str) -> int | None:
    """Return minutes after midnight of "9:00", "17:30:00" or "5 pm"; None when it is no time."""
    told = re.fullmatch(_CLOCK, text.strip(), re.IGNORECASE)
    return None if told is None else _minutes(told.groups())


def _part(part: str) -> Iterable[str]:
    days = _days(part)
    if _ALWAYS.search(part):
        return [_code(day, 0, MIDNIGHT) for day in days or ALL_WEEK]
    # Days are taken out first: the "t" of "Tue" is no time, the "a" of "9 a" no day.
    times = [_pair(match.groups()) for match in _SPAN.finditer(_DAYS.sub(" , ", part))]
    if not days or not times or None in times:
        return []
    return [_code(day, *time) for day in days for time in times if time]


def _days(part: str) -> list[int]:
    if _EVERY.search(part):
        return list(ALL_WEEK)
    if _WORKDAYS.search(part):
        return list(WORKING)
    days: set[int] = set()
    for match in _DAYS.finditer(part):
        first = _NAMED[match[1].casefold()]
        last = _NAMED[match[3].casefold()] if match[3] else first
        days.update(
            range(first, last + 1) if first <= last else (*range(first, 8), *range(1, last + 1))
        )
    return sorted(days)


def _pair(said: Sequence[str | None]) -> tuple[int, int] | None:
    """Return from and to of a span; "9-5" are nine in the morning and five in the afternoon."""
    opens, closes = list(said[:4]), list(said[4:])
    if opens[1] and closes[3] and not opens[3]:
        is_morning = int(opens[1]) > int(closes[1] or NOON) or int(opens[1]) >= EARLIEST
        opens[3] = "a" if is_morning else closes[3]
    from_, to = _minutes(opens), _minutes(closes)
    if from_ is None or to is None:
        return None
    if to <= from_ and not closes[3] and to + NOON * 60 <= MIDNIGHT:
        to += NOON * 60
    return (from_, to) if to > from_ else (from_, MIDNIGHT) if to == 0 else None


def _minutes(said: Sequence[str | None]) -> int | None:
    word, hour, minute, half = said
    if word:
        return MIDNIGHT if word.casefold() == "midnight" else NOON * 60
    hours = int(hour or 0)
    if hours * 60 > MIDNIGHT or (half and hours > NOON):
        return None
    if half:
        hours = hours % NOON + (NOON if half.casefold() == "p" else 0)
    minutes = hours * 60 + int(minute or 0)
    return minutes if minutes <= MIDNIGHT else None


def _code(day: int, opens: int, closes: int) -> str:
    return f"{day} {opens // 60:02}{opens % 60:02} {closes // 60:02}{closes % 60:02}"


def parts_of(code: str) -> tuple[int, int, int]:
    """Return the day and the minutes from and to of a span."""
    day, opens, closes = code.split()
    return int(day), _of_code(opens), _of_code(closes)


def _of_code(told: str) -> int:
    return int(told[:2]) * 60 + int(told[2:])


def slots_of(spans: Iterable[str]) -> str:
    """Return a week of half hours as hexadecimal digits, four to a digit; "" when never told."""
    bits = 0
    for code in spans:
        day, opens, closes = parts_of(code)
        first = (day - 1) * SLOTS_A_DAY + opens // MINUTES
        # Closing before opening is past midnight: into the next day.
        last = (day - 1) * SLOTS_A_DAY + -(-closes // MINUTES)
        last += SLOTS_A_DAY if closes <= opens else 0
        for slot in range(first, last):
            bits |= 1 << (slot % (7 * SLOTS_A_DAY))
    return f"{bits:084x}"[::-1] if bits else ""


def digit_at(day: int, minute: int) -> tuple[int, list[str]]:
    """Return which digit (from 1) tells of this half hour, and what it is when open."""
    slot = (day - 1) * SLOTS_A_DAY + minute // MINUTES
    return slot // 4 + 1, [digit for digit in "0123456789abcdef" if int(digit, 16) >> slot % 4 & 1]


def is_open(spans: Iterable[str], day: int, minute: int) -> bool:
    slots = slots_of(spans)
    place, digits = digit_at(day, minute)
    return bool(slots) and slots[place - 1] in digits


def has_evenings(spans: Iterable[str]) -> bool:
    return any(
        day in WORKING and (closes > EVENING or closes <= opens)
        for day, opens, closes in map(parts_of, spans)
    )


def has_weekends(spans: Iterable[str]) -> bool:
    return any(parts_of(code)[0] in WEEKEND for code in spans)
