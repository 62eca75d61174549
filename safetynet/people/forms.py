from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import PasswordField, SelectField, StringField, ValidationError
from wtforms.validators import Email, EqualTo, InputRequired, Length, Regexp

from safetynet import clock
from safetynet.access import Role
from safetynet.agencies.models import AgencyClass, PaperKind
from safetynet.agencies.staffing import OF_THE_OFFICE
from safetynet.agencies.words import AGENCY_CLASS_WORDS, PAPER_WORDS, ROLE_WORDS
from safetynet.authentication.passwords import NewPasswordField
from safetynet.forms import DayField, EditForm, Form, OneOf, OneOfRadio, an_id, choices, not_ahead
from safetynet.people.inviting import HOLDS
from safetynet.people.models import Check
from safetynet.people.words import CHECK_WORDS
from safetynet.vault import as_name

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
    """Whom somebody invites; the view says which roles she may give."""

    name = StringField(_l("Name"), [InputRequired(_l("Enter the name.")), Length(max=120)])
    email = StringField(
        _l("E-mail"),
        [
            InputRequired(_l("Enter the e-mail address.")),
            Length(max=254),
            Email(_l("This is no e-mail address.")),
        ],
        description=_l("An address at work that nobody else reads. The link goes there."),
    )
    role = OneOf(
        _l("Role"),
        Role,
        ROLE_WORDS,
        blank=_l("Choose"),
        validators=[InputRequired(_l("Choose a role."))],
        validate_choice=False,
    )
    checked_how = OneOfRadio(
        _l("How did you make sure who this is?"),
        Check,
        CHECK_WORDS,
        validators=[InputRequired(_l("Say how you made sure who this is."))],
    )

    def offer(self, roles: Sequence[Role]) -> None:
        self.roles = roles
        self.role.choices = choices({role: ROLE_WORDS[role] for role in roles}, blank=_l("Choose"))

    def validate_role(self, field: OneOf) -> None:
        if field.data not in self.roles:
            raise ValidationError(_why_not(field.data))


def _why_not(role: Role) -> str:
    if role in OF_THE_OFFICE:
        return str(_("Only a coordinating office has coordinators and privacy officers."))
    return str(_("Only an administrator gives this role here."))


class LinkForm(Form):
    """Behind a link that was mailed: the code that somebody told her."""

    code = StringField(
        _l("The code that you were told"),
        [InputRequired(_l("Enter the eight digits that you were told.")), Length(max=20)],
        description=_l("Eight digits, told in person or by telephone."),
        render_kw={"autocomplete": "off", "inputmode": "numeric"},
    )


class AgreementForm(Form):
    """She signs by typing her name, and says when she was trained."""

    signed = StringField(
        _l("Sign by typing your name"),
        [InputRequired(_l("Type your name to sign.")), Length(max=120)],
        render_kw={"autocomplete": "off"},
    )
    trained_on = DayField(
        _l("When did you finish your confidentiality training?"),
        [InputRequired(_l("Enter a day")), not_ahead],
        description=_l("Whoever invited you confirms it. Until then you read nothing."),
    )

    def __init__(self, name: str) -> None:
        super().__init__()
        self.person = name

    def validate_signed(self, field: StringField) -> None:
        if as_name(field.data or "") != as_name(self.person):
            raise ValidationError(_("Type your name as it stands above."))

    def validate_trained_on(self, field: DayField) -> None:
        if field.data and field.data <= clock.today() - HOLDS:
            raise ValidationError(_("A training counts for one year. Do it again first."))


class NewSignInForm(Form):
    """A password, and a code that shows that the app on her phone knows the secret."""

    password = NewPasswordField()
    again = PasswordField(
        _l("The same password once more"),
        [EqualTo("password", _l("The two passwords differ."))],
        render_kw={"autocomplete": "new-password"},
    )
    code = StringField(
        _l("One-time code"),
        [InputRequired(_l("Enter the six digits from your authenticator app.")), Length(max=12)],
        description=_l("Six digits from your authenticator app."),
        render_kw={"autocomplete": "one-time-code", "inputmode": "numeric"},
    )


class LeavingForm(EditForm):
    """Who takes over; the view says who can."""

    colleague = SelectField(
        _l("Who takes over what waits for this person?"),
        coerce=an_id,
    )


class MovingForm(LeavingForm):
    """Another role, or another agency too; the view says which."""

    agency = SelectField(_l("Agency"), coerce=an_id)
    role = OneOf(_l("Role"), Role, ROLE_WORDS, validators=[InputRequired(_l("Choose a role."))])
    checked_how = OneOfRadio(
        _l("How did you make sure who this is?"),
        Check,
        CHECK_WORDS,
        validate_choice=False,
        description=_l("Needed for another agency: there the person is invited anew."),
    )

    def offer(self, roles: Mapping[UUID, Sequence[Role]], here: UUID) -> None:
        """Let it be one of these roles, by agency; `here` is where the person is now."""
        self.roles, self.here = roles, here
        offered = dict.fromkeys(role for some in roles.values() for role in some)
        self.role.choices = choices({role: ROLE_WORDS[role] for role in offered})

    def validate_role(self, field: OneOf) -> None:
        if field.data not in self.roles.get(self.agency.data, ()):
            raise ValidationError(_why_not(field.data))

    def validate_checked_how(self, field: OneOfRadio) -> None:
        if self.agency.data != self.here and not field.data:
            raise ValidationError(_("Say how you made sure who this is."))


class HelpForm(Form):
    email = StringField(
        _l("E-mail"),
        [InputRequired(_l("Enter your e-mail address.")), Length(max=254)],
        render_kw={"autocomplete": "username", "inputmode": "email"},
    )


class RecoveryForm(EditForm):
    checked_how = OneOfRadio(
        _l("How did you make sure who this is?"),
        Check,
        CHECK_WORDS,
        validators=[InputRequired(_l("Say how you made sure who this is."))],
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
