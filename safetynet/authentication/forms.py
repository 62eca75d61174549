from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, PasswordField, SelectField, StringField
from wtforms.validators import InputRequired, Length

from safetynet.authentication.passwords import MOST, NewPasswordField, composed
from safetynet.forms import Form, choices

LONGEST_ANSWER = 8000
"""Signs of an authenticator’s answer, which is about a thousand."""


class PasswordForm(Form):
    email = StringField(
        _l("E-mail"),
        [InputRequired(_l("Enter your e-mail address.")), Length(max=254)],
        render_kw={"autocomplete": "username", "inputmode": "email"},
    )
    password = PasswordField(
        _l("Password"),
        [InputRequired(_l("Enter your password.")), Length(max=MOST)],
        filters=[composed],
        render_kw={"autocomplete": "current-password"},
    )


class CodeForm(Form):
    code = StringField(
        _l("One-time code"),
        [InputRequired(_l("Enter the six digits from your authenticator app.")), Length(max=12)],
        description=_l("Six digits from your authenticator app."),
        render_kw={"autocomplete": "one-time-code", "inputmode": "numeric"},
    )


class RecoveryForm(Form):
    code = StringField(
        _l("Recovery code"),
        [InputRequired(_l("Enter one of your recovery codes.")), Length(max=60)],
        description=_l("One of the ten that you printed or copied. It works once."),
        render_kw={"autocapitalize": "none"},
    )


class PasskeyForm(Form):
    """What an authenticator answered; a script fills it in."""

    answer = HiddenField(
        validators=[
            InputRequired(_l("Your browser did not ask for a passkey. Use your password.")),
            Length(max=LONGEST_ANSWER),
        ]
    )


class PasskeyNameForm(Form):
    name = StringField(
        _l("Name"),
        [InputRequired(_l("Give it a name.")), Length(max=60)],
        description=_l("What you call the device: “my phone”, “key on my ring”."),
    )


class NewPasskeyForm(PasskeyNameForm):
    answer = HiddenField(validators=[Length(max=LONGEST_ANSWER)])


class PasswordChangeForm(Form):
    """NIST SP 800-63B: long rather than strange; the old one is asked again."""

    old = PasswordField(
        _l("Your password now"),
        [InputRequired(_l("Enter your password.")), Length(max=MOST)],
        filters=[composed],
        render_kw={"autocomplete": "current-password"},
    )
    new = NewPasswordField()


class AgainForm(Form):
    """Whichever of the two somebody has at hand."""

    again_code = StringField(
        _l("One-time code"),
        description=_l("Six digits from your authenticator app, or one of your recovery codes."),
        render_kw={"autocomplete": "one-time-code", "maxlength": 40},
    )
    again_password = PasswordField(
        _l("Password"),
        description=_l("Instead of a code."),
        render_kw={"autocomplete": "current-password", "maxlength": 128},
    )


class LanguageForm(Form):
    language = SelectField(
        _l("Language"),
        choices=choices({"en": "English", "es": "Español"}, blank=_l("As my browser says")),
    )
