from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    HiddenField,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional, Regexp

from safetynet.directory.codes import Gender, ServiceType
from safetynet.directory.matching import AS_HEADED, FIELDS, LEFT_OUT, Matching
from safetynet.directory.words import (
    FIELD_WORDS,
    GENDER_WORDS,
    SPOKEN_HERE,
    TYPE_WORDS,
    language_word,
)
from safetynet.forms import (
    AnyOf,
    Asked,
    AsksColumns,
    EditForm,
    Form,
    SomeOf,
    Upload,
    asking,
    choices,
    is_of_a_column,
)
from safetynet.sheets import Sheet, phrase, sheet_choices
from safetynet.sheets.not_imported import REASON_HEADINGS
from safetynet.vault import Category

OLDEST = 120
MOST_OPENINGS = 999
MOST_WAIT = 730
SHORT_NAME = r"^[\w .-]+$"
NAMED = _l("Use letters, digits, blanks, points and hyphens.")


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
    genders = AnyOf(
        _l("Takes only"), Gender, GENDER_WORDS, description=_l("Leave empty if it takes everybody.")
    )
    without_papers = BooleanField(_l("Nobody needs papers there"))
    eligibility = StringField(_l("Who else can come, or cannot"), [Length(max=1000)])
    hours_note = StringField(
        _l("Opening hours"),
        [Length(max=300)],
        description=_l("For example: Monday - Friday 9 am - 5 pm; Saturday 10 am - 2 pm"),
    )
    areas = StringField(
        _l("Towns and counties it serves"),
        [Length(max=500)],
        description=_l("Separate them with commas."),
    )
    application = StringField(_l("How to get in"), [Length(max=1000)])
    fees = StringField(_l("What it costs"), [Length(max=300)])
    website = StringField(_l("Website"), [Length(max=300)])
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
    wait_days = IntegerField(
        _l("Days to wait when it is full"), [Optional(), NumberRange(0, MOST_WAIT)]
    )
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


class ImportForm(AsksColumns, Form):
    """A file of services; `seen_id` says which one was looked at before, and read how."""

    file = Upload(_l("File"), [InputRequired(_l("Choose a file."))])
    source = StringField(
        _l("Where it comes from"),
        [
            InputRequired(_l("Enter a short name.")),
            Length(max=40),
            Regexp(SHORT_NAME, message=NAMED),
        ],
        description=_l("A short name, the same every time: by it known entries are found again."),
    )
    sheet = SelectField(_l("Sheet that lists the services"), choices=[])
    takes_referrals = BooleanField(_l("New services take referrals from the review team"))
    accept_valid = BooleanField(_l("Import the good rows although some are bad"))
    seen_id = HiddenField()
    headings_id = HiddenField()
    """By what the headings are known that the choices below were made for."""

    def offer_sheets(self, sheets: Sequence[Sheet], chosen: str) -> None:
        """Ask which sheet lists the services, where a workbook has several."""
        if sheets[1:]:
            self.sheet.choices, self.sheet.data = sheet_choices(sheets), chosen
        else:
            del self.sheet


def match_form(matching: Matching, samples: Mapping[int, object]) -> ImportForm:
    """Return the form with a choice for each column that holds something.

    What was chosen for a file of other headings counts for nothing here.
    """
    words = {field: FIELD_WORDS[field] for field in FIELDS}
    offered = choices(words, blank=_("Leave out"))
    as_headed = [*offered, *choices({AS_HEADED: _("What its heading says")})]
    asked = [
        Asked(
            column.place,
            column.heading or _("Column %(number)s, no heading", number=column.place + 1),
            column.field,
            as_headed if column.suggested == AS_HEADED else offered,
        )
        for column in matching.columns
        if column.place in samples and phrase(column.heading) not in REASON_HEADINGS
    ]
    form = asking(ImportForm, asked)()
    if form.headings_id.data != matching.fingerprint:
        for choice, column in zip(form.columns(), asked, strict=True):
            choice.data = column.suggested
    return form


def choices_sent(fields: Mapping[str, str]) -> dict[str, str]:
    """Return what was chosen of the file by a form that came without it, to send it again."""
    return {
        name: value
        for name, value in fields.items()
        if name == "sheet" or (is_of_a_column(name) and value in {LEFT_OUT, AS_HEADED, *FIELDS})
    }


class RoomForm(Form):
    """How much room there is; left as it was it says that it is still right."""

    openings = IntegerField(_l("Openings now"), [Optional(), NumberRange(0, MOST_OPENINGS)])
    wait_days = IntegerField(
        _l("Days to wait when it is full"), [Optional(), NumberRange(0, MOST_WAIT)]
    )

    def stand_apart(self, service: object) -> None:
        """Give its fields ids of their own, since there are several such forms on a page."""
        for field in (self.openings, self.wait_days):
            field.id = field.label.field_id = f"{field.name}-{service}"


class OrganizationForm(EditForm):
    DRAFTS = Category.OFFICE

    name = StringField(_l("Name"), [InputRequired(_l("Enter a name.")), Length(max=120)])
    website = StringField(_l("Website"), [Length(max=200)])
    agency = SelectField(
        _l("Agency that signs in here"),
        choices=[],
        description=_l("Its people then answer referrals to these services themselves."),
    )
