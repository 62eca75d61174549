"""One line of typing becomes a task."""

from datetime import date

import pytest

from safetynet.meetings.days import day_named
from safetynet.meetings.parsing import TaskLine, TaskLineError, TaskLineFault, parse_task

FRIDAY = date(2026, 11, 20)
HANDLES = {"harbor", "probation", "child-welfare"}


@pytest.mark.parametrize(
    ("line", "task"),
    [
        (
            "Confirm the bed @harbor due friday",
            TaskLine("Confirm the bed", "harbor", date(2026, 11, 27)),
        ),
        ("@harbor confirm the bed", TaskLine("confirm the bed", "harbor", None)),
        (
            "Confirm the bed due tomorrow @Harbor",
            TaskLine("Confirm the bed", "harbor", date(2026, 11, 21)),
        ),
        ("Call @child-welfare, due +7.", TaskLine("Call", "child-welfare", date(2026, 11, 27))),
        (
            "Pay what is due to the school @probation",
            TaskLine("Pay what is due to the school", "probation", None),
        ),
        (
            "Report due payments @probation due 12/4",
            TaskLine("Report due payments", "probation", date(2026, 12, 4)),
        ),
        (
            "  Write   to a@b.example  @harbor due: hoy ",
            TaskLine("Write to a@b.example", "harbor", FRIDAY),
        ),
        ("Llamar @harbor vence martes", TaskLine("Llamar", "harbor", date(2026, 11, 24))),
        (
            "Llevarla a la cita @harbor vence el 4 de diciembre.",
            TaskLine("Llevarla a la cita", "harbor", date(2026, 12, 4)),
        ),
        (
            "Preguntar en la escuela vence el próximo viernes @probation",
            TaskLine("Preguntar en la escuela", "probation", date(2026, 11, 27)),
        ),
        (
            "See what is due before court @probation due Dec 4th",
            TaskLine("See what is due before court", "probation", date(2026, 12, 4)),
        ),
        (
            "! Call her tonight! @harbor due friday",
            TaskLine("Call her tonight!", "harbor", date(2026, 11, 27), is_urgent=True),
        ),
        ("Call @harbor due +7 !", TaskLine("Call", "harbor", date(2026, 11, 27), is_urgent=True)),
        (
            "Pay the rent due by court @harbor",
            TaskLine("Pay the rent due by court", "harbor", None),
        ),
    ],
)
def test_a_line_is_read(line: str, task: TaskLine) -> None:
    assert parse_task(line, FRIDAY, HANDLES) == task


@pytest.mark.parametrize(
    ("line", "fault", "said"),
    [
        ("@harbor due friday", TaskLineFault.NO_WORDS, ""),
        ("", TaskLineFault.NO_WORDS, ""),
        ("Confirm the bed due friday", TaskLineFault.NO_AGENCY, ""),
        ("Confirm @harbor @probation", TaskLineFault.TWO_AGENCIES, "harbor @probation"),
        ("Confirm the bed @police", TaskLineFault.UNKNOWN_AGENCY, "police"),
        ("Confirm the bed @harbor due frday", TaskLineFault.UNKNOWN_DAY, "frday"),
        ("Llamar @harbor vence 4 de dicembre", TaskLineFault.UNKNOWN_DAY, "4 de dicembre"),
        ("Confirm the bed @harbor due 2/30", TaskLineFault.UNKNOWN_DAY, "2/30"),
        ("Confirm the bed @harbor due 2026-11-19", TaskLineFault.PAST_DAY, "2026-11-19"),
        ("Confirm the bed @harbor due +900", TaskLineFault.FAR_DAY, "+900"),
    ],
)
def test_a_fault_is_named(line: str, fault: TaskLineFault, said: str) -> None:
    with pytest.raises(TaskLineError) as caught:
        parse_task(line, FRIDAY, HANDLES)
    assert (caught.value.fault, caught.value.said) == (fault, said)


@pytest.mark.parametrize(
    ("word", "day"),
    [
        ("today", FRIDAY),
        ("FRIDAY", date(2026, 11, 27)),
        ("sat", date(2026, 11, 21)),
        ("thurs", date(2026, 11, 26)),
        ("vie", date(2026, 11, 27)),
        ("mañana", date(2026, 11, 21)),
        ("pasado mañana", date(2026, 11, 22)),
        ("el viernes", date(2026, 11, 27)),
        ("martes que viene", date(2026, 11, 24)),
        ("next thursday", date(2026, 11, 26)),
        ("en 2 semanas", date(2026, 12, 4)),
        ("in 3 days", date(2026, 11, 23)),
        ("4 de diciembre de 2026", date(2026, 12, 4)),
        ("1 dic", date(2026, 12, 1)),
        ("December 4, 2026", date(2026, 12, 4)),
        ("nov 2nd", date(2027, 11, 2)),
        ("31 de abril", None),
        ("4 de brumario", None),
        ("+0", FRIDAY),
        ("2026-12-4", date(2026, 12, 4)),
        ("11/20", FRIDAY),
        ("11/19", date(2027, 11, 19)),
        ("11/19/2026", date(2026, 11, 19)),
        ("2/29", None),
        ("fr", None),
        ("soon", None),
        ("13/1", None),
    ],
)
def test_a_day_is_named(word: str, day: date | None) -> None:
    assert day_named(word, FRIDAY) == day


def test_february_29_is_found_in_the_year_that_has_one() -> None:
    assert day_named("2/29", date(2027, 6, 1)) == date(2028, 2, 29)
    assert day_named("2/29", date(2028, 2, 29)) == date(2028, 2, 29)
