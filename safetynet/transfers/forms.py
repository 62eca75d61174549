"""What is typed to look into a packet, and to take it in."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, StringField, ValidationError
from wtforms.validators import InputRequired, Length

from safetynet.forms import Form, OneOfRadio, Upload
from safetynet.referrals import Urgency
from safetynet.referrals.words import URGENCY_WORDS


def _passphrase() -> StringField:
    return StringField(
        _l("Passphrase"),
        [InputRequired(_l("Enter the words that the sender told you")), Length(max=300)],
        description=_l("The eight words that the sender told you by telephone."),
        render_kw={"autocapitalize": "none"},
    )


class PacketForm(Form):
    """A file, and what opens it. Nothing of either is kept."""

    file = Upload(_l("File"))
    passphrase = _passphrase()

    def validate_file(self, field: Any) -> None:
        if not field.data:
            raise ValidationError(_("Choose the file that you were sent"))


class TakingForm(Form):
    """The same packet, still sealed, goes along with the page; its words are told once more."""

    sealed = HiddenField(validators=[InputRequired()])
    passphrase = _passphrase()
    urgency = OneOfRadio(
        _l("How long can it wait?"),
        Urgency,
        URGENCY_WORDS,
        validators=[InputRequired(_l("Say how long it can wait"))],
    )
