"""When to screen again: days alone."""

from datetime import date

from safetynet.indicators.prompts import Known, Why, prompts

TODAY = date(2028, 2, 29)


def why(**known: date | None) -> list[Why]:
    unknown = dict.fromkeys(("last_on", "due_on", "returned_on", "return_due_on", "old_enough_on"))
    return [prompt.why for prompt in prompts(Known(**{**unknown, **known}), TODAY)]


def test_nobody_of_whom_nothing_is_known_is_screened() -> None:
    assert why() == []


def test_a_young_person_old_enough_is_screened_once() -> None:
    assert why(old_enough_on=date(2027, 5, 1)) == [Why.AGE]
    assert why(old_enough_on=date(2028, 3, 1)) == []
    assert why(old_enough_on=date(2027, 5, 1), last_on=date(2027, 6, 1)) == []


def test_whoever_came_back_is_screened_unless_she_was_since() -> None:
    back = {"returned_on": date(2028, 2, 27), "return_due_on": date(2028, 3, 1)}
    assert why(**back) == [Why.RETURNED]
    assert why(**back, last_on=date(2028, 2, 20)) == [Why.RETURNED]
    assert why(**back, last_on=date(2028, 2, 28)) == []


def test_what_presses_most_comes_first() -> None:
    found = why(
        last_on=date(2027, 8, 1),
        due_on=date(2028, 1, 28),
        returned_on=date(2027, 12, 24),
        return_due_on=date(2027, 12, 27),
    )
    assert found == [Why.RETURNED, Why.DUE]
