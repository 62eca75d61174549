"""A digest stands for what is stored, not for how Python holds it."""

from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID

import pytest

from safetynet.audit.entry import Result, row_digest

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("one", "same"),
    [
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        ({"at": NOON}, {"at": NOON.replace(tzinfo=None)}),
        ({"at": NOON}, {"at": NOON.astimezone(timezone(timedelta(hours=-8)))}),
        ({"state": Result.OPENED}, {"state": "opened"}),
        ({"sealed": b"x"}, {"sealed": memoryview(b"x")}),
        ({"done": True}, {"done": 1}),
        ({"codes": {"a": 1, "b": 2}}, {"codes": {"b": 2, "a": 1}}),
    ],
)
def test_the_same_row_has_the_same_digest(one: dict[str, object], same: dict[str, object]) -> None:
    assert row_digest(one) == row_digest(same)
    assert len(row_digest(one)) == 16


@pytest.mark.parametrize(
    "other",
    [
        {"a": 2, "b": b"x"},
        {"a": 1, "b": b"y"},
        {"a": "1", "b": b"x"},
        {"a": 1, "b": None},
        {"a": 1, "b": b""},
        {"a": 1},
        {"a": 1, "c": b"x"},
        {"a": UUID(int=1), "b": b"x"},
        {"a": date(2026, 3, 1), "b": b"x"},
    ],
)
def test_another_row_has_another(other: dict[str, object]) -> None:
    assert row_digest(other) != row_digest({"a": 1, "b": b"x"})


def test_values_that_no_column_stores_are_refused() -> None:
    with pytest.raises(TypeError):
        row_digest({"a": object()})
