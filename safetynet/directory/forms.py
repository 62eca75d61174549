from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from safetynet.directory.models import ServiceType
from safetynet.directory.words import SPOKEN_HERE, TYPE_WORDS, language_word
from safetynet.forms import AnyOf, EditForm, SomeOf, choices
from safetynet.vault import Category

OLDEST = 120
MOST_OPENINGS = 999


class ServiceForm(EditForm):
    DRAFTS = Category.OFFICE

    organization = SelectField(_l("Offered by"), choices=[])
    new_organization = StringField(
        _l("Or a new organization"),
        [Length(max=120)],
        description=_l("Its public name. Leave empty if it is in the list above."),
    )
    name = StringField(
        _l("Name of the service"), [InputRequired(_l("Enter a name.")), Length(max=120)]
    )
    description = TextAreaField(
        _l("What it is"),
        [Length(max=4000)],
        description=_l("Only what the public may know. Nothing about a young person."),
    )
    types = AnyOf(_l("Kinds of service"), ServiceType, TYPE_WORDS)
    languages = SomeOf(_l("Languages spoken"), choices=[])
    age_from = IntegerField(_l("From age"), [Optional(), NumberRange(0, OLDEST)])
    age_to = IntegerField(_l("To age"), [Optional(), NumberRange(0, OLDEST)])
    phone = StringField(_l("Public phone number"), [Length(max=60)])
    is_confidential = BooleanField(
        _l("The place is confidential"),
        description=_l("Then no address is kept here at all."),
    )
    location_note = StringField(
        _l("Where it is"), [Length(max=200)], description=_l("A part of town, a bus line.")
    )
    takes_referrals = BooleanField(_l("Takes referrals from the review team"), default=True)
    openings = IntegerField(_l("Openings now"), [Optional(), NumberRange(0, MOST_OPENINGS)])
    is_active = BooleanField(_l("Listed in the directory"), default=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = dict.fromkeys([*SPOKEN_HERE, *(self.languages.data or [])])
        self.languages.choices = choices({code: language_word(code) for code in codes})

    def offer(self, organizations: dict[Any, str] | None) -> None:
        """Ask who offers it among these; None, for those who enter their own agency's, does not."""
        if organizations is None:
            del self.organization, self.new_organization
        else:
            self.organization.choices = choices(organizations, blank=_("Choose"))

    def validate_age_to(self, field: IntegerField) -> None:
        if field.data is not None and self.age_from.data and field.data < self.age_from.data:
            raise ValidationError(_("The last age comes before the first. Change one of the two."))

    def validate_new_organization(self, field: StringField) -> None:
        if not field.data and not self.organization.data:
            raise ValidationError(_("Choose who offers it, or name a new organization."))


class OrganizationForm(EditForm):
    DRAFTS = Category.OFFICE

    name = StringField(_l("Name"), [InputRequired(_l("Enter a name.")), Length(max=120)])
    website = StringField(_l("Website"), [Length(max=200)])
    agency = SelectField(
        _l("Agency that signs in here"),
        choices=[],
        description=_l("Its people then answer referrals to these services themselves."),
    )
