from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange

from safetynet.cases import Tuning
from safetynet.forms import EditForm, Form, OneOf, choices, one_of
from safetynet.meetings.autopilot.models import HEAVIEST, LIGHTEST, LONGEST_DAYS, NotNow
from safetynet.meetings.autopilot.rules import Standing
from safetynet.meetings.autopilot.words import NOT_NOW_WORDS
from safetynet.sharing import CATEGORY_WORDS
from safetynet.vault import Category

LONGEST_WHY = 1000


class RuleForm(EditForm):
    """One rule: whether it looks, its number of days, and how much it weighs."""

    is_on = BooleanField(_l("Looks for such cases"))
    days = IntegerField(
        _l("Days"),
        [
            InputRequired(_l("Give a number of days")),
            NumberRange(0, LONGEST_DAYS, _l("Give a number of days between 0 and 3650")),
        ],
    )
    weight = IntegerField(
        _l("Weight"),
        [
            InputRequired(_l("Give a weight between 1 and 100")),
            NumberRange(LIGHTEST, HEAVIEST, _l("Give a weight between 1 and 100")),
        ],
    )

    @property
    def tuning(self) -> Tuning:
        days = self.data.get("days")
        return Tuning(bool(self.is_on.data), days, self.data["weight"])


def rule_form(standing: Standing, **given: Any) -> RuleForm:
    """Return the form of one rule, with ids of its own; as it holds now, unless it was sent."""
    held = standing.tuning
    data = {"is_on": held.is_on, "days": held.days, "weight": held.weight}
    form = RuleForm(**given, data=data | {"version": standing.version})
    if standing.rule.days is None:
        del form.days
    for field in form:
        if field.name in data:
            field.id = f"{field.name}-{standing.rule.key}"
            field.label.field_id = field.id
    return form


class RequestForm(Form):
    """Why a case should be taken up: its kind decides who may read the words."""

    DRAFTS = "category"

    category = SelectField(
        _l("What it is about"),
        [InputRequired(_l("Choose what it is about"))],
        coerce=one_of(Category),
        description=_l("Decides which releases carry your words to others."),
    )
    text = TextAreaField(
        _l("Why now, in a sentence or two"),
        [InputRequired(_l("Say why the case should be taken up")), Length(max=LONGEST_WHY)],
        description=_l(
            "The words stay your agency’s own. Everybody at the table sees that your agency asks."
        ),
    )

    def offer(self, categories: Iterable[Category]) -> "RequestForm":
        words = {category: CATEGORY_WORDS[category] for category in categories}
        self.category.choices = choices(words, blank=_("Choose"))
        return self


class LeaveOutForm(Form):
    """Why a case does not come up this time; nobody has to say."""

    why = OneOf(_l("Why not (optional)"), NotNow, NOT_NOW_WORDS, blank=_l("No reason given"))


LONGEST_BREAK = 60


class BreakForm(Form):
    minutes = IntegerField(
        _l("Minutes of the break"), [InputRequired(), NumberRange(0, LONGEST_BREAK)]
    )
