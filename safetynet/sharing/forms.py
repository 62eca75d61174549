from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    Field,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import InputRequired, Length

from safetynet import clock
from safetynet.agencies import Agency, AgencyClass, Member
from safetynet.forms import AnyOf, DayField, EditForm, Form, OneOfRadio, an_id, not_ahead
from safetynet.sharing.barrier_models import MatterKind
from safetynet.sharing.grid import SHAREABLE
from safetynet.sharing.models import How, Signer
from safetynet.sharing.signing import LONGEST, USUAL, Signing, Wrong, problems_of
from safetynet.sharing.words import (
    CATEGORY_WORDS,
    HOW_WORDS,
    MATTER_WORDS,
    SIGNER_WORDS,
    WRONG_WORDS,
)
from safetynet.vault import Category

LONG = 1000
CHOICE = {category: CATEGORY_WORDS[category] for category in SHAREABLE}


def _needed(wrong: Wrong) -> InputRequired:
    return InputRequired(WRONG_WORDS[wrong])


def _typed(field: Field) -> Any:
    """Return what was typed; nonsense among boxes to tick is none of them."""
    return field.data or () if isinstance(field, AnyOf) else field.data


class SignedForm(Form):
    """A form in which a release is written down; the rules are those of `signing`."""

    def signing(self, **known: Any) -> Signing:
        """Return the release as typed; `known` is what this form does not ask."""
        parts = (self[part.name] for part in fields(Signing) if part.name in self)
        return Signing(**{part.name: _typed(part) for part in parts}, **known)

    def blame(self, problems: Mapping[str, Wrong]) -> bool:
        """Put each problem at its field, unless another is there; return whether there is none."""
        for name, wrong in problems.items():
            self[name].errors = self[name].errors or [WRONG_WORDS[wrong]]
        return not problems


class ReleaseForm(SignedForm):
    """One release to one agency; the view fills in agencies and members."""

    DRAFTS = Category.PROGRAMME

    to_agency_id = SelectField(
        _l("Who may receive it"), [InputRequired(_l("Choose one agency"))], coerce=an_id
    )
    categories = AnyOf(
        _l("What may be shared"),
        Category,
        CHOICE,
        validators=[_needed(Wrong.NOTHING_SHARED)],
    )
    purpose = TextAreaField(_l("What for"), [_needed(Wrong.NO_PURPOSE), Length(max=LONG)])
    how = AnyOf(_l("How"), How, HOW_WORDS, validators=[_needed(Wrong.NO_WAY)])
    not_shared = TextAreaField(
        _l("What will not be shared"),
        [_needed(Wrong.NO_LIMIT), Length(max=LONG)],
    )
    risks_discussed = TextAreaField(
        _l("Risks and benefits you talked about"),
        [_needed(Wrong.NO_RISKS), Length(max=LONG)],
    )
    signed_on = DayField(_l("Signed on"), [_needed(Wrong.NOT_SIGNED)])
    starts_on = DayField(_l("Starts on"), [_needed(Wrong.NO_START)])
    ends_on = DayField(
        _l("Ends on"),
        [_needed(Wrong.NO_END)],
        description=_l("Usually 90 days, never more than a year."),
    )
    signers = AnyOf(_l("Who signs"), Signer, SIGNER_WORDS)
    signer_names = StringField(
        _l("Names of those who sign"),
        [_needed(Wrong.NO_NAMES), Length(max=LONG)],
    )
    alone_because = StringField(
        _l("Only if the young person signs alone: for which service, by which law"),
        [Length(max=LONG)],
        description=_l("For example counseling from 12, Family Code 6924."),
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
        [_needed(Wrong.NOT_TOLD)],
    )

    def validate(self, extra_validators: Any = None) -> bool:
        is_whole = super().validate(extra_validators)
        return self.blame(problems_of(self.signing(), clock.today())) and is_whole

    @staticmethod
    def usual(day: date) -> dict[str, date]:
        """Return the dates that a new release is offered with."""
        return {"signed_on": day, "starts_on": day, "ends_on": day + USUAL}


class ConflictForm(Form):
    """Who must not learn of her: somebody, or everybody of an agency; the view fills in whom."""

    DRAFTS = Category.OFFICE

    whom = SelectField(_l("Who has the conflict"), [InputRequired(_l("Choose who"))])
    reason = TextAreaField(
        _l("Reason"),
        [InputRequired(_l("Write what the conflict is")), Length(max=LONG)],
        description=_l("Only those who set and lift conflicts in your agency read this."),
    )

    def offer(self, members: Mapping[Agency, Sequence[Member]], *, agencies: bool) -> None:
        """Offer these people, and with `agencies` each agency as a whole but the office.

        To a coordinating office as a whole she would be gone, and nobody could lift it.
        """
        # Nobody is chosen beforehand: a careless click would block a whole agency.
        nobody = {_("Nobody yet"): [("", _("Choose a person or an agency"))]}
        self.whom.choices = nobody | {
            agency.name: [
                *(
                    [(f"{agency.id}", _("Everybody at %(agency)s", agency=agency.name))]
                    * (agencies and agency.kind is not AgencyClass.COORDINATING)
                ),
                *((f"{agency.id} {member.id}", member.name) for member in people),
            ]
            for agency, people in members.items()
        }

    @property
    def chosen(self) -> tuple[UUID, UUID | None]:
        """Return the agency, and the person where it is one."""
        agency, _between, member = self.whom.data.partition(" ")
        return UUID(agency), UUID(member) if member else None


class ConflictLiftingForm(EditForm):
    DRAFTS = Category.OFFICE

    reason = TextAreaField(
        _l("Why it is lifted"),
        [InputRequired(_l("Write why the conflict is over")), Length(max=LONG)],
        description=_l("Only those who set and lift conflicts in your agency read this."),
    )


class MatterForm(Form):
    """An open matter; the view fills in who prosecutes and investigates in this county."""

    agency = SelectField(
        _l("Who prosecutes or investigates"), [InputRequired(_l("Choose an agency"))], coerce=an_id
    )
    kind = OneOfRadio(
        _l("How the young person is part of it"),
        MatterKind,
        MATTER_WORDS,
        validators=[InputRequired(_l("Choose"))],
    )


class OrderForm(EditForm):
    """What a court ordered to be opened, and until when."""

    DRAFTS = Category.OFFICE

    kinds = AnyOf(
        _l("What the court ordered to be opened"),
        Category,
        CHOICE,
        validators=[InputRequired(_l("Choose what the order opens"))],
    )
    ordered_on = DayField(_l("Day of the order"), [InputRequired(_l("Enter a day")), not_ahead])
    ends_on = DayField(
        _l("Last day on which it opens anything"), [InputRequired(_l("Enter a day"))]
    )

    def validate_ends_on(self, field: DayField) -> None:
        """Nothing opens for ever: within a year, as a release."""
        if field.data and not clock.today() <= field.data <= clock.today() + LONGEST:
            raise ValidationError(_("Enter a day within the next year"))


class GlassForm(Form):
    """Why a case must be opened now; others read it (CR-45)."""

    DRAFTS = Category.OFFICE

    reason = TextAreaField(
        _l("What is the emergency?"),
        [
            InputRequired(_l("Write what the emergency is")),
            Length(min=20, message=_l("Write at least 20 characters")),
            Length(max=LONG),
        ],
        description=_l("A sentence at least. Your agency’s supervisors read it."),
    )


class GlassClosingForm(EditForm):
    DRAFTS = Category.OFFICE

    words = TextAreaField(
        _l("What you found"),
        [InputRequired(_l("Write whether it was an emergency")), Length(max=LONG)],
        description=_l("Read where you work, by those who look at emergencies."),
    )
