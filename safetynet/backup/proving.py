"""Is a restored backup what was saved? The rows, the ledger, a value of each compartment."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from flask import current_app
from sqlalchemy import Engine, Table, func, select

from safetynet.audit.verify import verify
from safetynet.backup import sources
from safetynet.backup.copying import count_rows
from safetynet.db import Owned, db, open_reader, owned_models, unhurried
from safetynet.files import Document
from safetynet.files.storage import is_whole
from safetynet.vault import Opening, Place, ShreddedError, TamperedError, Triple, vault
from safetynet.vault.columns import lazy_attributes

AT_ONCE = 500
Progress = Callable[[str, int], object]
"""(what is looked at, how many more of it)"""


@dataclass
class Proof:
    """What was found; a backup is whole when there is no trouble. Troubles are sentences."""

    rows: int = 0
    entries: int = 0
    opened: int = 0
    """Compartments of each table of which a value opened."""
    files: int = 0
    """What people sent, read to the end."""
    troubles: list[str] = field(default_factory=list)


def prove(said: Mapping[str, int], progress: Progress) -> Proof:
    """Compare the application's database with the rows that were counted when it was backed up.

    Ask before the restored application writes its first entry.
    """
    proof = Proof()
    _count(said, proof)
    extensions = current_app.extensions
    ledger = verify(
        db.engine,
        extensions["ledger"],
        lambda more: progress("ledger", more),
        reopen=partial(open_reader, extensions["config"]),
    )
    proof.entries = ledger.entries
    proof.troubles += [finding.sentence for finding in ledger.findings]
    for model in _sealed_models():
        good, bad = _opened_in(db.engine, model, progress)
        proof.opened += good
        if bad:
            proof.troubles.append(f"{bad:,} compartments of {model.__tablename__} do not open")
    _read_files(db.engine, proof, progress)
    return proof


def _read_files(engine: Engine, proof: Proof, progress: Progress) -> None:
    """Read to its end the file of every document that was not removed, or destroyed since."""
    table: Table = Document.__table__  # type: ignore[assignment]
    bad = 0
    with engine.connect() as connection:
        unhurried(connection)
        rows = connection.execute(select(table).where(table.c.removed_at.is_(None)))
        for batch in rows.mappings().partitions(AT_ONCE):
            opening = vault().keyring.opening(lambda _triple: True, lambda *_read: None)
            live = [row for row in batch if _opens(opening, Document, row) is not None]
            whole = sum(is_whole(opening, _triple(row), row["id"]) for row in live)
            proof.files, bad = proof.files + whole, bad + len(live) - whole
            opening.close()
            progress("files", len(batch))
    if bad:
        proof.troubles.append(f"{bad:,} documents have no file, or another one")


def _count(said: Mapping[str, int], proof: Proof) -> None:
    with db.engine.connect() as connection:
        unhurried(connection)
        found = count_rows(connection, sources.database().tables)
    proof.rows = sum(found.values())
    proof.troubles += [
        f"{name} holds {found.get(name, 0):,} rows, {rows:,} were backed up"
        for name, rows in said.items()
        if found.get(name, 0) != rows
    ]


def _sealed_models() -> list[type[Owned]]:
    return [model for model in owned_models() if lazy_attributes(model)]


def _opened_in(engine: Engine, model: type[Owned], progress: Progress) -> tuple[int, int]:
    table: Table = model.__table__  # type: ignore[assignment]
    place = func.row_number().over(partition_by=table.c.compartment).label("place")
    numbered = select(table.c.id, place).subquery()
    one_each = select(numbered.c.id).where(numbered.c.place == 1)
    good = bad = 0
    with engine.connect() as connection:
        unhurried(connection)
        rows = connection.execute(select(table).where(table.c.id.in_(one_each)))
        for batch in rows.mappings().partitions(AT_ONCE):
            opening = vault().keyring.opening(lambda _triple: True, lambda *_read: None)
            opening.warm({_triple(row) for row in batch})
            for row in batch:
                outcome = _opens(opening, model, row)
                good, bad = good + (outcome is True), bad + (outcome is False)
            opening.close()
            progress(model.__tablename__, len(batch))
    return good, bad


def _triple(row: Any) -> Triple:
    return Triple(row["survivor_id"], row["owner_id"], row["category"])


def _opens(opening: Opening, model: type[Owned], row: Any) -> bool | None:
    """Say whether each sealed value of a row opens; None where its key was destroyed."""
    try:
        for name, attribute in lazy_attributes(model).items():
            if row[name] is not None:
                place = Place(attribute.column, row["id"], row["seal_version"])
                opening.open(_triple(row), place, row[name])
    except ShreddedError:
        return None
    except TamperedError:
        return False
    return True
