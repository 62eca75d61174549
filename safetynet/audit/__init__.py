"""The ledger: who did what to which record, appended and never edited."""

from datetime import UTC, datetime, timedelta

from flask import Flask

from config import Config
from safetynet import clock
from safetynet.audit import alarms
from safetynet.audit import listener as listener
from safetynet.audit import reading as reading
from safetynet.audit.acting import HOUSE, AnonymousChangeError, Visit, acting, visit_now, who
from safetynet.audit.anchors import Anchors
from safetynet.audit.checkpoint import Checkpoint, Signs
from safetynet.audit.commands import audit as audit_commands
from safetynet.audit.entry import NOBODY, Draft, Entry, EntryError, Result, Touch, row_digest
from safetynet.audit.group import GroupCommitter
from safetynet.audit.journal import Journal
from safetynet.audit.ledger import Ledger, LedgerUnavailableError, Pending, PendingEntryError
from safetynet.audit.notary import Notary
from safetynet.audit.recording import is_unreachable, keep_changes, keep_in_passing, keep_visit
from safetynet.audit.sequencing import start_sequencing, stop_sequencing, the_sequencer
from safetynet.db import is_sqlite, writing_engine

__all__ = [
    "HOUSE",
    "NOBODY",
    "Anchors",
    "AnonymousChangeError",
    "Checkpoint",
    "Draft",
    "Entry",
    "EntryError",
    "GroupCommitter",
    "Ledger",
    "LedgerUnavailableError",
    "Notary",
    "Pending",
    "PendingEntryError",
    "Result",
    "Touch",
    "Visit",
    "acting",
    "init_app",
    "is_unreachable",
    "keep_changes",
    "keep_in_passing",
    "keep_visit",
    "now_ns",
    "row_digest",
    "start_sequencing",
    "stop_sequencing",
    "the_sequencer",
    "visit_now",
    "who",
]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def init_app(app: Flask, config: Config, mac_key: bytes, signer: Signs) -> None:
    """Put the ledger at `app.extensions["ledger"]`, and beside it who signs for it.

    `mac_key` is the vault's 32 bytes for it. The sequencer starts with the first request.
    """
    journal = Journal(config.instance / "ledger.journal")
    app.extensions["ledger"] = ledger = Ledger(mac_key, journal, now_ns)
    # PostgreSQL groups the commits of its connections itself.
    grouped = is_sqlite(config.database_url)
    app.extensions["ledger group"] = GroupCommitter(writing_engine, ledger) if grouped else None
    app.extensions["notary"] = Notary(signer, Anchors(config.anchors), now_ns)
    if not config.testing:
        app.before_request(start_sequencing)
    alarms.init_app(app)
    app.cli.add_command(audit_commands)


def now_ns() -> int:
    """Return the house's time in UTC nanoseconds (its clock counts microseconds)."""
    return (clock.now() - _EPOCH) // timedelta(microseconds=1) * 1000
