"""Which row holds the headings, and what each heading means."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from safetynet.referrals.sheets.fields import TICKED, Field
from safetynet.referrals.sheets.synonyms import FIELDS, UNCERTAIN_NAMES
from safetynet.sheets.cells import Cell, Cells, is_blank, line_of
from safetynet.sheets.phrases import phrase

_SEARCHED = 30
"""Rows from the top in which headings are looked for."""
_LONGEST_HEADING = 200
_FEW = 3
_MACHINE = re.compile(r"[a-z]{2,4}_[A-Z][A-Za-z_]*$")
_SUBJECT = re.compile(
    r"^(the |legal )?(youth|child|client|minor|survivor|victim|patient|participant|student|person"
    r"|young person|individual|subject|applicant)( s)? (?=\w)"
)
_SUBJECT_BEHIND = re.compile(
    r" (of|de|del|de la|de el)( the)? (youth|child|client|minor|survivor|victim|young person"
    r"|person being referred|menor|joven|nina|nino|victima|cliente|participante|nna|estudiante"
    r"|persona|adolescente)$"
)
_CHOICE = re.compile(r"(?P<question>[^(]{2,}?)\s*\(choice\s*=\s*(?P<option>[^()]+)\)")
_COLON = re.compile(r"(?P<question>[^:]{2,}?)\s*(?::| [–—-] )\s*(?P<option>\S.*)")
_ENDING = re.compile(r" (number )?\d$| s$")  # "Phone #2", "First name(s)"


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's heading: 0-based column, the words people see, the hidden machine name."""

    column: int
    label: str
    machine: str = ""


def bare(words: str) -> str:
    """Return a phrase without the person it is about: "client s dob" → "dob"."""
    return _SUBJECT_BEHIND.sub("", _SUBJECT.sub("", words))


def meaning(text: str) -> Field | None:
    """Return the field that a heading names by itself, or None."""
    words = phrase(option_of(text)[0])
    return FIELDS.get(words) or FIELDS.get(bare(words)) or FIELDS.get(_ENDING.sub("", bare(words)))


def option_of(text: str) -> tuple[str, str]:
    """Divide the heading of a tick box into question and option: "Race (choice=White)".

    Survey programs (REDCap, SurveyMonkey, CTDC exports) write one column for each option. Headings
    of other columns come back whole, with no option.
    """
    for found in (_CHOICE.fullmatch(text), _COLON.fullmatch(text)):
        if found and FIELDS.get(bare(phrase(found["question"]))) in TICKED:
            return found["question"], found["option"].strip()
    return text, ""


def find_headings(rows: Sequence[Cells]) -> tuple[int, tuple[Heading, ...]]:
    """Return the 1-based row of the headings and the headings, blank ones included.

    HTCDS workbooks name their columns twice, for machines in a hidden row 1 and for people in
    row 2; both belong to the heading. Without any word we know, the first filled row is it.
    """
    best = max(range(min(len(rows), _SEARCHED)), key=lambda index: (_known(rows[index]), -index))
    if not _known(rows[best]):
        best = next(index for index, row in enumerate(rows) if not is_blank(row))
    if _is_machine(rows[best]) and best + 1 < len(rows) and _is_label_row(rows[best + 1]):
        best += 1
    machine = rows[best - 1] if best and _is_machine(rows[best - 1]) else ()
    width = max(len(rows[best]), max((len(row) for row in rows[best:]), default=0))
    return best + 1, tuple(
        Heading(column, _line(rows[best], column), _line(machine, column))
        for column in range(width)
    )


def likeness(rows: Sequence[Cells]) -> int:
    """How many headings we know stand in the best row of a sheet's beginning."""
    return max((_known(row) for row in rows[:_SEARCHED]), default=0)


def _known(row: Cells) -> int:
    texts = [cell for cell in row if isinstance(cell, str) and len(cell) <= _LONGEST_HEADING]
    return sum(
        meaning(text) is not None or bare(phrase(text)) in UNCERTAIN_NAMES
        for text in dict.fromkeys(texts)
    )


def _is_machine(row: Cells) -> bool:
    texts = [cell for cell in row if isinstance(cell, str)]
    return len(texts) >= _FEW and sum(bool(_MACHINE.match(text)) for text in texts) > len(texts) / 2


def _is_label_row(row: Cells) -> bool:
    return _known(row) >= _FEW and not _is_machine(row)


def _line(row: Sequence[Cell], column: int) -> str:
    return line_of(row[column])[:_LONGEST_HEADING] if column < len(row) else ""
