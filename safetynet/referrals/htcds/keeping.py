"""What of a workbook's cells must be kept, and the cells again as they were or as they are now.

A cell that the record itself says again is not kept. What is kept stands for as long as the record
says the same as on the day of the import: whoever mends a record is believed, not the old sheet.
Of contacts, only the place in the sheet is kept, never the number: when somebody asks not to be
contacted, the number is gone from here too.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from safetynet.db import Owned
from safetynet.referrals.htcds.codes import KIND_OF, NOWHERE
from safetynet.referrals.htcds.live import Live, live_of
from safetynet.referrals.htcds.models import WordsAsSent
from safetynet.referrals.models import Referral
from safetynet.sheets import Cell, text_of
from safetynet.vault import Category

_TELLING = re.compile(r"[\d@]")
"""What is left of a cell of contacts must hold none of these, or it may be half a number."""


def words_to_keep(
    referral: Referral, sent: Iterable[tuple[str, Cell]], rows: Iterable[Owned]
) -> Iterator[tuple[Category, str]]:
    """Yield, for each kind of content, what must be kept of a row of an HTCDS workbook."""
    cells = list(sent)
    if not cells:
        return
    live = live_of(referral, rows)
    for kind in dict.fromkeys(KIND_OF[name] for name, _cell in cells):
        of_kind = {name: cell for name, cell in cells if KIND_OF[name] is kind}
        alone = {n: _packed(c) for n, c in of_kind.items() if n in NOWHERE and c is not None}
        rest = {n: c for n, c in of_kind.items() if n not in NOWHERE and c != live.cells.get(n)}
        if kind is Category.SAFE_CONTACT:
            packed = dict(_laid_out(rest, live.contacts))
        else:
            packed = {name: _packed(cell) for name, cell in rest.items()}
        if alone or packed:
            told = {"state": live.state[kind], "sent": packed, "alone": alone}
            yield kind, json.dumps(told, ensure_ascii=False)


def cells_of(referral: Referral, rows: Sequence[Owned]) -> dict[str, Cell]:
    """Return a referral in the standard's columns: as it was sent where that still holds."""
    live = live_of(referral, rows)
    cells = dict(live.cells)
    for row in rows:
        if not isinstance(row, WordsAsSent):
            continue
        told = json.loads(row.cells)
        kept = told["alone"]
        if told["state"] == live.state.get(row.category):
            kept = kept | told["sent"]
        cells |= {name: _unpacked(cell, live) for name, cell in kept.items()}
    return cells


def _laid_out(cells: dict[str, Cell], contacts: Sequence[str]) -> Iterator[tuple[str, Any]]:
    for name, cell in cells.items():
        parts = _parts(text_of(cell), contacts)
        if not any(isinstance(part, str) and _TELLING.search(part) for part in parts):
            yield name, {"parts": parts, "is_number": isinstance(cell, int)}


def _parts(text: str, contacts: Sequence[str]) -> list[str | int]:
    """Cut a text where contacts stand in it; in their places stand their numbers in the order."""
    parts: list[str | int] = [text]
    for number, contact in sorted(enumerate(contacts), key=lambda one: -len(one[1])):
        parts = [
            piece
            for part in parts
            for piece in (_cut(part, contact, number) if isinstance(part, str) else [part])
        ]
    return parts


def _cut(text: str, contact: str, number: int) -> list[str | int]:
    before, *others = text.split(contact)
    return [before, *(piece for other in others for piece in (number, other))]


def _packed(cell: Cell) -> Any:
    """Return a cell as JSON takes it; a date stays a date."""
    if isinstance(cell, datetime):
        return {"at": cell.isoformat()}
    return {"on": cell.isoformat()} if isinstance(cell, date) else cell


def _unpacked(packed: Any, live: Live) -> Cell:
    if not isinstance(packed, dict):
        return packed if packed is None or isinstance(packed, str | int | float) else None
    if "parts" in packed:
        filled = "".join(
            live.contacts[part] if isinstance(part, int) else part for part in packed["parts"]
        )
        return int(filled) if packed["is_number"] else filled or None
    return datetime.fromisoformat(packed["at"]) if "at" in packed else _day(packed)


def _day(packed: dict[str, str]) -> date:
    return date.fromisoformat(packed["on"])
