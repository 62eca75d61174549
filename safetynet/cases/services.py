"""Which services a young person was offered, for rooms that may not know how: one room says it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Offered:
    """A linkage as others may name it: its service, and how far it came."""

    id: UUID
    name: str
    state: Any
    look: str
    is_open: bool


Provider = Callable[[UUID], list[Offered]]
_providers: list[Provider] = []


def brings_services(provider: Provider) -> Provider:
    """Register a room's answer to "which services was this case's young person offered?"."""
    _providers.append(provider)
    return provider


def services_of(case_id: UUID) -> dict[UUID, Offered]:
    """Return by linkage what this viewer may know of, but for what tells too much by itself."""
    return {one.id: one for provider in _providers for one in provider(case_id)}
