from collections.abc import Callable
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, SelectField, StringField, TextAreaField
from wtforms import ValidationError as Wrong
from wtforms.validators import InputRequired, Length

from safetynet import clock
from safetynet.forms import AnyOf, Form, an_id
from safetynet.sharing.grid import SHAREABLE
from safetynet.sharing.models import How, Signer
from safetynet.sharing.signing import LONGEST, USUAL, Missing, missing_from
from safetynet.sharing.words import CATEGORY_WORDS, HOW_WORDS, SIGNER_WORDS
from safetynet.vault import Category

LONG = 1000
CHOICE = {category: CATEGORY_WORDS[category] for category in SHAREABLE}

SENTENCES = {
    Missing.NOBODY: _l("Choose who signs"),
    Missing.YOUTH: _l("A guardian never signs without the young person"),
    Missing.GUARDIAN: _l(
        "Under 18 a parent or guardian signs too, unless the law lets the young person sign alone"
    ),
    Missing.BOTH_WAYS: _l("Alone means alone: no guardian is asked or told"),
    Missing.NOT_A_MINOR: _l("From 18 on the young person signs, and nobody else"),
}


class ReleaseForm(Form):
    """One release to one agency; the view fills in agencies and members, and the age."""

    to_agency_id = SelectField(
        _l("Who may receive it"), [InputRequired(_l("Choose one agency"))], coerce=an_id
    )
    categories = AnyOf(
        _l("What may be shared"),
        Category,
        CHOICE,
        validators=[InputRequired(_l("Choose what may be shared"))],
    )
    purpose = TextAreaField(
        _l("What for"), [InputRequired(_l("Write what the sharing is for")), Length(max=LONG)]
    )
    how = AnyOf(
        _l("How"), How, HOW_WORDS, validators=[InputRequired(_l("Choose how it may be shared"))]
    )
    not_shared = TextAreaField(
        _l("What will not be shared"),
        [InputRequired(_l("Write what stays with your agency")), Length(max=LONG)],
    )
    risks_discussed = TextAreaField(
        _l("Risks and benefits you talked about"),
        [InputRequired(_l("Write what you talked about")), Length(max=LONG)],
    )
    signed_on = DateField(_l("Signed on"), [InputRequired(_l("Enter the day of signing"))])
    starts_on = DateField(_l("Starts on"), [InputRequired(_l("Enter the first day"))])
    ends_on = DateField(
        _l("Ends on"),
        [InputRequired(_l("Enter the last day; every release ends"))],
        description=_l("Usually 90 days, never more than a year."),
    )
    signers = AnyOf(_l("Who signs"), Signer, SIGNER_WORDS)
    signer_names = StringField(
        _l("Names of those who sign"),
        [InputRequired(_l("Enter the names as signed")), Length(max=LONG)],
    )
    alone_because = StringField(
        _l("Only if the young person signs alone: for which service, by which law"),
        [Length(max=LONG)],
        description=_l("For example counselling from 12, Family Code 6924."),
    )
    guardian_is_safe = BooleanField(
        _l("Only if a guardian signs: nobody who signs is said to have harmed or exploited them")
    )
    explained_by_id = SelectField(_l("Explained by"), coerce=an_id)
    paper_reference = StringField(
        _l("Where the signed paper is"), [Length(max=LONG)], description=_l("If there is one.")
    )
    told_it_is_free = BooleanField(
        _l("The young person knows: no service depends on signing, and it can be stopped any time"),
        [InputRequired(_l("Say this first; nobody signs without knowing it"))],
    )
    age_on: Callable[[date], int] | None = None
    """Tells the young person's age on a day, when the agency knows it; the view says so."""

    def validate_signed_on(self, field: DateField) -> None:
        if field.data and field.data > clock.today():
            raise Wrong(_("That day has not come yet"))

    def validate_starts_on(self, field: DateField) -> None:
        if field.data and self.signed_on.data and field.data < self.signed_on.data:
            raise Wrong(_("It cannot start before it was signed"))

    def validate_ends_on(self, field: DateField) -> None:
        starts = self.starts_on.data
        if not (field.data and starts):
            return
        if field.data <= starts:
            raise Wrong(_("The end lies after the start"))
        if field.data - starts > LONGEST:
            raise Wrong(_("A release holds for a year at most; sign a new one then"))

    def validate_signers(self, field: AnyOf) -> None:
        problem = missing_from(frozenset(field.data or ()), self._age())
        if problem:
            raise Wrong(SENTENCES[problem])

    def validate_alone_because(self, field: StringField) -> None:
        if Signer.YOUTH_ALONE in (self.signers.data or ()) and not field.data:
            raise Wrong(_("Name the service and the law that lets the young person sign alone"))

    def validate_guardian_is_safe(self, field: BooleanField) -> None:
        if Signer.GUARDIAN in (self.signers.data or ()) and not field.data:
            raise Wrong(_("Whoever is said to have harmed or exploited them can never sign"))

    def grant(self) -> dict[str, Any]:
        """Return the columns of a Release."""
        return {
            "to_agency_id": self.to_agency_id.data,
            "categories": _codes(self.categories),
            "how": _codes(self.how),
            "signers": _codes(self.signers),
            "signed_on": self.signed_on.data,
            "starts_on": self.starts_on.data,
            "ends_on": self.ends_on.data,
            "explained_by_id": self.explained_by_id.data,
        }

    def terms(self) -> dict[str, Any]:
        """Return the columns of its ReleaseTerms."""
        return {
            "purpose": self.purpose.data,
            "not_shared": self.not_shared.data,
            "risks_discussed": self.risks_discussed.data,
            "signer_names": self.signer_names.data,
            "alone_because": self.alone_because.data or None,
            "paper_reference": self.paper_reference.data or None,
            "told_it_is_free": self.told_it_is_free.data,
            "guardian_is_safe": self.guardian_is_safe.data,
        }

    def _age(self) -> int | None:
        return self.age_on(self.signed_on.data) if self.age_on and self.signed_on.data else None

    @staticmethod
    def usual(day: date) -> dict[str, date]:
        """Return the dates that a new release is offered with."""
        return {"signed_on": day, "starts_on": day, "ends_on": day + USUAL}


def _codes(field: AnyOf) -> list[str]:
    return [str(state) for state in field.data or ()]
