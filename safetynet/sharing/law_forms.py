from collections.abc import Mapping

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from safetynet.forms import AnyOf, DayField, Form, OneOfRadio, an_id, choices
from safetynet.sharing.forms import CHOICE, LONG
from safetynet.sharing.law_words import LACK_WORDS, LAW_WORDS, with_days
from safetynet.sharing.laws import Laws
from safetynet.sharing.models import DisclosureBasis
from safetynet.sharing.telling import Lack, Telling
from safetynet.vault import Category


class _Told(Form):
    DRAFTS = Category.PROGRAMME

    reason = TextAreaField(_l("Why, and under which conditions"), [Length(max=LONG)])

    def blame(self, lacks: Mapping[str, Lack]) -> None:
        """Put what is lacking at its field."""
        for name, lack in lacks.items():
            self[name].errors = [LACK_WORDS[lack]]


class TellingForm(_Told):
    """What is told to one agency under one law; the view fills in the agencies."""

    to_agency_id = SelectField(
        _l("Who is told"), [InputRequired(_l("Choose one agency"))], coerce=an_id
    )
    basis = OneOfRadio(
        _l("Under which law"),
        DisclosureBasis,
        {},
        validators=[InputRequired(_l("Choose a law"))],
        # The county may stop using a law while this form is open.
        invalid_choice_message=LACK_WORDS[Lack.NOT_USED],
    )
    categories = AnyOf(_l("What is told"), Category, CHOICE)
    reported_on = DayField(_l("Day of the report of suspected abuse"), [Optional()])
    identities_verified = BooleanField(_l("Everybody who takes part was identified"))
    reference = StringField(_l("Number of the order, or paragraph of the law"), [Length(max=LONG)])
    judge = StringField(_l("Judge, and day of the order"), [Length(max=LONG)])
    ends_on = DayField(
        _l("Last day"),
        [Optional()],
        description=_l("Leave it empty for the law’s own last day."),
    )

    def offer(self, laws: Laws) -> None:
        """Show the laws that the county uses, each with its days."""
        self.basis.choices = choices(
            {law: with_days(word, laws[law]) for law, word in LAW_WORDS.items() if law in laws}
        )

    def telling(self) -> Telling:
        """Return the disclosure as typed."""
        return Telling(
            basis=self.basis.data,
            categories=self.categories.data or (),
            ends_on=self.ends_on.data,
            reported_on=self.reported_on.data,
            identities_verified=bool(self.identities_verified.data),
            reference=self.reference.data or "",
            judge=self.judge.data or "",
            reason=self.reason.data or "",
        )


class ExtensionForm(_Told):
    """Why a law should carry on for as long again."""

    reason = TextAreaField(
        _l("Good cause"),
        [InputRequired(LACK_WORDS[Lack.NO_REASON]), Length(max=LONG)],
    )
