from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import SelectField
from wtforms.validators import InputRequired

from safetynet.forms import EditForm, OneOf, choices
from safetynet.notices.models import How, Kind
from safetynet.notices.words import HOW_WORDS, SAYS


def _how(says: Any) -> OneOf:
    return OneOf(says, How, HOW_WORDS, validators=[InputRequired(_l("Choose"))])


def _hour(label: Any, description: Any = None) -> SelectField:
    words = choices({hour: f"{hour:02}:00" for hour in range(24)})
    return SelectField(label, coerce=int, choices=words, description=description)


class MailForm(EditForm):
    """When each kind of mail may come; hours are the county's."""

    waits = _how(SAYS[Kind.WAITS])
    stopped = _how(SAYS[Kind.STOPPED])
    meeting = _how(SAYS[Kind.MEETING])
    digest_hour = _hour(_l("What comes once a day comes at"))
    quiet_from = _hour(_l("No mail from"))
    quiet_until = _hour(_l("until"), _l("The same hour twice means no quiet hours."))
