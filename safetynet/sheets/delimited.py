"""Text files: which encoding, which delimiter, which records."""

import codecs
import csv
import io
import re
from collections import Counter
from dataclasses import dataclass

from safetynet.sheets.refusing import MAX_ROWS, Refusal, SheetError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DELIMITERS = ",;\t|"
_SAMPLE = 64 * 1024
_NO_TABLE = re.compile(r"\s*(<[!?a-z]|\{\\rtf|%PDF|[\[{]\s*[\[{\"])", re.IGNORECASE)
_MOST_LINES = 3 * MAX_ROWS
"""Records, blank lines included."""
_END = "\x00"
_FEW_CONTROLS = 8
_MOST_CONTROLS = 0.01
"""Characters below the blank, absolutely and as a share, that a text may hold by accident."""
_HALF = 0.5
_TELLING_WIDTH = 4
"""Columns from which on the number of delimiters tells a swallowed line from prose."""


@dataclass(frozen=True)
class Records:
    """A text file taken apart; `swallowed` are 1-based records that hide other lines."""

    rows: list[list[str]]
    swallowed: frozenset[int]


def records(name: str, data: bytes) -> Records:
    """Take apart `data`, the bytes of a CSV or TSV file.

    Raises SheetError when it is no table of text or a quotation mark stays open to the end.
    """
    text = _decoded(name, data)
    if _NO_TABLE.match(text[:200]):
        raise SheetError(Refusal.KIND, file=name)
    hint, text = _without_excels_hint(text)
    delimiter = hint or _delimiter(text[:_SAMPLE], name)
    rows = _parsed(name, text, delimiter)
    return Records(rows, _swallowed(rows, delimiter))


def _decoded(name: str, data: bytes) -> str:
    text = data.decode(encoding := _encoding(data), errors="replace")
    if encoding == "cp1252":
        text = text.replace("\ufffd", "")
    controls = sum(text.count(chr(code)) for code in range(32) if chr(code) not in "\t\n\r\f\x1a")
    if "\x00" in text or controls > _FEW_CONTROLS + _MOST_CONTROLS * len(text):
        raise SheetError(Refusal.KIND, file=name)
    return text.rstrip("\x1a")


def _encoding(data: bytes) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding
    head = data[:1000]
    if head and head[1::2].count(0) > len(head) * 0.3:
        return "utf-16-le"
    if head and head[::2].count(0) > len(head) * 0.3:
        return "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _without_excels_hint(text: str) -> tuple[str, str]:
    """Excel reads and writes a first line `sep=;`, which is no data."""
    hint = re.match(r'"?sep=(.)"?\r?\n', text, re.IGNORECASE)
    return (hint.group(1), text[hint.end() :]) if hint else ("", text)


def _delimiter(sample: str, name: str) -> str:
    """Return the delimiter that cuts most records into the same number of cells."""
    tabs_first = name.lower().endswith((".tsv", ".tab"))
    ranked = []
    for delimiter in _DELIMITERS:
        reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
        try:
            widths = Counter(len(row) for row, _ in zip(reader, range(60), strict=False) if row)
        except csv.Error:
            continue
        width, rows = widths.most_common(1)[0] if widths else (0, 0)
        share = rows / max(widths.total(), 1)
        told = tabs_first and delimiter == "\t"
        ranked.append((width > 1, told, share > _HALF, width * share, delimiter))
    best = max(ranked, key=lambda rank: rank[:4], default=(False,) * 5)
    return str(best[4]) if best[0] else ","


def _parsed(name: str, text: str, delimiter: str) -> list[list[str]]:
    """Return the records, blank lines included so that row numbers are those of the program."""
    # A last record of our own comes back as itself unless a quotation mark before it stays open.
    source = io.StringIO(f"{text}\n{_END}", newline="")
    reader = csv.reader(source, delimiter=delimiter, skipinitialspace=True)
    rows: list[list[str]] = []
    try:
        for row in reader:
            while row and not row[-1]:
                row.pop()
            rows.append(row)
            if len(rows) > _MOST_LINES:
                raise SheetError(Refusal.ROWS, file=name)
    except csv.Error as error:  # the module's own limit for a cell is above ours
        raise SheetError(Refusal.CELL, file=name, row=len(rows) + 1) from error
    if rows.pop() != [_END]:
        raise SheetError(Refusal.QUOTE, file=name, row=len(rows) + 1)
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def _swallowed(rows: list[list[str]], delimiter: str) -> frozenset[int]:
    """Two stray quotation marks hide the lines between them in one cell."""
    widths = Counter(len(row) for row in rows if row)
    width = widths.most_common(1)[0][0] if widths else 0
    if width < _TELLING_WIDTH:
        return frozenset()
    return frozenset(
        number
        for number, row in enumerate(rows, start=1)
        for cell in row
        if "\n" in cell and any(line.count(delimiter) == width - 1 for line in cell.splitlines())
    )
