"""What was written to somebody is theirs alone; whoever works here may queue a mail."""

from sqlalchemy import ColumnElement

from safetynet.access import Actor, Policy, Values, policy_for
from safetynet.notices.models import MailChoice, Notice, State


@policy_for(Notice)
class NoticePolicy(Policy[Notice]):
    def sees(self, actor: Actor) -> ColumnElement[bool]:
        return Notice.member_id == actor.id

    def writes(self, actor: Actor, values: Values) -> bool:
        """New ones, as a part of what somebody does; only the house sends them."""
        return values.version is None and values.state is State.QUEUED


@policy_for(MailChoice)
class MailChoicePolicy(Policy[MailChoice]):
    def sees(self, actor: Actor) -> ColumnElement[bool]:
        return MailChoice.member_id == actor.id

    def writes(self, actor: Actor, values: Values) -> bool:
        return bool(values.member_id == actor.id)
