"""Sealing as rows are saved: after foreign keys are set, before a byte goes to the database."""

from typing import Any

from sqlalchemy import event, inspect
from sqlalchemy.orm import Mapper

from safetynet.db.model import Model, Owned
from safetynet.vault.columns import LazyAttribute, current_opening, lazy_attributes
from safetynet.vault.envelope import Place

TRIPLE = ("survivor_id", "owner_id", "category", "compartment")


class ReownedError(Exception):
    """A row was about to change its id, survivor, owner or category; write a new row instead."""


@event.listens_for(Mapper, "before_insert")
def seal_new(_mapper: Mapper[Any], _connection: Any, row: Model) -> None:
    if isinstance(row, Owned):
        row.compartment = row.triple.digest
        _seal_again(row, dict(lazy_attributes(type(row))))


@event.listens_for(Mapper, "before_update")
def seal_changed(_mapper: Mapper[Any], _connection: Any, row: Model) -> None:
    """Seal all sealed columns again when one changed: their seal version rises together."""
    state = inspect(row)
    if state.attrs["id"].history.has_changes():
        raise ReownedError(type(row).__name__)
    if not isinstance(row, Owned):
        return
    if any(state.attrs[name].history.has_changes() for name in TRIPLE):
        raise ReownedError(type(row).__name__)
    lazy = lazy_attributes(type(row))
    if any(isinstance(attribute.stored(row), str) for attribute in lazy.values()) or any(
        state.attrs[name].history.has_changes() for name in lazy
    ):
        _seal_again(row, dict(lazy))


def _seal_again(row: Owned, lazy: dict[str, LazyAttribute]) -> None:
    opening = current_opening()
    words = {name: attribute.whole(row) for name, attribute in lazy.items()}
    row.seal_version = (row.seal_version or 0) + 1
    for name, text in words.items():
        if text is not None:
            place = Place(lazy[name].column, row.id, row.seal_version)
            setattr(row, name, opening.seal(row.triple, place, text))
