"""What an observer knows: of her agency's cases those that she signed for, until midnight.

Which meeting that was the room of meetings knows, and registers here; the walls and row-level
security ask the same.
"""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from sqlalchemy import Uuid, column, table

from safetynet import clock

SignedFor = Callable[[UUID, datetime], frozenset[UUID]]
"""(member, the moment her day began) → the cases of the agendas that she signed for since."""

HEARD_CASES = table("sn_heard_cases", column("case_id", Uuid()))
HEARD_SURVIVORS = table("sn_heard_survivors", column("survivor_id", Uuid()))
"""The same of whoever asks the database, and about whom the cases are."""


def tell_signed_for(asked: SignedFor) -> SignedFor:
    """Let `asked` say which cases an observer signed for; usable as a decorator."""
    global _signed_for  # noqa: PLW0603 - one register, filled at import
    _signed_for = asked
    return asked


_signed_for: SignedFor = lambda _member, _since: frozenset()  # noqa: E731


def heard_today(member: UUID) -> frozenset[UUID]:
    return _signed_for(member, clock.start_of(clock.today()))
