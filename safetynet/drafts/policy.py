"""A draft is known to its author alone, and written only where the author may write at all.

Whether the author still has the form is asked of the door each time, by the form's own address.
"""

from sqlalchemy import ColumnElement, and_

from safetynet.access import Actor, OwnedPolicy, Permission, Values, policy_for
from safetynet.drafts.models import Draft
from safetynet.vault import Category
from safetynet.vault.compartments import NOBODY


@policy_for(Draft)
class DraftPolicy(OwnedPolicy[Draft]):
    def sees(self, actor: Actor) -> ColumnElement[bool]:
        return and_(Draft.author_id == actor.id, Draft.owner_id == actor.agency_id)

    def permits(self, actor: Actor, permission: Permission, record: Draft) -> bool:
        return permission is Permission.DRAFT_KEEP and record.author_id == actor.id

    def writes(self, actor: Actor, values: Values) -> bool:
        if values.author_id != actor.id or values.owner_id != actor.agency_id:
            return False
        if values.survivor_id == NOBODY or values.category is Category.OFFICE:
            return True
        return actor.reads_content and (actor.sees_all_shells or actor.reaches(values.survivor_id))

    def removes(self, actor: Actor, values: Values) -> bool:
        return bool(values.author_id == actor.id and values.owner_id == actor.agency_id)
