"""The steering sheet: one quarter in counts, for those who lead agencies and know no case."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask_babel import gettext as _

from safetynet.meetings.words import ENDING_WORDS
from safetynet.monitor.facts import Facts
from safetynet.monitor.measures import Aims, Measure
from safetynet.monitor.periods import Period
from safetynet.monitor.suppressing import Shown, told
from safetynet.monitor.tasks_by_agency import (
    Masked,
    Reason,
    Row,
    by_agency,
    masked_rows,
    reasons_of,
    row_of,
)
from safetynet.monitor.telling import told_of
from safetynet.monitor.words import COLUMN_WORDS, MEASURE_WORDS, NOT_TOLD
from safetynet.sheets import Cell


@dataclass(frozen=True)
class Sheet:
    quarter: Period
    meetings: int
    reviews: int | None
    people: int | None
    """How many young people were reviewed."""
    measures: list[tuple[Measure, Shown, int]]
    """With what is aimed at."""
    tasks: Masked
    reasons: list[Reason]


def sheet_of(
    quarter: Period, facts: Facts, names: Mapping[UUID, str], aims: Aims, day: date
) -> Sheet:
    people = len({review.survivor for review in facts.reviews})
    everybody = row_of("", facts.tasks, day)
    return Sheet(
        quarter,
        meetings=len(facts.minutes),
        reviews=told(len(facts.reviews)),
        people=told(people),
        measures=[(m, told_of(m, facts, aims, quarter, day), aims[m.aim]) for m in Measure],
        tasks=masked_rows(by_agency(facts.tasks, names, day), everybody),
        reasons=reasons_of(facts.tasks),
    )


def cells_of(sheet: Sheet) -> Iterator[list[Cell]]:
    """Yield the sheet for a spreadsheet: a part, a name, what is counted, the count."""
    part = _("Reviews")
    yield [part, "", _("meetings held"), sheet.meetings]
    yield [part, "", _("reviews"), _cell(sheet.reviews)]
    yield [part, "", _("young people reviewed"), _cell(sheet.people)]
    for measure, shown, aim in sheet.measures:
        word = str(MEASURE_WORDS[measure])
        yield [_("Protocol"), word, _("kept"), _cell(shown.met)]
        yield [_("Protocol"), word, _("of"), _cell(shown.total)]
        yield [_("Protocol"), word, _("aimed at, percent"), aim]
    for name, row in [*sheet.tasks.rows, (_("All agencies"), sheet.tasks.everybody)]:
        for column, word in COLUMN_WORDS.items():
            yield [_("Tasks"), name, str(word), _cell(count_of(row, column))]
    for reason in sheet.reasons:
        yield [_("Reasons"), str(ENDING_WORDS[reason.ending]), _("tasks"), _cell(reason.count)]


def count_of(row: Row | None, column: str) -> int | None:
    count: int | None = getattr(row, column) if row else None
    return count


def _cell(count: int | None) -> Cell:
    return str(NOT_TOLD) if count is None else count
