"""An import is its own agency's business and nobody else's."""

from sqlalchemy import ColumnElement, false

from safetynet.access import Actor, OwnOnlyPolicy, Permission, Policy, Values, policy_for
from safetynet.referrals.imports.models import ColumnMatch, ImportBatch, ImportFile, ImportOrigin


@policy_for(ImportBatch)
class ImportBatchPolicy(Policy[ImportBatch]):
    def sees(self, actor: Actor) -> ColumnElement[bool]:
        return ImportBatch.agency_id == actor.agency_id if actor.reads_content else false()

    def permits(self, actor: Actor, permission: Permission, record: ImportBatch) -> bool:
        return permission is Permission.REFERRAL_IMPORT

    def writes(self, actor: Actor, values: Values) -> bool:
        return actor.is_granted(Permission.REFERRAL_IMPORT) and values.agency_id == actor.agency_id


for _model in (ImportFile, ImportOrigin, ColumnMatch):
    policy_for(_model)(OwnOnlyPolicy)
