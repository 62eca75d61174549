"""A case is known to its team and to the coordinator, who also opens and closes it."""

from sqlalchemy import ColumnElement

from safetynet.access import (
    Actor,
    Permission,
    Policy,
    Role,
    TeamWordsPolicy,
    Values,
    knows_case,
    policy_for,
    within,
)
from safetynet.cases.models import Case, ClosingReason
from safetynet.db import is_genuine


@policy_for(Case)
class CasePolicy(Policy[Case]):
    def sees(self, actor: Actor) -> ColumnElement[bool]:
        return within(Case.id, actor)

    def permits(self, actor: Actor, permission: Permission, record: Case) -> bool:
        """Reading is for the table; what changes an open case stops when it is closed.

        A forged case may name somebody else, so that nothing is written or signed there.
        """
        allowed = permission in READING or record.is_open or permission is Permission.CASE_OPEN
        return allowed and is_genuine(record)

    def writes(self, actor: Actor, values: Values) -> bool:
        return knows_case(actor, values.id) and actor.role is Role.COORDINATOR


READING = frozenset(
    {
        Permission.CASE_READ,
        Permission.RELEASE_READ,
        Permission.RELEASE_WRITE,
        Permission.RELEASE_REVOKE,
        Permission.DISCLOSURE_WRITE,
        Permission.EXPORT_ASK,
        Permission.CONTACT_REVEAL,
        Permission.FILE_READ,
        Permission.FILE_COPY,
        Permission.CONFLICT_KEEP,
        Permission.GLASS_BREAK,
        Permission.MATTER_KEEP,
        Permission.LEDGER_READ,
        Permission.NOTE_PRIVILEGED,
        Permission.MINUTES_READ,
    }
)
"""What does not stop when a case closes: sharing can always be stopped, a
conflict is no smaller, and counselling goes on."""


policy_for(ClosingReason)(TeamWordsPolicy)
