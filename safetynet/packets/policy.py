"""Who knows of a paper's fate, and of a request for a copy: those whose it is, and the chair."""

from sqlalchemy import ColumnElement, or_, true

from safetynet.access import Actor, Permission, Policy, Role, Values, policy_for
from safetynet.packets.models import CopyAsk, PaperFate


@policy_for(PaperFate)
class PaperFatePolicy(Policy[PaperFate]):
    """The chair keeps the register; everybody knows of one's own."""

    def sees(self, actor: Actor) -> ColumnElement[bool]:
        return true() if actor.sees_all_shells else PaperFate.member_id == actor.id

    def permits(self, actor: Actor, permission: Permission, record: PaperFate) -> bool:
        return actor.role is Role.COORDINATOR

    def writes(self, actor: Actor, values: Values) -> bool:
        return actor.role is Role.COORDINATOR and bool(values.noted_by_id == actor.id)


@policy_for(CopyAsk)
class CopyAskPolicy(Policy[CopyAsk]):
    """Known to who asks and to who is asked; the coordinator answers for the team."""

    def sees(self, actor: Actor) -> ColumnElement[bool]:
        if actor.sees_all_shells:
            return true()
        own = actor.agency_id
        return or_(CopyAsk.from_agency_id == own, CopyAsk.agency_id == own)

    def permits(self, actor: Actor, permission: Permission, record: CopyAsk) -> bool:
        if permission is Permission.COPY_ASK:
            return record.asked_by_id == actor.id
        return answers_for(actor, record)

    def writes(self, actor: Actor, values: Values) -> bool:
        """Whoever asks writes it without an answer; who is asked adds nothing but the answer."""
        if values.word is None:
            asks = values.asked_by_id == actor.id and values.from_agency_id == actor.agency_id
            return asks or answers_for(actor, values)
        return bool(values.answered_by_id == actor.id) and answers_for(actor, values)

    def removes(self, actor: Actor, values: Values) -> bool:
        """What was asked, and answered, stays on record."""
        return False


def answers_for(actor: Actor, asked: CopyAsk | Values) -> bool:
    """Say whether this person speaks for the agency that is asked."""
    if asked.agency_id == actor.rights.team:
        return actor.keeps_team_words
    return bool(asked.agency_id == actor.agency_id)
