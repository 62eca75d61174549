"""What a person may type about a paper form: its code."""

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from safetynet.forms import Form


class CodeForm(Form):
    code = StringField(
        _l("Code on the paper"),
        [InputRequired(_l("Enter the code")), Length(max=40)],
        description=_l("Eight letters and digits, such as K7Q2-9RXM."),
    )
