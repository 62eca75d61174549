"""What some accounts did in some days, asked of the entries themselves.

The columns beside an entry are there to search by, and SQL can change them. So an entry counts as
an account's when the entry says so under a right MAC; one without a right MAC is only counted.
"""

import hmac
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import current_app
from sqlalchemy import func, select

from safetynet.audit.decoding import decode
from safetynet.audit.entry import Entry, EntryError
from safetynet.audit.ledger import Ledger
from safetynet.audit.reading import ns_of
from safetynet.audit.tables import entries
from safetynet.db import as_foundation, db

AT_ONCE = 2000


@dataclass(frozen=True)
class Deeds:
    """The entries of these accounts, the oldest first, and how many entries nobody can believe."""

    entries: Sequence[Entry]
    unbelieved: int
    """In the same days and with one of these accounts in it or beside it, and without a MAC."""


def deeds_of(accounts: AbstractSet[UUID], since: datetime, until: datetime) -> Deeds:
    """Return what these accounts did; `until` is not included."""
    named = {account.bytes for account in accounts}
    believed, unbelieved = list[Entry](), 0
    for row in _rows(since, until):
        if row.actor not in accounts and not any(one in row.payload for one in named):
            continue
        entry = _believed(row)
        if entry is None:
            unbelieved += 1
        elif entry.actor in accounts and ns_of(since) <= entry.at < ns_of(until):
            believed.append(entry)
    return Deeds(believed, unbelieved)


def _rows(since: datetime, until: datetime) -> Iterator[Any]:
    """Read all that was written in these days: whose an entry is, and when, only the entry says.

    Entries are numbered as they come, so one whose time was changed still stands among them.
    """
    in_time = entries.c.at >= ns_of(since), entries.c.at < ns_of(until)
    bounds = select(func.min(entries.c.id), func.max(entries.c.id)).where(*in_time)
    with as_foundation():
        connection = db.session.connection()
        first, last = connection.execute(bounds).one()
        if first is None:
            return
        columns = (entries.c.actor, entries.c.payload, entries.c.mac)
        wanted = select(*columns).where(entries.c.id.between(first, last)).order_by(entries.c.id)
        yield from connection.execute(wanted, execution_options={"yield_per": AT_ONCE})


def _believed(row: Any) -> Entry | None:
    ledger: Ledger = current_app.extensions["ledger"]
    if not hmac.compare_digest(row.mac, ledger.mac(row.payload)):
        return None
    try:
        return decode(row.payload)
    except EntryError:
        return None
