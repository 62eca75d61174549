"""Rows that decide what somebody may do carry a MAC: what SQL alone wrote does nothing.

Whoever lets such a row widen anything asks `is_genuine` first. What is not genuine is taken as not
there, or as the safest that it could be, and raises an alarm.
"""

import hmac
import logging
from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from datetime import datetime, timedelta
from enum import StrEnum
from operator import itemgetter
from typing import Any, ClassVar
from uuid import UUID

from flask import current_app
from sqlalchemy import Connection, LargeBinary, Result, event, inspect
from sqlalchemy.orm import Mapped, Mapper, ORMExecuteState, mapped_column
from sqlalchemy.orm.attributes import instance_dict, set_committed_value

from safetynet import clock
from safetynet.db.canonical import canonical
from safetynet.db.history import after_and_before, as_it_is
from safetynet.db.model import Model
from safetynet.db.session import HouseSession
from safetynet.vault.derive import Purpose
from safetynet.vault.extension import vault

log = logging.getLogger(__name__)

ALARM_AGAIN_AFTER = timedelta(hours=1)
REMEMBERED = 4096
"""How many MACs, and how many alarms, a process remembers at most."""


class Alarm(StrEnum):
    """What a log line says; the name of the table stands beside it, and nothing else."""

    FORGED = "row without a valid MAC"


class WithMac(Model):
    """A row that decides what somebody may do. Only the application can write a genuine one."""

    __abstract__ = True
    UNDER_MAC: ClassVar[tuple[str, ...]]
    """The columns that decide something; `id` comes first."""
    IF_FORGED: ClassVar[Mapping[str, object]] = {}
    """What a forged row is taken to say where it is asked all the same: the safest answers."""

    ABSENT_IF_FORGED: ClassVar[bool] = False
    """No list and no page shows a forged row; people would act on it."""

    mac: Mapped[bytes] = mapped_column(LargeBinary(32))
    """Under a key that no database holds."""
    is_forged = False
    """Found as the row was loaded; only where IF_FORGED says something."""


def mac_of(table: str, values: Iterable[object]) -> bytes:
    """Return the MAC (32 bytes) over a row of a table; `values` as UNDER_MAC lists them."""
    return vault().roots.mac(Purpose.ROW, b"".join(map(canonical, (table, *values))))


def columns_of(model: type[WithMac]) -> list[Any]:
    """Return what to select where plain values are enough; loading a whole row costs more."""
    return [getattr(model, name) for name in (*model.UNDER_MAC, "mac")]


def mac_with(model: type[WithMac], read: Any, **changes: object) -> bytes:
    """Return the MAC that a row will have when some of the columns that were read change."""
    values = (changes.get(name, getattr(read, name)) for name in model.UNDER_MAC)
    return mac_of(model.__tablename__, values)


def is_genuine(row: WithMac) -> bool:
    """Say whether a row as it was loaded is the application's own; if not, raise an alarm."""
    if row.is_forged:
        return False
    before_changes = inspect(row).committed_state
    said = (before_changes.get(name, getattr(row, name)) for name in (*row.UNDER_MAC, "mac"))
    *values, mac = said
    return is_believed(row.__tablename__, mac, tuple(values))


def is_genuine_as_read(model: type[WithMac], read: Any) -> bool:
    """Say so of the plain values of `columns_of`."""
    said = tuple(getattr(read, name) for name in model.UNDER_MAC)
    return is_believed(model.__tablename__, read.mac, said)


def is_believed(table: str, mac: bytes, values: tuple[Any, ...]) -> bool:
    """Say so of values in the order of UNDER_MAC."""
    if is_mac_of(mac, table, values):
        return True
    _raise_alarm(table, values)
    return False


def is_mac_of(mac: bytes, table: str, values: tuple[object, ...]) -> bool:
    """Say whether a MAC is right. What was found right is remembered with all that it covers."""
    known: dict[bytes, object] = current_app.extensions.setdefault("genuine rows", {})
    if known.get(mac) == (table, values):
        return True
    if not hmac.compare_digest(mac, mac_of(table, values)):
        return False
    _make_room(known)
    known[mac] = (table, deepcopy(values))
    return True


Teller = Callable[[str, UUID], None]
"""(table, row) → somebody is told that the row is forged."""

_tellers: list[Teller] = []


def tell_of_forgeries(teller: Teller) -> Teller:
    """Let `teller` hear of every alarm too; usable as a decorator."""
    _tellers.append(teller)
    return teller


def _raise_alarm(table: str, values: tuple[Any, ...]) -> None:
    """Once an hour for the same forgery: every page may meet it."""
    raised: dict[bytes, datetime] = current_app.extensions.setdefault("alarms", {})
    forgery, now = mac_of(table, values), clock.now()
    if forgery in raised and now - raised[forgery] < ALARM_AGAIN_AFTER:
        return
    _make_room(raised)
    raised[forgery] = now
    log.error(Alarm.FORGED, extra={"said": {"table": table}})
    for tell in _tellers:
        tell(table, values[0])


def _make_room(remembered: dict[bytes, Any]) -> None:
    if len(remembered) >= REMEMBERED:
        remembered.clear()


def _mac_over(row: WithMac, values: Mapping[str, Any]) -> bytes:
    return mac_of(row.__tablename__, (values[name] for name in row.UNDER_MAC))


def _is_believed(row: WithMac, values: Mapping[str, Any]) -> bool:
    said = itemgetter(*row.UNDER_MAC)(values)
    return is_believed(row.__tablename__, values["mac"], said)


@event.listens_for(Mapper, "before_insert")
def put_mac(_mapper: Mapper[Any], _connection: Connection, row: Model) -> None:
    if isinstance(row, WithMac):
        _fill_in_defaults(row)
        row.mac = _mac_over(row, as_it_is(row))


@event.listens_for(Mapper, "before_update")
def renew_mac(_mapper: Mapper[Any], connection: Connection, row: Model) -> None:
    """Only for a row that was genuine before: a change must not bless what SQL wrote."""
    if not isinstance(row, WithMac) or not _changes_something(row):
        return
    after, before = after_and_before(row, connection)
    if not row.is_forged and _is_believed(row, before):
        row.mac = _mac_over(row, after)


def _changes_something(row: WithMac) -> bool:
    state = inspect(row)
    return any(state.attrs[name].history.has_changes() for name in row.UNDER_MAC)


def _fill_in_defaults(row: WithMac) -> None:
    """Take the defaults now that SQLAlchemy would take as it inserts, after the MAC."""
    state = inspect(row)
    for name in row.UNDER_MAC:
        default: Any = state.mapper.columns[name].default
        if default is not None and state.dict.get(name) is None:
            setattr(row, name, default.arg(None) if default.is_callable else default.arg)


@event.listens_for(WithMac, "load", propagate=True)
@event.listens_for(WithMac, "refresh", propagate=True)
def doubt(row: WithMac, *_how: Any) -> None:
    """Make a forged row say the safest, whoever asks it."""
    if not row.IF_FORGED or inspect(row).modified:
        return
    row.is_forged = not _is_believed(row, instance_dict(row))
    if row.is_forged:
        for name, value in row.IF_FORGED.items():
            set_committed_value(row, name, value)


@event.listens_for(HouseSession, "do_orm_execute")
def leave_out_what_is_forged(state: ORMExecuteState) -> Result[Any] | None:
    """Take a row out of an answer where a record in it must be absent if it is forged."""
    places = _where_absent(state) if state.is_select and not state.is_column_load else []
    if not places:
        return None
    answer = state.invoke_statement().freeze()
    rows: Any = answer._rewrite_rows()
    kept = [row for row in rows if all(row[n] is None or is_genuine(row[n]) for n in places)]
    return answer.with_new_rows(kept)()


def _where_absent(state: ORMExecuteState) -> list[int]:
    described = getattr(state.statement, "column_descriptions", ())
    kinds = (column["type"] for column in described)
    return [
        n
        for n, kind in enumerate(kinds)
        if isinstance(kind, type) and issubclass(kind, WithMac) and kind.ABSENT_IF_FORGED
    ]
