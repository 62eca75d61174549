from flask_babel import lazy_gettext as _l
from wtforms.validators import InputRequired

from safetynet.answers.models import Purpose
from safetynet.answers.words import PURPOSE_WORDS
from safetynet.forms import Form, OneOfRadio


class QuestionForm(Form):
    purpose = OneOfRadio(
        _l("Why do you ask?"),
        Purpose,
        PURPOSE_WORDS,
        validators=[InputRequired(_l("Say why you ask"))],
    )
