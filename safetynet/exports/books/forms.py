from datetime import timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField, ValidationError
from wtforms.validators import InputRequired, Length

from safetynet import clock
from safetynet.forms import DayField, Form, not_ahead
from safetynet.vault import Category

MOST = 1000
A_YEAR = timedelta(days=365)
_DAY = InputRequired(_l("Enter a day"))


class BookForm(Form):
    """Which of the agency's own referrals, and what for."""

    DRAFTS = Category.OFFICE

    since = DayField(
        _l("Referrals from"), [_DAY, not_ahead], default=lambda: clock.today() - A_YEAR
    )
    until = DayField(
        _l("Referrals until"),
        [_DAY, not_ahead],
        default=clock.today,
        description=_l("Both days included."),
    )
    purpose = TextAreaField(
        _l("What for"),
        [InputRequired(_l("Write what it is for")), Length(max=MOST)],
        description=_l("It stands on the cover."),
    )

    def validate_until(self, field: DayField) -> None:
        if field.data and self.since.data and field.data < self.since.data:
            raise ValidationError(_("Enter a day that is not before the first one"))
