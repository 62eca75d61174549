"""What is typed at the desk: a look before triage, who has it, how a clock ended."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Length, Optional

from safetynet import clock
from safetynet.agencies import Member
from safetynet.deadlines import Clock
from safetynet.forms import EditForm, Form, MomentField, an_id, choices
from safetynet.referrals.desk.models import ReferralClock
from safetynet.vault import Category

LONGEST_WHY = 2000


def _looked(label: Any, problem: Any) -> BooleanField:
    return BooleanField(label, [InputRequired(problem)])


class ScreeningForm(EditForm):
    """What is looked at before a referral is triaged."""

    basis = _looked(
        _l("The basis fits the sender, and carries what triage needs"),
        _l("Look at the basis first"),
    )
    duplicates = _looked(
        _l("I looked whether this young person is known already"),
        _l("Look first whether this young person is known already"),
    )
    conflicts = _looked(
        _l("I looked whether anybody at the table has a conflict of interest"),
        _l("Look first for conflicts of interest"),
    )


class HandlerForm(EditForm):
    handler = SelectField(
        _l("Who has it"),
        coerce=an_id,
        description=_l("Whoever has it sees it first under what waits."),
    )

    def offer(self, members: Iterable[Member]) -> "HandlerForm":
        words = {str(member.id): member.name for member in members}
        self.handler.choices = choices(words, blank=_("Nobody yet"))
        return self


class TransferForm(EditForm):
    DRAFTS = Category.REFERRAL_NARRATIVE

    text = TextAreaField(
        _l("To which county or team, who took it there, and how it was handed over"),
        [
            InputRequired(_l("Say who took it")),
            Length(max=LONGEST_WHY, message=_l("Use at most 2,000 characters")),
        ],
        description=_l("The sending agency can read this for 90 days."),
    )


def _or_none(text: str | None) -> str | None:
    return text or None


class ClockEndForm(EditForm):
    """When it was done; a reason where that was late."""

    DRAFTS = Category.REFERRAL_NARRATIVE

    running: ReferralClock

    done_at = MomentField(_l("Done at"), [InputRequired(_l("Say when it was done"))])
    reference = StringField(
        _l("Reference number"),
        [Optional(), Length(max=200, message=_l("Use at most 200 characters"))],
        filters=(_or_none,),
        description=_l("Of a report, if there is one."),
    )
    why_late = TextAreaField(
        _l("Why it came late"),
        [Length(max=LONGEST_WHY, message=_l("Use at most 2,000 characters"))],
        filters=(_or_none,),
        description=_l("Needed where it was done after the clock was over."),
    )

    def validate_done_at(self, field: MomentField) -> None:
        if field.data and field.data > clock.now():
            raise ValidationError(_("That lies ahead. Enter when it was done"))
        if field.data and field.data < self.running.aware_at.replace(second=0, microsecond=0):
            raise ValidationError(_("That is before the clock began"))

    def validate_why_late(self, field: TextAreaField) -> None:
        if self.done_at.data and self.done_at.data > self.running.due_at and not field.data:
            raise ValidationError(_("Say why it came late"))


class ClockStartForm(Form):
    """A clock that somebody starts by hand: which one, and since when one knows."""

    key = SelectField(_l("Which clock"), [InputRequired(_l("Choose a clock"))])
    aware_at = MomentField(_l("Known since"), [InputRequired(_l("Say since when this is known"))])

    def validate_aware_at(self, field: MomentField) -> None:
        if field.data and field.data > clock.now():
            raise ValidationError(_("That lies ahead. Enter since when this is known"))

    def offer(self, offered: Iterable[Clock]) -> "ClockStartForm":
        words = {each.key: each.sentence for each in offered}
        self.key.choices = choices(words, blank=_("Choose"))
        return self
