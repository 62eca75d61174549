from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from safetynet.exports.forms import LeavingForm
from safetynet.forms import DayField, EditForm, OneOfRadio, not_ahead
from safetynet.referrals import TransferReason
from safetynet.referrals.words import TRANSFER_REASON_WORDS
from safetynet.vault import Category


class TransferForm(LeavingForm):
    """A packet for another county: why it goes there, and who there takes it."""

    DRAFTS = Category.OFFICE

    transfer_reason = OneOfRadio(
        _l("Why there?"),
        TransferReason,
        TRANSFER_REASON_WORDS,
        validators=[InputRequired(_l("Say why it goes there"))],
    )
    reach = TextAreaField(
        _l("Who there takes it, and at what number you reach them"),
        [InputRequired(_l("Say who takes it, and how you reach them")), Length(max=500)],
        description=_l(
            "Take the number from a list or a letter, not from an e-mail that asked for the packet."
        ),
    )


class ReceiptForm(EditForm):
    """What the receiving side said on the telephone."""

    receipt = StringField(
        _l("Receipt"),
        [InputRequired(_l("Enter the receipt that you were told")), Length(max=40)],
        description=_l("Two groups of four letters and digits, which the opened packet shows."),
    )
    day = DayField(_l("On which day"), [InputRequired(_l("Enter a day")), not_ahead])
    told_by = StringField(
        _l("Who told you"), [InputRequired(_l("Say who told you")), Length(max=200)]
    )
