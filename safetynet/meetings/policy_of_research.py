"""Research: around the table it is known who answered; what is kept, to its own agency alone."""

from safetynet.access import (
    Actor,
    CaseChildPolicy,
    OwnedPolicy,
    OwnOnlyPolicy,
    Permission,
    Values,
    knows_case,
    policy_for,
)
from safetynet.meetings.models import KeptResearch, ResearchReturn, SharedResearch
from safetynet.meetings.reach import may_write_to_share


@policy_for(ResearchReturn)
class ResearchReturnPolicy(CaseChildPolicy[ResearchReturn]):
    def writes(self, actor: Actor, values: Values) -> bool:
        answers = actor.is_granted(Permission.REVIEW_WRITE) and actor.reads_content
        return (
            answers and values.agency_id == actor.agency_id and values.case_id in actor.rights.cases
        )


@policy_for(SharedResearch)
class SharedResearchPolicy(OwnedPolicy[SharedResearch]):
    """Whoever federal law binds writes down what was released, and nothing else (CR-02)."""

    def writes(self, actor: Actor, values: Values) -> bool:
        return self.removes(actor, values) and may_write_to_share(
            values.survivor_id, actor.agency_id, values.category
        )

    def removes(self, actor: Actor, values: Values) -> bool:
        return super().writes(actor, values) and knows_case(actor, values.case_id)


@policy_for(KeptResearch)
class KeptResearchPolicy(OwnOnlyPolicy[KeptResearch]):
    def writes(self, actor: Actor, values: Values) -> bool:
        return super().writes(actor, values) and knows_case(actor, values.case_id)
