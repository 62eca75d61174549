"""The letter that neither confirms nor denies: the same words, whoever is asked about.

It is made of what was typed at the desk and of nothing else; no row about a person is looked up,
so there is nothing in which two letters could differ.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from flask_babel import format_date
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from safetynet import clock
from safetynet.meetings.paper_labels import language_tag
from safetynet.meetings.pdf.document import Checkpoint, Sheet
from safetynet.meetings.pdf.render import Pdf, render
from safetynet.process.models import LegalProcess, ServedPaper

WORDS = (
    _l(
        "Laws on confidentiality protect the records of an agency such as ours. They also protect "
        "whether a person has ever been in contact with it at all."
    ),
    _l(
        "We can therefore neither confirm nor deny that we know, serve or have ever served the "
        "person named in your request, or that we hold any record about that person."
    ),
    _l("We answer in these same words whether or not there is such a person or such a record."),
    _l(
        "Nothing in this letter gives up a privilege or an objection. If a court decides that we "
        "must answer further, please serve its order, signed by a judge, on us."
    ),
)


class Word(StrEnum):
    """The fixed words of the letter."""

    HEADING = "heading"
    TO = "to"
    YOUR_NUMBER = "your_number"
    OUR_NUMBER = "our_number"
    DAY = "day"
    SIGNATURE = "signature"


@dataclass(frozen=True, repr=False, kw_only=True)
class Letter(Sheet):
    """Everything that stands on the paper, in the language of the request."""

    agency: str
    to: str
    your_number: str
    day: str
    received: str
    paragraphs: tuple[str, ...]


def letter_for(process: LegalProcess, paper: ServedPaper, agency: str, day: date) -> Letter:
    """Return the letter as it is sent on a day."""
    return Letter(
        county="",
        number=process.reference,
        title="",
        copy_for="",
        serial="",
        notice="",
        checkpoint=Checkpoint("", 0),
        language=language_tag(),
        # The day alone: the hour would tell one letter from another.
        made_at=clock.start_of(day),
        labels={
            Word.HEADING: _("Answer to your request for records"),
            Word.TO: _("To"),
            Word.YOUR_NUMBER: _("Your number"),
            Word.OUR_NUMBER: _("Our number"),
            Word.DAY: _("Day"),
            Word.SIGNATURE: _("For %(agency)s", agency=agency),
        },
        agency=agency,
        to=paper.issuer,
        your_number=paper.issuer_reference or "",
        day=format_date(day, "long"),
        received=_(
            "We received your request on %(day)s.", day=format_date(process.served_on, "long")
        ),
        paragraphs=tuple(map(str, WORDS)),
    )


def set_in_type(letter: Letter) -> Pdf:
    return render(letter, "process/letter.typ", Word)
