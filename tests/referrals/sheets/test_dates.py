"""Birth dates in the ways people write them."""

from datetime import UTC, date, datetime

import pytest

from safetynet.referrals.sheets.dates import (
    DateDoubt,
    DateError,
    DateFault,
    DateOrder,
    Order,
    dates_in,
    order_of,
)
from safetynet.sheets.cells import Cell
from tests.referrals.sheets.making import DAY

US = Order(DateOrder.MONTH_FIRST, certain=True)
EUROPE = Order(DateOrder.DAY_FIRST, certain=True)
BORN = date(2008, 3, 9)


@pytest.mark.parametrize(
    "written",
    [
        "2008-03-09", "2008/3/9", "2008-03-09T00:00:00Z", "2008-03-09 13:45", "03/09/2008",
        "3/9/2008", "3-9-2008", "3.9.2008", "03 09 2008", "3/9/08", "20080309", "03092008",
        "March 9, 2008", "9 March 2008", "Mar 9th 2008", "09-MAR-2008", "09-MAR-08", "9 mar. 2008",
        "9 de marzo de 2008", "marzo 9, 2008", "3/9/2008 12:00 AM", "39516", 39516, 39516.5,
        20080309, BORN, datetime(2008, 3, 9, 4, 5, tzinfo=UTC), "٠٣/٠٩/٢٠٠٨",
    ],
)  # fmt: skip
def test_ways_to_write_one_day(written: Cell) -> None:
    assert [dated.exact for dated in dates_in(written, US, DAY)] == [BORN]


def test_day_first_columns() -> None:
    assert dates_in("9/3/2008", EUROPE, DAY)[0].exact == BORN
    assert order_of(["9/3/2008", "25/3/2008"]) == Order(DateOrder.DAY_FIRST, certain=True)
    assert order_of(["3/9/2008", "3/25/2008"]) == Order(DateOrder.MONTH_FIRST, certain=True)
    assert order_of(["3/9/2008", None, "x"]) == Order(DateOrder.MONTH_FIRST, certain=False)
    assert not order_of(["3/25/2008", "25/3/2008"]).certain


@pytest.mark.parametrize(
    ("written", "order", "doubt"),
    [
        ("3/9/2008", Order(), DateDoubt.AMBIGUOUS),
        ("22/3/2008", US, DateDoubt.SWAPPED),
        ("3/22/2008", EUROPE, DateDoubt.SWAPPED),
        ("3/9/08", US, DateDoubt.SHORT_YEAR),
        ("2008", US, DateDoubt.PARTIAL),
        ("March 2008", US, DateDoubt.PARTIAL),
        ("03/2008", US, DateDoubt.PARTIAL),
        ("~3/9/2008", US, DateDoubt.ESTIMATED),
        ("approx. 2008", US, DateDoubt.ESTIMATED),
        ("3/9/2008 (est.)", US, DateDoubt.ESTIMATED),
        ("3/9/2008?", US, DateDoubt.ESTIMATED),
    ],
)
def test_doubts(written: str, order: Order, doubt: DateDoubt) -> None:
    dated = dates_in(written, order, DAY)[0]
    assert doubt in dated.doubts
    assert (dated.year, dated.month or 3) == (2008, 3)


def test_same_numbers_leave_no_doubt() -> None:
    assert dates_in("4/4/2008", Order(), DAY)[0].doubts == ()


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("25/21/1947", DateFault.UNREADABLE),
        ("26/210/1981", DateFault.UNREADABLE),
        ("08/Z3/|973", DateFault.UNREADABLE),
        ("07/05/2oB", DateFault.UNREADABLE),
        ("2/30/2008", DateFault.UNREADABLE),
        ("2/29/2009", DateFault.UNREADABLE),
        ("0", DateFault.UNREADABLE),
        (0, DateFault.UNREADABLE),
        (-5, DateFault.UNREADABLE),
        (1e300, DateFault.UNREADABLE),
        (float("nan"), DateFault.UNREADABLE),
        (True, DateFault.UNREADABLE),
        ("see file", DateFault.UNREADABLE),
        ("11/23/2025", DateFault.FUTURE),
        ("11/23/9988", DateFault.FUTURE),
        ("11/23/0942", DateFault.TOO_LONG_AGO),
        ("2030", DateFault.FUTURE),
    ],
)
def test_what_is_no_birth_date(written: Cell, fault: DateFault) -> None:
    with pytest.raises(DateError) as caught:
        dates_in(written, US, DAY)
    assert caught.value.fault is fault
    assert str(caught.value) == fault.value  # never what the cell holds


@pytest.mark.parametrize(
    ("written", "year"), [("1/2/25", 2025), ("12/31/25", 1925), ("1/2/26", 1926), ("1/2/67", 1967)]
)
def test_short_years_are_never_in_the_future(written: str, year: int) -> None:
    assert dates_in(written, US, DAY)[0].year == year


def test_several_dates_in_one_cell() -> None:
    found = dates_in("3/9/2008 or 3/9/2009; 4/9/2009", US, DAY)
    assert [dated.year for dated in found] == [2008, 2009, 2009]
    assert dates_in(None, US, DAY) == ()


def test_ages() -> None:
    leapling = dates_in("2/29/2008", US, DAY)[0]
    assert leapling.age_on(date(2026, 2, 28)) == 17
    assert leapling.age_on(date(2026, 3, 1)) == 18
    assert dates_in("2008", US, DAY)[0].age_on(DAY) == 16
