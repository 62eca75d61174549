"""One cell of a sheet: what it may hold, how it is cleaned, how it reads as text."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import TypeAlias

Cell: TypeAlias = str | int | float | bool | date | None
"""None is an empty cell; a date at midnight is a `date`, any other moment a `datetime`."""
Cells: TypeAlias = tuple[Cell, ...]

# Control characters, and the bidirectional overrides that make a name look like another one.
# Zero-width joiners stay: Persian and Indian names need them.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060-\u2069\ufeff]")
_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!"})
_INJECTION = tuple("=+-@\t\r\n|%\uff1d\uff0b\uff0d\uff20")
"""What a spreadsheet program may take for the beginning of a formula: =, +, -, @ in full width too,
as keyboards for Chinese and Japanese write them."""
_EXACT_INTEGER = 1e15


def cleaned(raw: object) -> Cell:
    """Return what a reader gave as a Cell: NFC, stripped, 7.0 as 7, "#REF!" as None."""
    if isinstance(raw, str):
        return _cleaned_text(raw)
    if isinstance(raw, bool | int):
        return raw
    if isinstance(raw, float):
        return int(raw) if abs(raw) < _EXACT_INTEGER and raw.is_integer() else raw
    if isinstance(raw, datetime):
        return raw.date() if raw.time() == time() else raw
    if isinstance(raw, date):
        return raw
    return None if raw is None else str(raw)


def _cleaned_text(raw: str) -> str | None:
    text = raw
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).replace("\xa0", " ")
    if not text.isprintable():
        text = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = text.strip().strip("\u200c\u200d")
    if text[:1] == "'" and _begins_a_formula(text[1:]):
        text = text[1:]  # our own CSV files put the apostrophe there, see `neutralised`
    return None if not text or text in _ERRORS else text


def text_of(cell: Cell) -> str:
    """Return a cell as text: dates as ISO 8601, numbers without idle decimals, None as ""."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, datetime):
        return cell.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    return (
        cell if isinstance(cell, str) else f"{cell:.15g}" if isinstance(cell, float) else str(cell)
    )


def line_of(cell: Cell) -> str:
    """Return a cell as one line: inner line breaks and runs of blanks become one blank."""
    return " ".join(text_of(cell).split())


def neutralised(text: str) -> str:
    """Return `text` so that a spreadsheet program opening a CSV file shows it and never runs it."""
    return f"'{text}" if _begins_a_formula(text) else text


def _begins_a_formula(text: str) -> bool:
    """Some programs pass over blanks first."""
    return text.startswith(_INJECTION) or text.lstrip().startswith(_INJECTION)


def is_blank(cells: Sequence[Cell]) -> bool:
    """Whether nobody typed anything here; an unticked box is nothing."""
    return all(cell is None or cell is False or cell == "FALSE" for cell in cells)
