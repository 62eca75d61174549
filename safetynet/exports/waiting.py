"""What waits because a copy was asked for: a second person's word, then its taking."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypeVar

from flask_babel import gettext as _
from sqlalchemy import select

from safetynet import clock
from safetynet.access import Actor, Permission
from safetynet.db import db
from safetynet.exports.books.models import Book
from safetynet.exports.models import Export
from safetynet.exports.two_people import ByTwo
from safetynet.notices import Waiting, who_waits

MOST = 50
B = TypeVar("B", bound=ByTwo)


@who_waits
def copies_to_approve(actor: Actor, _day: date) -> Iterator[Waiting]:
    """Ask the second person; never whoever asked for it."""
    if not actor.is_granted(Permission.EXPORT_APPROVE):
        return
    for export in _to_approve(Export, actor):
        yield _waiting(export, _("%(number)s: a copy of records waits for a second person"))
    for book in _to_approve(Book, actor):
        yield _of_referrals(book, _("A workbook of referrals waits for a second person"))


@who_waits
def copies_to_take(actor: Actor, _day: date) -> Iterator[Waiting]:
    """Tell whoever asked that it may be taken, until its day."""
    if not actor.is_granted(Permission.EXPORT_ASK):
        return
    for export in _to_take(Export, actor):
        yield _waiting(export, _("%(number)s: a copy of records was approved"), _last_day(export))
    for book in _to_take(Book, actor):
        yield _of_referrals(book, _("A workbook of referrals was approved"), _last_day(book))


def _to_approve(kind: type[B], actor: Actor) -> Sequence[B]:
    asked = (
        select(kind)
        .where(
            kind.agency_id == actor.agency_id,
            kind.requested_by_id != actor.id,
            kind.is_approved.is_(None),
            kind.recalled_at.is_(None),
        )
        .order_by(kind.created_at)
        .limit(MOST)
    )
    return db.session.scalars(asked).all()


def _to_take(kind: type[B], actor: Actor) -> Sequence[B]:
    approved = (
        select(kind)
        .where(
            kind.requested_by_id == actor.id,
            kind.is_approved.is_(True),
            kind.recalled_at.is_(None),
            kind.downloads == 0,
            kind.ends_at > clock.now(),
        )
        .order_by(kind.ends_at)
        .limit(MOST)
    )
    return db.session.scalars(approved).all()


def _last_day(copy: ByTwo) -> date | None:
    return clock.day_of(copy.ends_at) if copy.ends_at else None


def _waiting(export: Export, sentence: str, due: date | None = None) -> Waiting:
    return Waiting(
        sentence=sentence % {"number": export.number},
        endpoint="exports.show",
        arguments={"export": export.id},
        due=due,
        kind="exports",
    )


def _of_referrals(book: Book, sentence: str, due: date | None = None) -> Waiting:
    return Waiting(
        sentence=sentence,
        endpoint="exports.book",
        arguments={"book": book.id},
        due=due,
        kind="exports",
    )
