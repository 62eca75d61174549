"""The letter to a young person, and the page that goes around it.

The headings are those of Civil Code 1798.29(d) and 1798.82(d). It holds no name: that is written
by hand, so that no file and no printer has it. The page around it says nothing of us at all.
"""

from dataclasses import dataclass
from enum import StrEnum

from flask_babel import format_date
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from safetynet import clock
from safetynet.breaches.models import Affected, Breach, BreachLetter
from safetynet.meetings.paper_labels import language_tag
from safetynet.meetings.pdf.document import Checkpoint, Sheet
from safetynet.meetings.pdf.render import Pdf, render
from safetynet.sharing.plain import KIND_WORDS

LANGUAGES = ("en", "es")

TO_DO = (
    _l(
        "Tell us if somebody said or did something that shows that they know. We take it seriously."
    ),
    _l("If you are in danger now, call 911."),
    _l("Change the number, the word or the place that we use to reach you, if that is safer."),
    _l("You can ask us who has seen your information. We give you a list."),
    _l("You can ask us to stop sharing with anybody, at any time. You still get help."),
    _l("This was not your fault."),
)


class Word(StrEnum):
    """The fixed words of the letter and of the page around it."""

    HEADING = "heading"
    DAY = "day"
    TO = "to"
    HAPPENED = "happened"
    WHAT = "what"
    DOING = "doing"
    TO_DO = "to_do"
    MORE = "more"
    PRIVATE = "private"
    ONLY_FOR = "only_for"
    RETURN = "return"


@dataclass(frozen=True, repr=False, kw_only=True)
class Letter(Sheet):
    """Everything that stands on the paper, in the language of the request."""

    day: str
    happened_on: str
    happened: str
    seen: tuple[str, ...]
    doing: str
    to_do: tuple[str, ...]
    contact: str


def letter_for(breach: Breach, affected: Affected, words: BreachLetter) -> Letter:
    """Return one young person's letter as it is printed today."""
    today = clock.today()
    return Letter(
        county="",
        number=breach.reference,
        title="",
        copy_for="",
        serial="",
        notice="",
        checkpoint=Checkpoint("", 0),
        language=language_tag(),
        made_at=clock.start_of(today),
        labels=_labels(),
        day=format_date(today, "long"),
        happened_on=_happened_on(breach),
        happened=words.happened,
        seen=tuple(str(KIND_WORDS[kind]) for kind in affected.kinds),
        doing=words.doing,
        to_do=tuple(map(str, TO_DO)),
        contact=words.contact,
    )


def set_in_type(letter: Letter) -> Pdf:
    return render(letter, "breaches/letter.typ", Word)


def _labels() -> dict[str, str]:
    return {
        Word.HEADING: _("Notice of data breach"),
        Word.DAY: _("Day"),
        Word.TO: _("For"),
        Word.HAPPENED: _("What happened"),
        Word.WHAT: _("What information was involved"),
        Word.DOING: _("What we are doing"),
        Word.TO_DO: _("What you can do"),
        Word.MORE: _("For more information"),
        Word.PRIVATE: _("Private"),
        Word.ONLY_FOR: _("To be opened only by the person named here"),
        Word.RETURN: _("If it cannot be delivered, return it to"),
    }


def _happened_on(breach: Breach) -> str:
    if breach.happened_at is None:
        day = format_date(clock.day_of(breach.noticed_at), "long")
        return str(_("We noticed it on %(day)s.", day=day))
    said = _(
        "It happened on %(day)s. We noticed it on %(noticed)s.",
        day=format_date(clock.day_of(breach.happened_at), "long"),
        noticed=format_date(clock.day_of(breach.noticed_at), "long"),
    )
    return str(said)
