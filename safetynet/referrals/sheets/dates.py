"""Dates as agencies write them: ISO, US, European, in words of two languages, Excel's numbers."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from safetynet.sheets.cells import Cell

OLDEST_AGE = 120
"""Years; the oldest age ever documented is 122."""


class DateOrder(StrEnum):
    """Which of two numbers before a year is the month."""

    MONTH_FIRST = "month_first"
    DAY_FIRST = "day_first"


class DateDoubt(StrEnum):
    """What was not certain about a date that could be read."""

    AMBIGUOUS = "ambiguous"
    SWAPPED = "swapped"
    SHORT_YEAR = "short_year"
    PARTIAL = "partial"
    ESTIMATED = "estimated"


class DateFault(StrEnum):
    """Why a date cannot be taken."""

    UNREADABLE = "unreadable"
    FUTURE = "future"
    TOO_LONG_AGO = "too_long_ago"


class DateError(ValueError):
    """A cell that holds no date we can take; `fault` says why, the text itself is not repeated."""

    def __init__(self, fault: DateFault) -> None:
        self.fault = fault
        super().__init__(fault.value)


@dataclass(frozen=True, slots=True)
class Order:
    """The order of a column of dates; `certain` when its dates leave no doubt about it."""

    order: DateOrder = DateOrder.MONTH_FIRST
    certain: bool = False


@dataclass(frozen=True, slots=True)
class Dated:
    """A date, or the part of it that is known (month and day None), and what was doubtful."""

    year: int
    month: int | None = None
    day: int | None = None
    doubts: tuple[DateDoubt, ...] = ()

    @property
    def exact(self) -> date | None:
        """The whole date, or None when only the year or the month is known."""
        return date(self.year, self.month, self.day) if self.month and self.day else None

    @property
    def estimated(self) -> bool:
        """Whether the sender marked it as an estimate or gave a part only."""
        return DateDoubt.ESTIMATED in self.doubts or DateDoubt.PARTIAL in self.doubts

    def age_on(self, day: date) -> int:
        """Return completed years on `day`; of a part of a date, the fewest they can be."""
        month, own_day = self.month or 12, self.day or 31
        return day.year - self.year - ((day.month, day.day) < (month, own_day))


_NUMBERS = re.compile(r"(\d{1,4})\s*([/.\-\s])\s*(\d{1,2})\s*[/.\-\s]\s*(\d{1,4})$")
_ISO_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{1,2}:\d{2}.*$")
_TIME = re.compile(r"[ ,]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*([ap]\.?m\.?)?$", re.IGNORECASE)
_GUESS = re.compile(
    r"^(~|\?|c\.|ca\.?|circa|approx(imate(ly)?)?\.?|about|around|est(imated)?\.?|aprox\.?|aproximad"
    r"amente|alrededor de|hacia|unos)\s*|\s*(\?|\(?(approx(imate)?|est(imated)?|aprox)\.?\)?)$",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"\s*(?:;|\n|\bor\b|\band\b|\bo\b| / )\s*", re.IGNORECASE)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january ene enero", "feb february febrero", "mar march marzo",
            "apr april abr abril", "may mayo", "jun june junio", "jul july julio",
            "aug august ago agosto", "sep sept september set septiembre setiembre",
            "oct october octubre", "nov november noviembre", "dec december dic diciembre",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_EXCEL_ZERO = date(1899, 12, 30)
_SERIALS = range(2101, 80_000)
_YEARS = range(1000, 2101)
_DAYS_AND_MONTHS = 12
_LONGEST = 200


def order_of(cells: Iterable[Cell]) -> Order:
    """Return the order in which a column writes day and month: US order unless it says otherwise.

    Only numbers above 12 tell; nine of ten tellers must agree before the column counts as certain,
    because real columns contain typing mistakes.
    """
    month_first = day_first = 0
    for cell in cells:
        found = _NUMBERS.match(cell) if isinstance(cell, str) else None
        if found is None or len(found.group(1)) > 2:
            continue
        first, second = int(found.group(1)), int(found.group(3))
        month_first += first <= _DAYS_AND_MONTHS < second
        day_first += second <= _DAYS_AND_MONTHS < first
    winner = DateOrder.DAY_FIRST if day_first > month_first else DateOrder.MONTH_FIRST
    most = max(month_first, day_first)
    return Order(winner, most > 0 and most >= 0.9 * (month_first + day_first))


def dates_in(cell: Cell, order: Order, day: date) -> tuple[Dated, ...]:
    """Return the dates in a cell, several when it lists several, none when it is empty.

    `day` is the day of the import: later dates and ages over 120 raise DateError, as does what
    cannot be read. Two-digit years are taken from the hundred years that end on `day`.
    """
    if cell is None:
        return ()
    if not isinstance(cell, str):
        return (_possible(_of_number_or_date(cell), day),)
    if len(cell) > _LONGEST:  # and no time is spent on it
        raise DateError(DateFault.UNREADABLE)
    try:
        return (_possible(_of_text(cell, order, day), day),)
    except DateError as error:
        parts = [part for part in _SEVERAL.split(cell) if part]
        if error.fault is not DateFault.UNREADABLE or len(parts) < 2:
            raise
        return tuple(_possible(_of_text(part, order, day), day) for part in parts)


def _possible(dated: Dated, day: date) -> Dated:
    earliest = date(dated.year, dated.month or 1, dated.day or 1) if dated.year else day
    if earliest > day:
        raise DateError(DateFault.FUTURE)
    if dated.age_on(day) > OLDEST_AGE:
        raise DateError(DateFault.TOO_LONG_AGO)
    return dated


def _of_number_or_date(cell: Cell) -> Dated:
    if isinstance(cell, datetime | date):
        return Dated(cell.year, cell.month, cell.day)
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        raise DateError(DateFault.UNREADABLE)
    if not -_SERIALS.stop < cell < 10**8:  # neither infinite nor "not a number" either
        raise DateError(DateFault.UNREADABLE)
    return _of_digits(str(max(int(cell), 0)), Order())


def _of_digits(digits: str, order: Order) -> Dated:
    """Read 2008 as a year, 39448 as Excel's day number, 20080115 and 01152008 as dates."""
    number = int(digits)
    if len(digits) == 4 and number in _YEARS:
        return Dated(number, doubts=(DateDoubt.PARTIAL,))
    if number in _SERIALS:
        whole = _EXCEL_ZERO + timedelta(days=number)
        return Dated(whole.year, whole.month, whole.day)
    if len(digits) in {7, 8}:
        digits = digits.zfill(8)
        if int(digits[:4]) in _YEARS and digits[:4] >= "1800":
            return _checked(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
        return _ordered(int(digits[:2]), int(digits[2:4]), int(digits[4:]), order)
    raise DateError(DateFault.UNREADABLE)


def _of_text(text: str, order: Order, day: date) -> Dated:
    bare = _GUESS.sub("", text.strip())
    dated = _of_bare_text(_TIME.sub("", bare), order, day)
    if bare != text.strip():
        dated = Dated(dated.year, dated.month, dated.day, (*dated.doubts, DateDoubt.ESTIMATED))
    return dated


def _of_bare_text(text: str, order: Order, day: date) -> Dated:
    if iso := _ISO_TIME.match(text):
        text = iso.group(1)
    if text.isdecimal() and text.isascii():
        return _of_digits(text, order)
    if found := _NUMBERS.match(text):
        return _of_numbers(found, order, day)
    if part := re.match(r"(\d{4})[/-](\d{1,2})$|(\d{1,2})[/-](\d{4})$", text):
        year, month = int(part[1] or part[4]), int(part[2] or part[3])
        if not 1 <= month <= _DAYS_AND_MONTHS:
            raise DateError(DateFault.UNREADABLE)
        return Dated(year, month, doubts=(DateDoubt.PARTIAL,))
    return _of_words(text, day)


def _of_numbers(found: re.Match[str], order: Order, day: date) -> Dated:
    first, _, second, last = found.groups()
    if len(first) == 4 and len(last) <= 2:
        return _checked(int(first), int(second), int(last))
    if len(first) > 2 or len(last) == 3:
        raise DateError(DateFault.UNREADABLE)
    if len(last) <= 2:
        dated = _ordered(int(first), int(second), _century(int(last), day), order)
        if dated.exact and dated.exact > day:
            dated = Dated(dated.year - 100, dated.month, dated.day, dated.doubts)
        return Dated(dated.year, dated.month, dated.day, (*dated.doubts, DateDoubt.SHORT_YEAR))
    return _ordered(int(first), int(second), int(last), order)


def _ordered(first: int, second: int, year: int, order: Order) -> Dated:
    """Read two numbers in the column's order; the other way round when only that makes a date."""
    straight, turned = (first, second), (second, first)
    if order.order is DateOrder.DAY_FIRST:
        straight, turned = turned, straight
    if straight[0] > _DAYS_AND_MONTHS >= turned[0]:
        swapped = _checked(year, *turned)
        return Dated(swapped.year, swapped.month, swapped.day, (DateDoubt.SWAPPED,))
    dated = _checked(year, *straight)
    unsure = not order.certain and first != second and max(first, second) <= _DAYS_AND_MONTHS
    return Dated(year, dated.month, dated.day, (DateDoubt.AMBIGUOUS,) if unsure else ())


def _of_words(text: str, day: date) -> Dated:
    """Read "March 3rd, 2008", "3 de marzo de 2008", "08-MAY-67", "Mar 2008"."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    words = re.findall(r"[a-z]+|\d+", re.sub(r"(?<=\d)(st|nd|rd|th|º|°)\b", "", plain))
    words = [word for word in words if word not in {"de", "del", "of", "the"}]
    months = [_MONTHS[word] for word in words if word in _MONTHS]
    numbers = [word for word in words if word.isdecimal()]
    if len(months) != 1 or len(words) != len(numbers) + 1 or not 1 <= len(numbers) <= 2:
        raise DateError(DateFault.UNREADABLE)
    if len(numbers) == 1:
        if len(numbers[0]) != 4:
            raise DateError(DateFault.UNREADABLE)
        return Dated(int(numbers[0]), months[0], doubts=(DateDoubt.PARTIAL,))
    own_day, year = numbers if len(numbers[0]) <= 2 else reversed(numbers)
    if len(year) == 4:
        return _checked(int(year), months[0], int(own_day))
    if len(year) != 2:
        raise DateError(DateFault.UNREADABLE)
    dated = _checked(_century(int(year), day), months[0], int(own_day))
    return Dated(dated.year, dated.month, dated.day, (DateDoubt.SHORT_YEAR,))


def _century(short: int, day: date) -> int:
    """Return the full year of a two-digit one, never later than the year of `day`."""
    year = day.year - day.year % 100 + short
    return year if year <= day.year else year - 100


def _checked(year: int, month: int, own_day: int) -> Dated:
    try:
        whole = date(year, month, own_day)
    except ValueError:
        raise DateError(DateFault.UNREADABLE) from None
    return Dated(whole.year, whole.month, whole.day)
