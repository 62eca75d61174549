from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import InputRequired, Regexp

from safetynet.forms import Form


class RecordForm(Form):
    """Asks for a number and takes nothing else, so that no name gets into an address."""

    number = StringField(
        _l("Case number"),
        [
            InputRequired(_l("Enter a case number")),
            Regexp(r"SN-\d{4}-\d{1,6}\Z", message=_l("Enter a case number, such as SN-2026-014")),
        ],
        filters=(lambda text: text.upper() if text else text,),
        description=_l("Such as SN-2026-014."),
    )
