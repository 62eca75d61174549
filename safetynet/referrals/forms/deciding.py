"""What is decided about a referral, asked and answered."""

from collections.abc import Iterable
from enum import StrEnum

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    SelectField,
    TextAreaField,
)
from wtforms.validators import InputRequired

from safetynet.agencies import Agency
from safetynet.forms import EditForm, OneOf, OneOfRadio, SomeOf, choices
from safetynet.referrals.forms.fields import HOW_LONG, PAGE, long, short
from safetynet.referrals.vocabulary import (
    Alternative,
    Decline,
    Route,
    Urgency,
)
from safetynet.referrals.words import (
    ALTERNATIVE_WORDS,
    DECLINE_WORDS,
    ROUTE_WORDS,
    URGENCY_WORDS,
)
from safetynet.vault import Category


class TriageForm(EditForm):
    DRAFTS = Category.REFERRAL_NARRATIVE

    urgency = OneOfRadio(_l("How long can it wait?"), Urgency, URGENCY_WORDS, validators=[HOW_LONG])
    route = OneOfRadio(
        _l("Where does it go first?"),
        Route,
        ROUTE_WORDS,
        validators=[InputRequired(_l("Say where it goes first"))],
    )


class Then(StrEnum):
    """Where a case goes as soon as it is open."""

    AGENDA = "agenda"
    RAPID_RESPONSE = "rapid_response"
    FILE = "file"


THEN_WORDS = {
    Then.AGENDA: _l("Put it on an agenda"),
    Then.RAPID_RESPONSE: _l("Call a rapid response meeting"),
    Then.FILE: _l("Nothing yet; show the case file"),
}


class _Decided(EditForm):
    """A decision, and which agencies agreed: no single one accepts or closes."""

    DRAFTS = Category.REFERRAL_NARRATIVE

    agreed = SomeOf(
        _l("Which agencies agreed?"),
        description=_l("Where your protocol asks for a majority of the agencies."),
    )

    def offer_agencies(self, around: Iterable[Agency]) -> None:
        self.agreed.choices = choices({str(agency.id): agency.name for agency in around})


class AcceptanceForm(_Decided):
    then = OneOfRadio(_l("And then?"), Then, THEN_WORDS, default=Then.FILE)

    lead = SelectField(_l("Which agency leads the case?"), validate_choice=True)
    with_sender = BooleanField(_l("The sending agency gets a seat"))
    earlier_case = short(
        _l("Number of an earlier case of the same young person"),
        description=_l("Such as SN-2026-014. Within twelve months it is a repeat."),
    )
    reason = long(_l("A word to the sender"))


class RefusalForm(_Decided):
    decline = OneOf(
        _l("Why not?"),
        Decline,
        DECLINE_WORDS,
        blank=_l("Choose"),
        validators=[InputRequired(_l("Say why it is not taken"))],
    )
    alternative = OneOf(
        _l("What instead?"),
        Alternative,
        ALTERNATIVE_WORDS,
        blank=_l("Choose"),
        validators=[InputRequired(_l("Say what to do instead"))],
    )
    reason = long(_l("A word to the sender"))


class WordsForm(EditForm):
    """A question, an answer, or more about a referral."""

    DRAFTS = Category.REFERRAL_NARRATIVE

    text = TextAreaField(_l("Your words"), [InputRequired(_l("Write something")), PAGE])
