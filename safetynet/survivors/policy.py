"""Names belong to the agency that wrote them; the bare survivor is known around the table."""

from sqlalchemy import ColumnElement, or_, true

from safetynet.access import Actor, OwnedPolicy, Permission, Policy, Values, policy_for
from safetynet.among import among
from safetynet.survivors.models import (
    Address,
    BirthDate,
    ContactAttempt,
    Name,
    Particular,
    SafeContact,
    Survivor,
)

SHARED_PAGES = frozenset({Permission.CASE_READ, Permission.CONTACT_REVEAL, Permission.JOINING_KEEP})


@policy_for(Survivor)
class SurvivorPolicy(Policy[Survivor]):
    def sees(self, actor: Actor) -> ColumnElement[bool]:
        if actor.sees_all_shells:
            return true()
        return or_(
            Survivor.minted_by_id == actor.agency_id,
            actor.rights.concerns(Survivor.id),
            among(Survivor.id, actor.rights.shared_about | actor.minted),
        )

    def permits(self, actor: Actor, permission: Permission, record: Survivor) -> bool:
        """What was shared about somebody is read on a page of its own where no case is known."""
        return permission in SHARED_PAGES

    def writes(self, actor: Actor, values: Values) -> bool:
        return actor.reads_content and values.minted_by_id == actor.agency_id


@policy_for(SafeContact)
class SafeContactPolicy(OwnedPolicy[SafeContact]):
    def permits(self, actor: Actor, permission: Permission, record: SafeContact) -> bool:
        """Whoever a release lets see it may open it; only its agency changes it."""
        return permission is Permission.CONTACT_REVEAL or super().permits(actor, permission, record)


@policy_for(ContactAttempt)
class ContactAttemptPolicy(OwnedPolicy[ContactAttempt]):
    """Written by whoever may open the contact, with a seat at the table or without."""

    def permits(self, actor: Actor, permission: Permission, record: ContactAttempt) -> bool:
        return permission is Permission.CONTACT_REVEAL and record.author_id == actor.id

    def writes(self, actor: Actor, values: Values) -> bool:
        is_reached = actor.reaches(values.survivor_id) or (
            values.survivor_id in actor.rights.shared_about
        )
        return (
            actor.reads_content
            and values.owner_id == actor.agency_id
            and values.author_id == actor.id
            and is_reached
        )


for _model in (Name, BirthDate, Particular, Address):
    policy_for(_model)(OwnedPolicy)
