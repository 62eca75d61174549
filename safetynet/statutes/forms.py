from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, StringField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Length, Optional

from safetynet import clock
from safetynet.forms import AnyOf, DayField, EditForm, Form, OneOfRadio, choices, not_ahead
from safetynet.sharing import CATEGORY_WORDS, DisclosureBasis
from safetynet.sharing.laws import Law
from safetynet.statutes.operations import SignedOff
from safetynet.statutes.words import USE_WORDS, Use
from safetynet.vault import Category

LONGEST = 200
LONG = 2000


def from_today(_form: Form, field: DayField) -> None:
    """Refuse a day that is past: what held then is on record, and stays as it was."""
    if field.data and field.data < clock.today():
        raise ValidationError(_("Enter today or a later day"))


def since_field(said: Any = None) -> DayField:
    """Ask from when it holds; `said` is what does not change with it."""
    return DayField(
        _l("From which day on"), [InputRequired(_l("Enter a day")), from_today], description=said
    )


def counsel_field() -> StringField:
    return StringField(
        _l("Counsel who signed it off"),
        [InputRequired(_l("Enter the name of the county’s counsel")), Length(max=LONGEST)],
    )


def signed_on_field() -> DayField:
    return DayField(_l("Day of counsel’s signature"), [InputRequired(_l("Enter a day")), not_ahead])


def reference_field() -> TextAreaField:
    return TextAreaField(
        _l("Why, and where the signed paper is"),
        [InputRequired(_l("Write why, and where the signed paper is")), Length(max=LONG)],
        description=_l("Everybody who signs in can read this. Name no young person."),
    )


class LawForm(EditForm):
    """What counsel signed off; its version is how often the law was changed before."""

    DRAFTS = Category.OFFICE

    shipped: Law
    """The law, with its outer limit; set by `about`."""

    use = OneOfRadio(
        _l("Is this law used here?"), Use, USE_WORDS, validators=[InputRequired(_l("Choose"))]
    )
    days = IntegerField(_l("For how many days"), [Optional()])
    kinds = AnyOf(_l("What it carries"), Category, {})
    since = since_field(
        _l("Today or later. What was told before keeps the days and kinds it was told with.")
    )
    counsel = counsel_field()
    signed_on = signed_on_field()
    reference = reference_field()

    def about(self, shipped: Law) -> "LawForm":
        """Offer the kinds of content that this law can carry in any county."""
        self.shipped = shipped
        offered = {kind: CATEGORY_WORDS[kind] for kind in Category if kind in shipped.most}
        self.kinds.choices = choices(offered)
        return self

    def validate(self, extra_validators: Any = None) -> bool:
        is_whole: bool = super().validate(extra_validators)
        if self.use.data is not Use.USED:
            return is_whole
        most = self.shipped.most_days
        if not self.days.errors and not 1 <= (self.days.data or 0) <= most:
            said = _("Enter a number from 1 to %(most)s; this law carries no longer", most=most)
            self.days.errors = [said]
        if not self.kinds.errors and not self.kinds.data:
            self.kinds.errors = [_("Choose at least one, or say that the law is not used here")]
        return is_whole and not (self.days.errors or self.kinds.errors)

    def signed_off(self, basis: DisclosureBasis) -> SignedOff:
        """Return it as typed; days and kinds of a law that is not used say nothing."""
        is_used = self.use.data is Use.USED
        return SignedOff(
            law=basis,
            is_used=is_used,
            days=(self.days.data or 0) if is_used else 0,
            kinds=frozenset(self.kinds.data or ()) if is_used else frozenset(),
            since=self.since.data,
            counsel=self.counsel.data or "",
            signed_on=self.signed_on.data,
            reference=self.reference.data or "",
        )
