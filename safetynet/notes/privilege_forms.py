from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField, ValidationError
from wtforms.validators import InputRequired, Length

from safetynet import clock
from safetynet.forms import DayField, EditForm, Form, OneOf, OneOfRadio
from safetynet.notes.forms import LONGEST, not_after_today
from safetynet.notes.privilege import CounselSays, GuardianSafety, Holder, PrivilegeAct
from safetynet.notes.privilege_words import (
    COUNSEL_WORDS,
    HOLDER_WORDS,
    PRIVILEGE_ACT_WORDS,
    SAFETY_WORDS,
)
from safetynet.vault import Category


class PrivilegeForm(Form):
    DRAFTS = Category.PRIVILEGED

    act = OneOfRadio(
        _l("What was decided"),
        PrivilegeAct,
        PRIVILEGE_ACT_WORDS,
        validators=[InputRequired(_l("Choose what was decided"))],
    )
    holder = OneOfRadio(
        _l("Who decided"),
        Holder,
        HOLDER_WORDS,
        validators=[InputRequired(_l("Choose who decided"))],
        description=_l(
            "The privilege is the young person’s own, unless there is a guardian or a court "
            "appointed somebody (EVID 1038.2)."
        ),
    )
    guardian = OneOf(
        _l("If a guardian decided: is she or he safe with that guardian?"),
        GuardianSafety,
        SAFETY_WORDS,
        blank=_l("Choose"),
        description=_l(
            "Not safe: who harmed, sold or threatened the young person, or lives with somebody "
            "who did. If nobody knows, say so: then counsel looks first."
        ),
    )
    decided_on = DayField(
        _l("Day of the decision"),
        [InputRequired(_l("Enter the day")), not_after_today],
        default=clock.today,
    )
    scope = TextAreaField(
        _l("What it covers"),
        [InputRequired(_l("Write what it covers")), Length(max=LONGEST)],
        description=_l("Which communications, towards whom, and on which paper it stands."),
        render_kw={"rows": 5},
    )

    def validate_guardian(self, field: Any) -> None:
        if self.holder.data is Holder.GUARDIAN and not field.data:
            raise ValidationError(_("Say whether she or he is safe with that guardian"))


class CounselForm(EditForm):
    DRAFTS = Category.PRIVILEGED

    counsel_says = OneOfRadio(
        _l("What counsel said"),
        CounselSays,
        COUNSEL_WORDS,
        validators=[InputRequired(_l("Choose what counsel said"))],
    )
    reviewed_on = DayField(
        _l("Day counsel said it"),
        [InputRequired(_l("Enter the day")), not_after_today],
        default=clock.today,
    )
    counsel_words = TextAreaField(
        _l("Who counsel is, and why"),
        [InputRequired(_l("Write who counsel is, and why")), Length(max=LONGEST)],
        render_kw={"rows": 5},
    )
