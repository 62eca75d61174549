"""What is asked when somebody is missing, when somebody was told, and when she is back."""

from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField, TimeField, ValidationError
from wtforms.validators import InputRequired, Length, Optional

from safetynet import clock
from safetynet.events.clocks import Duty
from safetynet.events.models import Account
from safetynet.events.words import ACCOUNT_WORDS
from safetynet.forms import DayField, EditForm, Form, MomentField
from safetynet.vault import Category

LONGEST = 5000


def _or_none(text: str | None) -> str | None:
    return text or None


def _not_yet(_form: Form, field: Any) -> None:
    if field.data and field.data > clock.now():
        raise ValidationError(_("This moment lies ahead. Enter when it was done"))


class _When(Form):
    DRAFTS = Category.SAFETY_RISK

    not_before: datetime | None = None
    """What happened last; this came after it."""

    day = DayField(_l("Day"), [InputRequired(_l("Enter the day"))], default=clock.today)
    at_time = TimeField(
        _l("Time"),
        [Optional()],
        default=lambda: clock.in_the_county(clock.now()).time(),
        description=_l("As near as you know it. Without one the clock runs from midnight."),
    )
    text = TextAreaField(
        _l("What others should know"), [Optional(), Length(max=LONGEST)], filters=(_or_none,)
    )

    def validate_day(self, field: Any) -> None:
        if not field.data:
            return
        at = self.at_time.data
        moment = clock.moment_of(field.data, at) if at else clock.start_of(field.data)
        if moment > clock.now():
            raise ValidationError(_("This moment lies ahead. Enter when it happened"))
        last_moment = moment if at else clock.end_of(field.data)
        if self.not_before and last_moment < self.not_before:
            raise ValidationError(self.too_early)

    @property
    def too_early(self) -> str:
        return str(_("She or he came back after that. Log it as a past event instead"))


class MissingForm(_When):
    """Since when; everything else can wait until somebody was told."""


class ReturnForm(_When):
    @property
    def too_early(self) -> str:
        return str(_("This is before she or he went missing. Enter a later time"))


class DutyForm(EditForm):
    done_at = MomentField(
        _l("When"), [InputRequired(_l("Enter a day and a time")), _not_yet], default=clock.now
    )
    report_number = StringField(
        _l("Reference number"), [Optional(), Length(max=60)], filters=(_or_none,)
    )

    def about(self, kind: Duty) -> "DutyForm":
        """Ask for a number only where somebody else gives one; keep ids apart on one page."""
        if kind is Duty.RESCREEN:
            del self.report_number
        for field in self:
            if field.name in {"done_at", "report_number"}:
                field.id = f"{field.name}-{kind}"
                field.label.field_id = field.id
        return self


class InterviewForm(EditForm):
    """The two questions of the law, each under a wall of its own."""

    DRAFTS = Category.EXPLOITATION_ACCOUNT

    done_at = MomentField(
        _l("When you spoke"),
        [InputRequired(_l("Enter a day and a time")), _not_yet],
        default=clock.now,
    )
    why_left = TextAreaField(
        ACCOUNT_WORDS[Account.WHY_LEFT],
        [Optional(), Length(max=LONGEST)],
        description=_l("Kept as content on safety. What would make staying easier?"),
    )
    what_happened = TextAreaField(
        ACCOUNT_WORDS[Account.WHAT_HAPPENED],
        [Optional(), Length(max=LONGEST)],
        description=_l(
            "Kept as an account of exploitation: it crosses to another agency only as such. "
            "Do not ask twice what was told already."
        ),
    )

    def said(self) -> dict[Account, str]:
        return {account: self[account.value].data or "" for account in Account}
