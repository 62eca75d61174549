"""What is typed about one task between two meetings."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Length, Optional

from safetynet import clock
from safetynet.agencies import Member
from safetynet.forms import DayField, EditForm, OneOf, an_id, choices
from safetynet.meetings.forms import LONGEST_TEXT
from safetynet.meetings.models import MORE_TIME_FOR, Ending, Priority, Task
from safetynet.meetings.words import PRIORITY_WORDS, REASON_WORDS
from safetynet.vault import Category

FARTHEST = timedelta(days=366)
"""More time than a year is a slip of the keyboard, as in a task's line."""


class HandsForm(EditForm):
    """Who of the agency does it, and how pressing it is."""

    taken_by_id = SelectField(_l("Who does it"), coerce=an_id, validators=[Optional()])
    priority = OneOf(
        _l("How pressing"),
        Priority,
        PRIORITY_WORDS,
        validators=[InputRequired(_l("Say how pressing it is"))],
    )

    def offer(self, members: Sequence[Member]) -> None:
        """Offer colleagues; whoever does another agency's work cannot choose among its people."""
        words = {str(member.id): member.name for member in members}
        self.taken_by_id.choices = choices(words, blank=_("Nobody yet"))


class MoreTimeForm(EditForm):
    """Another day for a task, and why."""

    DRAFTS = Category.TEAM_DISCUSSION

    until = DayField(_l("New day"), [InputRequired(_l("Say by when"))])
    because = OneOf(
        _l("Why"),
        Ending,
        {reason: REASON_WORDS[reason] for reason in MORE_TIME_FOR},
        blank=_l("Choose"),
        validators=[InputRequired(_l("Say why it needs more time"))],
    )
    note = TextAreaField(
        _l("A word about it"),
        [Optional(), Length(max=LONGEST_TEXT)],
        description=_l("It stays your agency’s own and reaches those with whom you share plans."),
    )

    def __init__(self, task: Task, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._due_on = task.due_on

    def validate_until(self, field: DayField) -> None:
        """Refuse a day that gives no more time, and one so far that it was mistyped."""
        if field.data is None:
            return
        if field.data <= max(self._due_on, clock.today() - timedelta(days=1)):
            raise ValidationError(_("Choose a later day than the one that was set"))
        if field.data - clock.today() > FARTHEST:
            raise ValidationError(_("Check the year: that is more than a year away"))
