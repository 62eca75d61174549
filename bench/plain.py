"""SafetyNet without sealing and without a ledger: what a benchmark compares SafetyNet with.

    python bench/plain.py COMMAND …     takes the commands of ./sn, in an instance of its own

Only this process is changed, and only by this file: text is stored readable in text columns, no
key is made, no row is digested, no entry is written, no sequencer runs, and SQLite's file is not
encrypted. Pages, door, walls and the MACs of rows are SafetyNet's own.
"""

import os
import sys
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from flask import current_app
from sqlalchemy import Text, create_engine, event, make_url
from sqlalchemy.types import TypeDecorator

import safetynet.commands  # noqa: F401 - everything that imports what is replaced below
from safetynet.__main__ import cli
from safetynet.access import spoken
from safetynet.audit import listener, recording, sequencing
from safetynet.audit.acting import Visit
from safetynet.audit.entry import Result
from safetynet.db import Model, as_foundation, db, schema, sealing, writing_engine
from safetynet.vault import Opening
from safetynet.vault.columns import SealedText


def make_plain() -> None:
    """Switch sealing and ledger off in this process."""
    os.environ["SAFETYNET_WHOLE_FILE"] = "off"
    _do_not_seal()
    _do_not_audit()
    _everywhere(schema.bring_up_to_date, create_tables)
    # No policies stand there, so nobody has to say who asks.
    _everywhere(spoken.tell, lambda _engine: None)


def _do_not_seal() -> None:
    """Let sealed columns be columns of text, which their attributes hand on as it is."""
    _put(SealedText, process_bind_param=TypeDecorator.process_bind_param)
    for table in Model.metadata.tables.values():
        for column in table.columns:
            if isinstance(column.type, SealedText):
                _put(column.type, impl=Text(), impl_instance=Text())
    _put(sealing, _seal_again=lambda _row, _lazy: None)
    _put(
        Opening,
        prepare=lambda _self, _triples: None,
        seal_file=lambda _self, _triple, _place, file: nullcontext(file),
        open_file=lambda _self, _triple, _place, file: file.raw,
        open_all=lambda _self, _triple, _column, rows: [text for *_named, text in rows],
    )


def _do_not_audit() -> None:
    listeners = {
        "do_orm_execute": listener.refuse_bulk_changes,
        "before_commit": listener.no_commit_without_entry,
        "after_transaction_create": listener.note_where_a_savepoint_begins,
        "after_soft_rollback": listener.forget_what_was_undone,
    }
    for name, function in listeners.items():
        event.remove(db.session, name, function)
    # Screening asks which rows a visit wrote; the digest of a row is the ledger's alone.
    _put(listener, digest_of=lambda _row, _connection: None)
    _everywhere(recording.keep_changes, keep_changes)
    _everywhere(recording.keep_visit, keep_visit)
    _everywhere(recording.keep_draft, lambda *_told: None)
    _everywhere(sequencing.start_sequencing, lambda: None)


def keep_changes(visit: Visit, _result: Result) -> None:
    """Commit the session's changes, and the sign-in's pulse with them."""
    db.session.flush()
    if visit.also:
        with as_foundation():
            for statement in visit.also:
                db.session.connection().execute(statement)
    db.session.commit()


def keep_visit(visit: Visit, _result: Result) -> None:
    """Leave nothing behind but the sign-in's pulse, once a minute."""
    db.session.rollback()
    if visit.also:
        with writing_engine().begin() as connection:
            for statement in visit.also:
                connection.execute(statement)


def create_tables() -> None:
    """Take the place of the migrations, whose columns would be binary."""
    config = current_app.extensions["config"]
    owner = config.owner_database_url
    engine = create_engine(owner) if owner else writing_engine()
    Model.metadata.create_all(engine)
    if owner:
        with engine.begin() as connection:
            schema.grant_to(connection, make_url(config.database_url).username or "")
        engine.dispose()


def _put(owner: Any, **substitutes: Any) -> None:
    for name, substitute in substitutes.items():
        setattr(owner, name, substitute)


def _everywhere(function: Callable[..., Any], substitute: Callable[..., Any]) -> None:
    """Put a function in another's place in every module that imported it by name."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "safetynet":
            for held in [held for held, value in vars(module).items() if value is function]:
                setattr(module, held, substitute)


if __name__ == "__main__":
    make_plain()
    cli(prog_name="plain")
