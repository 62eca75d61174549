"""What waits because a copy was asked for: a second person's word, then its taking."""

from collections.abc import Iterator
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import select

from safetynet import clock
from safetynet.access import Actor, Permission
from safetynet.db import db
from safetynet.exports.models import Export
from safetynet.notices import Waiting, who_waits

MOST = 50


@who_waits
def copies_to_approve(actor: Actor, _day: date) -> Iterator[Waiting]:
    """Ask the second person; never whoever asked for it."""
    if not actor.is_granted(Permission.EXPORT_APPROVE):
        return
    asked = (
        select(Export)
        .where(
            Export.agency_id == actor.agency_id,
            Export.requested_by_id != actor.id,
            Export.is_approved.is_(None),
            Export.recalled_at.is_(None),
        )
        .order_by(Export.created_at)
        .limit(MOST)
    )
    for export in db.session.scalars(asked):
        yield _waiting(export, _("%(number)s: a copy of records waits for a second person"))


@who_waits
def copies_to_take(actor: Actor, _day: date) -> Iterator[Waiting]:
    """Tell whoever asked that it may be taken, until its day."""
    if not actor.is_granted(Permission.EXPORT_ASK):
        return
    approved = (
        select(Export)
        .where(
            Export.requested_by_id == actor.id,
            Export.is_approved.is_(True),
            Export.recalled_at.is_(None),
            Export.downloads == 0,
            Export.ends_at > clock.now(),
        )
        .order_by(Export.ends_at)
        .limit(MOST)
    )
    for export in db.session.scalars(approved):
        due = clock.day_of(export.ends_at) if export.ends_at else None
        yield _waiting(export, _("%(number)s: a copy of records was approved"), due)


def _waiting(export: Export, sentence: str, due: date | None = None) -> Waiting:
    return Waiting(
        sentence=sentence % {"number": export.number},
        endpoint="exports.show",
        arguments={"export": export.id},
        due=due,
        kind="exports",
    )
