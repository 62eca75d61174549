"""Going over the rows that carry MACs, and accepting those that were changed on purpose."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from uuid import UUID

from sqlalchemy import Connection, Engine, select, update

from safetynet.audit.acting import HOUSE
from safetynet.audit.digest import digested
from safetynet.audit.entry import NOBODY, Draft, Result, Touch, row_digest
from safetynet.audit.ledger import Ledger
from safetynet.db import Model, WithMac, is_mac_of, mac_of, unhurried

BATCH = 500


@dataclass(frozen=True, slots=True)
class Forged:
    """A row without a valid MAC, and the MAC that would make it genuine as it was read."""

    table: str
    row: UUID
    mac: bytes = field(repr=False)


def forged_rows(engine: Engine, models: Iterable[type[WithMac]] | None = None) -> Iterator[Forged]:
    """Yield every row, of all tables with MACs or of some, that SQL alone wrote or changed."""
    with engine.connect() as connection:
        unhurried(connection)
        for model in models or _with_macs():
            table = Model.metadata.tables[model.__tablename__]
            columns = [table.c[name] for name in (*model.UNDER_MAC, "mac")]
            found = connection.execution_options(yield_per=BATCH).execute(select(*columns))
            for *values, mac in found:
                if not is_mac_of(mac, table.name, tuple(values)):
                    yield Forged(table.name, values[0], mac_of(table.name, values))


def accept(engine: Engine, ledger: Ledger, rows: Sequence[Forged]) -> None:
    """Make forged rows genuine as they were read, each on the ledger.

    Whatever is changed in a row after it was read is forged again.
    """
    waiting = iter(rows)
    while batch := list(islice(waiting, BATCH)):
        with engine.connect() as connection:
            touches = tuple(_accept(connection, one) for one in batch)
            ledger.keep(connection, _entry(touches))


def _accept(connection: Connection, one: Forged) -> Touch:
    """Put the MAC in place; the ledger takes the whole row, as it stands, for what it should be."""
    table = Model.metadata.tables[one.table]
    connection.execute(update(table).where(table.c.id == one.row).values(mac=one.mac))
    model = next(model for model in _with_macs() if model.__tablename__ == one.table)
    columns = digested(model)
    values = connection.execute(select(*columns.values()).where(table.c.id == one.row)).one()
    after = row_digest(dict(zip(columns, values, strict=True)))
    return Touch(
        one.table, one.row, NOBODY, NOBODY, "", Result.CHANGED, fields=("mac",), after=after
    )


def _entry(touches: tuple[Touch, ...]) -> Draft:
    return Draft(
        actor=HOUSE,
        permission="job:accept rows without a valid MAC",
        endpoint="",
        result=Result.CHANGED,
        touches=touches,
    )


def _with_macs() -> list[type[WithMac]]:
    found = (mapper.class_ for mapper in Model.registry.mappers)
    return sorted(
        (model for model in found if issubclass(model, WithMac)), key=lambda m: m.__tablename__
    )
