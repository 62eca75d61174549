"""How other rooms name the services that a young person was offered."""

from uuid import UUID

from safetynet.cases import Offered, brings_services
from safetynet.linkages.life import LinkageStatus
from safetynet.linkages.queries import known_in
from safetynet.linkages.words import STATUS_LOOKS, STATUS_WORDS

OVER = frozenset({LinkageStatus.DECLINED, LinkageStatus.CLOSED})


@brings_services
def services_offered(case_id: UUID) -> list[Offered]:
    return [
        Offered(
            linkage.id,
            linkage.service.name,
            STATUS_WORDS[linkage.status],
            STATUS_LOOKS.get(linkage.status, "quiet"),
            is_open=linkage.status not in OVER,
        )
        for linkage in known_in(case_id)
    ]
