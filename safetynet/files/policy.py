"""A document is known as its kind of content is; what lies at a desk, to that desk alone."""

from sqlalchemy import ColumnElement, and_, or_

from safetynet import clock
from safetynet.access import Actor, OwnedPolicy, Permission, Values, knows_case, policy_for
from safetynet.files.models import CATEGORY_OF, Document
from safetynet.sharing import is_ordered


@policy_for(Document)
class DocumentPolicy(OwnedPolicy[Document]):
    def sees(self, actor: Actor) -> ColumnElement[bool]:
        on_case_files = and_(Document.process_id.is_(None), super().sees(actor))
        if not actor.is_granted(Permission.PROCESS_KEEP):
            return on_case_files
        at_desk = and_(Document.process_id.is_not(None), Document.owner_id == actor.agency_id)
        return or_(on_case_files, at_desk)

    def permits(self, actor: Actor, permission: Permission, record: Document) -> bool:
        """Whoever may see it may look at it; of a case file others copy by the court's order."""
        owns = record.owner_id == actor.agency_id
        if permission is Permission.FILE_READ:
            return owns or record.is_there
        if permission is Permission.FILE_COPY:
            return record.is_there and (owns or may_copy(actor, record))
        return owns and record.is_there

    def writes(self, actor: Actor, values: Values) -> bool:
        if values.owner_id != actor.agency_id or values.category is not CATEGORY_OF[values.kind]:
            return False
        if values.process_id is not None:
            return actor.is_granted(Permission.PROCESS_KEEP)
        if values.referral_id is not None:
            return super().writes(actor, values)
        return actor.reads_content and knows_case(actor, values.case_id)


def may_copy(actor: Actor, document: Document) -> bool:
    """Say whether another agency may take a copy: WIC 827 lets look, a court lets copy (CR-18)."""
    if not document.is_case_file:
        return True
    return is_ordered(document.triple, actor.agency_id, clock.today())
