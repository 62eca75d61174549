"""The outbox: what happened, for whom, in the transaction in which it happened."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from safetynet import clock
from safetynet.audit import who
from safetynet.db import Model, db
from safetynet.notices.models import OF_ONES_OWN, UNSENT, Kind, Notice, State
from safetynet.notices.standing import check_somebody_says_until_when

_untold: ContextVar[bool] = ContextVar("untold", default=False)


def tell(kind: Kind, about: Model, members: Iterable[UUID], *, number: int | None = None) -> None:
    """Queue a mail for each of these people, about a row that they can see when they sign in.

    Whoever does it needs no mail about it, except about their own account. `number` is how many,
    where the mail says so.
    """
    check_somebody_says_until_when(about)
    if is_untold():
        return
    now, me = clock.now(), who().actor_id
    db.session.add_all(
        Notice(
            kind=kind,
            state=State.QUEUED,
            member_id=member,
            about_table=about.__tablename__,
            about_id=about.id,
            due_at=now,
            number=number,
        )
        for member in members
        if member != me or kind in OF_ONES_OWN
    )


def told_since(moment: datetime, kind: Kind, about: Model) -> set[UUID]:
    """Return for whom a mail of this kind about a row was queued at that moment or later."""
    wanted = select(Notice.member_id).where(
        Notice.kind == kind, Notice.about_id == about.id, Notice.created_at >= moment
    )
    return set(db.session.scalars(wanted))


def drop_all_of(member_id: UUID) -> None:
    """Let nothing that waits for somebody be sent; call it with walls down."""
    unsent = select(Notice).where(Notice.member_id == member_id, Notice.state.in_(UNSENT))
    for notice in db.session.scalars(unsent):
        notice.state = State.DROPPED


@contextmanager
def untold() -> Iterator[None]:
    """Tell nobody of what happens inside the block: it happened long ago."""
    token = _untold.set(True)
    try:
        yield
    finally:
        _untold.reset(token)


def is_untold() -> bool:
    return _untold.get()
