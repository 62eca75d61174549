"""Entries as the house writes them."""

from uuid import UUID, uuid4

from safetynet.audit.entry import Draft, Entry, Result, Touch

COUNTY, SURVIVOR, MEMBER = UUID(int=7), UUID(int=8), UUID(int=9)
NAMES = ("first_name", "last_name", "birth_date")


def opened(rows: int) -> tuple[Touch, ...]:
    """Rows of one kind in one compartment: the usual page."""
    return tuple(
        Touch("survivor_names", uuid4(), SURVIVOR, COUNTY, "identity", Result.OPENED, NAMES)
        for _ in range(rows)
    )


def page(rows: int = 2, survivor: UUID = SURVIVOR) -> Draft:
    touches = tuple(
        Touch("statements", uuid4(), survivor, COUNTY, "plan", Result.OPENED) for _ in range(rows)
    )
    return Draft(
        actor=MEMBER,
        permission="case:open",
        endpoint="casefile.show",
        result=Result.OPENED,
        basis="own agency",
        touches=touches,
    )


def placed(draft: Draft) -> Entry:
    return draft.placed(b"w" * 8, 70_000, b"p" * 32, 1_790_000_000_000_000_000)
