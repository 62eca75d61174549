from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, ValidationError
from wtforms.validators import InputRequired, NumberRange

from safetynet.forms import EditForm
from safetynet.meetings.models import RANGES, AimOf
from safetynet.monitor.words import AIM_WORDS


class AimsForm(EditForm):
    """Every number that the county sets itself, in one form."""

    def validate_steering_after(self, field: IntegerField) -> None:
        """Refuse a steering sheet before the agency's own lead."""
        lead = self[AimOf.LEAD_AFTER].data
        if field.data is not None and lead is not None and field.data <= lead:
            raise ValidationError(_("Choose more days than until it comes to the agency’s lead"))


def _number(what: AimOf) -> Any:
    limits = RANGES[what]
    return IntegerField(
        AIM_WORDS[what],
        [
            InputRequired(_l("Enter a number")),
            NumberRange(limits.least, limits.most, _l("Enter a number from %(min)s to %(max)s")),
        ],
    )


for _what in AimOf:
    setattr(AimsForm, _what.value, _number(_what))
