from datetime import timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField, ValidationError
from wtforms.validators import Email, InputRequired, Length, Regexp

from safetynet import clock
from safetynet.access import Role
from safetynet.agencies.models import AgencyClass, PaperKind
from safetynet.agencies.words import AGENCY_CLASS_WORDS, PAPER_WORDS, ROLE_WORDS
from safetynet.forms import DayField, Form, OneOf, OneOfRadio, choices

LONGEST = timedelta(days=5 * 366)


class AgencyForm(Form):
    name = StringField(_l("Name"), [InputRequired(_l("Enter the agency’s name.")), Length(max=120)])
    handle = StringField(
        _l("Short name"),
        [
            InputRequired(_l("Enter a short name.")),
            Regexp("^[a-z][a-z0-9-]{1,19}$", message=_l("Use 2 to 20 small letters or digits.")),
        ],
        description=_l("One word, as typed after @ in a task: harbor"),
    )
    kind = OneOf(
        _l("Kind of agency"),
        AgencyClass,
        AGENCY_CLASS_WORDS,
        blank=_l("Choose"),
        validators=[InputRequired(_l("Choose what kind of agency this is."))],
        description=_l("It decides what the agency may enter, see and receive."),
    )


class MemberForm(Form):
    name = StringField(_l("Name"), [InputRequired(_l("Enter the name.")), Length(max=120)])
    email = StringField(
        _l("E-mail"),
        [InputRequired(_l("Enter the e-mail address.")), Email(_l("This is no e-mail address."))],
    )
    role = OneOf(
        _l("Role"),
        Role,
        ROLE_WORDS,
        blank=_l("Choose"),
        validators=[InputRequired(_l("Choose a role."))],
    )


class PaperForm(Form):
    """One paper of a person, or an agency's memorandum; the view says which kinds it can be."""

    kind = OneOfRadio(
        _l("What was signed or passed"),
        PaperKind,
        PAPER_WORDS,
        validators=[InputRequired(_l("Choose"))],
    )
    until = DayField(_l("Last day on which it holds"), [InputRequired(_l("Enter a day"))])

    def offer(self, *kinds: PaperKind) -> None:
        self.kind.choices = choices({kind: PAPER_WORDS[kind] for kind in kinds})

    def validate_until(self, field: DayField) -> None:
        """A day that has passed may be written down too: it is what the paper says."""
        if field.data and field.data > clock.today() + LONGEST:
            raise ValidationError(_("Enter a day within the next five years"))
