from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from safetynet.forms import Form


class SearchForm(Form):
    """Sent as a form, so that no name ever stands in an address."""

    wanted = StringField(
        _l("Number or name"),
        [
            InputRequired(_l("Enter a number or a name")),
            Length(2, 120, _l("Enter at least two letters or digits")),
        ],
        description=_l("Such as SN-2026-014 or R-2026-0165, or part of a name or an alias."),
    )
