"""A review is the supervisor's own; the privacy officer knows that it happened, and reports."""

from sqlalchemy import ColumnElement, false, true

from safetynet.access import (
    Actor,
    OwnOnlyPolicy,
    Permission,
    Policy,
    Role,
    Values,
    policy_for,
)
from safetynet.accessreviews.models import Disposition, DispositionNote, SignOff, Verdict


def reviews(actor: Actor) -> bool:
    """Say whether this actor reviews the reads of an agency's records."""
    return actor.is_granted(Permission.ACCESS_REVIEW)


@policy_for(Disposition)
class DispositionPolicy(Policy[Disposition]):
    def sees(self, actor: Actor) -> ColumnElement[bool]:
        if actor.role is Role.PRIVACY_OFFICER:
            return Disposition.verdict == Verdict.REPORTED
        return Disposition.agency_id == actor.agency_id if reviews(actor) else false()

    def writes(self, actor: Actor, values: Values) -> bool:
        """In one's own name, once, and never to excuse oneself."""
        is_new = values.version is None
        may_say = values.reader_id != actor.id or values.verdict is Verdict.REPORTED
        own = (values.agency_id, values.decided_by_id) == (actor.agency_id, actor.id)
        return reviews(actor) and is_new and own and may_say


@policy_for(DispositionNote)
class DispositionNotePolicy(OwnOnlyPolicy[DispositionNote]):
    """What a supervisor wrote about a colleague is for the agency's supervisors."""

    def sees(self, actor: Actor) -> ColumnElement[bool]:
        return super().sees(actor) if reviews(actor) else false()

    def writes(self, actor: Actor, values: Values) -> bool:
        return reviews(actor) and super().writes(actor, values)


@policy_for(SignOff)
class SignOffPolicy(Policy[SignOff]):
    def sees(self, actor: Actor) -> ColumnElement[bool]:
        if actor.role is Role.PRIVACY_OFFICER:
            return true()
        return SignOff.agency_id == actor.agency_id if reviews(actor) else false()

    def writes(self, actor: Actor, values: Values) -> bool:
        is_new = values.version is None
        own = (values.agency_id, values.signed_by_id) == (actor.agency_id, actor.id)
        return reviews(actor) and is_new and own
