"""What a person may type about two who may be one."""

from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length

from safetynet.forms import EditForm, Form
from safetynet.vault import Category

LONG = 2000


class JoiningForm(Form):
    """Why two records are about one young person."""

    DRAFTS = Category.OFFICE

    reason = TextAreaField(
        _l("How you know"),
        [InputRequired(_l("Write whom you asked and how you know")), Length(max=LONG)],
        description=_l("Only those who join records where you work read this."),
    )


class UndoingForm(EditForm):
    """Why they are two after all."""

    DRAFTS = Category.OFFICE

    reason = TextAreaField(
        _l("Why it was wrong"),
        [InputRequired(_l("Write what you found out")), Length(max=LONG)],
        description=_l("Only those who join records where you work read this."),
    )
