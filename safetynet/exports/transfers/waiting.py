"""A packet that left waits for its receipt, with whoever sent it."""

from collections.abc import Iterator
from datetime import date, timedelta

from flask_babel import gettext as _

from safetynet import clock
from safetynet.access import Actor, Permission
from safetynet.exports.transfers.queries import without_receipt
from safetynet.notices import Waiting, who_waits

MOST = 50
ASK_AFTER = timedelta(days=3)
"""Somebody who has not called by then is called."""


@who_waits
def receipts_to_ask_for(actor: Actor, _day: date) -> Iterator[Waiting]:
    if not (actor.is_granted(Permission.EXPORT_ASK) and actor.reads_content):
        return
    for export in without_receipt(actor.id, MOST):
        left = clock.day_of(export.downloaded_at or export.created_at)
        yield Waiting(
            sentence=_(
                "%(number)s: ask whether the packet for another county arrived",
                number=export.number,
            ),
            endpoint="exports.show",
            arguments={"export": export.id},
            due=left + ASK_AFTER,
            kind="exports",
        )
