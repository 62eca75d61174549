"""Who works with a young person without sitting at the table: each room says it about itself."""

from collections.abc import Callable
from uuid import UUID

Provider = Callable[[UUID], frozenset[UUID]]
_providers: list[Provider] = []


def brings_partners(provider: Provider) -> Provider:
    """Register a room's answer to "which agencies took part in this case's work?"."""
    _providers.append(provider)
    return provider


def partners_of(case_id: UUID) -> frozenset[UUID]:
    """Return agencies beyond the seats that may be asked to do something in a case."""
    return frozenset(agency for provider in _providers for agency in provider(case_id))
