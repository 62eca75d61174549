"""A row as a record of a packet, and a record as a row again."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from flask_babel import force_locale
from sqlalchemy import Boolean, Date, Enum, Uuid

from safetynet import clock
from safetynet.bundles import Entry, entry_of
from safetynet.bundles.records import TABLES
from safetynet.db import Owned
from safetynet.referrals import Concern, PersonOfConcern, Referral, Voice
from safetynet.referrals.models import Circumstance, ExploitationAccount, RiskNow
from safetynet.referrals.words import circumstance_said
from safetynet.sharing.grid import SHAREABLE
from safetynet.survivors import Address, BirthDate, Name, Particular, SafeContact
from safetynet.transfers.models import TransferredRecord
from safetynet.transfers.packet import LANGUAGES, PacketError, Record, in_both, in_language
from safetynet.vault import Category

ABOUT_HER = (Name, BirthDate, Particular, SafeContact, Address)
UNDER_A_REFERRAL = (Concern, Voice, RiskNow, ExploitationAccount, PersonOfConcern, Circumstance)
SAME_HERE: dict[str, type[Owned]] = {
    model.__tablename__: model for model in (*ABOUT_HER, *UNDER_A_REFERRAL)
}
"""What a referral consists of becomes the same rows here; everything else is kept in words."""

_OF_THE_HOUSE = frozenset({"category", "compartment", "created_at", "seal_version", "version"})


def records_of(rows: Sequence[Owned]) -> list[Record]:
    """Open rows, and return each for a program, and in words of both languages."""
    in_words = []
    for language in LANGUAGES:
        with force_locale(language):
            in_words.append([entry_of(row) for row in rows])
    return [
        _record(row, entries)
        for row, entries in zip(rows, zip(*in_words, strict=True), strict=True)
    ]


def _record(row: Owned, entries: Sequence[Entry]) -> Record:
    lines = zip(*(entry.said for entry in entries), strict=True)
    return Record(
        table=row.__tablename__,
        category=row.category,
        written_on=clock.day_of(row.created_at),
        fields=fields_of(row),
        heading=in_both([entry.heading for entry in entries]),
        said=[
            (in_both([one.term for one in line]), in_both([one.text for one in line]))
            for line in lines
        ],
    )


def fields_of(row: Owned) -> dict[str, Any]:
    """Return what is said in a row's columns; ids and what the house keeps for itself stay."""
    return {
        column.key: _as_json(getattr(row, column.key))
        for column in row.__table__.columns
        if column.key not in _OF_THE_HOUSE and not isinstance(column.type, Uuid)
    }


def _as_json(value: Any) -> str | bool | None:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, StrEnum):
        return value.value
    return value.isoformat() if isinstance(value, (date, datetime)) else str(value)


def row_of(record: Record, referral: Referral, language: str) -> Owned:
    """Return a record as a row of the agency that takes it in; raises PacketError."""
    if record.category not in SHAREABLE or record.table not in TABLES:
        raise PacketError
    about = {"survivor_id": referral.survivor_id, "owner_id": referral.from_agency_id}
    under = about | {"referral_id": referral.id}
    if (model := SAME_HERE.get(record.table)) is None:
        # How somebody is reached is opened on purpose only (CR-20): no words hold it.
        if record.category is Category.SAFE_CONTACT:
            raise PacketError
        return TransferredRecord(**under, category=record.category, **_in_words(record, language))
    if model.CATEGORY not in {None, record.category}:
        raise PacketError
    ids = under if model in UNDER_A_REFERRAL else about
    row = model(**ids, category=record.category, **_columns(model, record))
    _try_to_read(row)
    return row


def _try_to_read(row: Owned) -> None:
    """Refuse now what no page could show later: a day that is none."""
    try:
        if isinstance(row, BirthDate):
            row.day  # noqa: B018 - reading it is the test
        elif isinstance(row, PersonOfConcern):
            row.birth_date  # noqa: B018
        elif isinstance(row, Circumstance):
            circumstance_said(row.about, row.text)
    except ValueError:
        raise PacketError from None


def _in_words(record: Record, language: str) -> dict[str, Any]:
    lines = (
        f"{in_language(term, language)}: {in_language(text, language)}"
        for term, text in record.said
    )
    return {
        "written_on": record.written_on,
        "title": in_language(record.heading, language),
        "text": "\n".join(lines) or "–",
    }


def _columns(model: type[Owned], record: Record) -> dict[str, Any]:
    """Return a record's fields as this table's columns hold them; raises PacketError."""
    columns = {
        column.key: column
        for column in model.__table__.columns
        if column.key not in _OF_THE_HOUSE and not isinstance(column.type, Uuid)
    }
    if record.fields.keys() != columns.keys():
        raise PacketError
    try:
        return {name: _value(columns[name], said) for name, said in record.fields.items()}
    except (ValueError, TypeError):
        raise PacketError from None


def _value(column: Any, said: str | bool | None) -> Any:
    if said is None:
        if not column.nullable:
            raise PacketError
        return None
    if isinstance(column.type, Boolean) is not isinstance(said, bool):
        raise PacketError
    if isinstance(column.type, Date):
        return date.fromisoformat(str(said))
    if isinstance(column.type, Enum) and column.type.enum_class:
        return column.type.enum_class(said)
    return said
