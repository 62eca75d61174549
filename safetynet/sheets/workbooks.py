"""Excel and OpenDocument files: checked from outside first, then read by a process of their own."""

import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from safetynet import apart
from safetynet.sheets.refusing import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_PARTS,
    MAX_ROWS,
    MAX_UNPACKED,
    Refusal,
    SheetError,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""First bytes of an XLS file, and of any Office file with a password."""
ZIP = b"PK\x03\x04"

_CHILD = Path(__file__).with_name("calamine_child.py")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DECLARES = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_PIECE = 1 << 20
_ENCRYPTION_FLAG = 0x1


def sheets_of(name: str, data: bytes) -> Iterator[tuple[str, bool, list[list[object]]]]:
    """Yield name, whether hidden, and raw rows of each sheet of an XLSX, XLSM, XLS or ODS file.

    Raises SheetError when the file is beyond a limit, locked, damaged or something else.
    """
    if data.startswith(OLE):
        if _ENCRYPTED in data:
            raise SheetError(Refusal.PASSWORD, file=name)
    else:
        _check_zip(name, data)
    answer = _asked_of_child(name, data)
    if "refused" in answer:
        raise SheetError(
            Refusal(answer["refused"]), file=name, sheet=answer["sheet"], row=answer["row"]
        )
    for sheet in answer["sheets"]:
        rows = [[_cell(raw) for raw in row] for row in sheet["rows"]]
        yield str(sheet["name"]), bool(sheet["hidden"]), rows


def _cell(raw: object) -> object:
    if isinstance(raw, dict):
        return datetime.fromisoformat(raw["at"]) if "at" in raw else date.fromisoformat(raw["on"])
    return raw


def _asked_of_child(name: str, data: bytes) -> dict[str, Any]:
    limits = (str(limit) for limit in (MAX_ROWS, MAX_COLUMNS, MAX_CELLS))
    said = apart.ask(_CHILD, data, *limits)
    if said is None:
        raise SheetError(Refusal.CELLS, file=name)
    try:
        answer: dict[str, Any] = json.loads(said)
    except ValueError:
        raise SheetError(Refusal.DAMAGED, file=name) from None
    return answer


def _check_zip(name: str, data: bytes) -> None:
    """Unpack every part once: sizes as counted, not as declared, and no entity anywhere."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            _check_kind(name, {part.filename for part in parts})
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise SheetError(Refusal.UNPACKED, file=name)
            for part in parts:
                if part.flag_bits & _ENCRYPTION_FLAG:
                    raise SheetError(Refusal.PASSWORD, file=name)
                with package.open(part) as opened:
                    _check_part(name, part.filename, iter(lambda: opened.read(_PIECE), b""))
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        NotImplementedError,
    ) as e:
        if isinstance(e, SheetError):
            raise
        raise SheetError(Refusal.DAMAGED, file=name) from e


def _check_kind(name: str, parts: set[str]) -> None:
    lowered = {part.lower().lstrip("/") for part in parts}
    if "xl/workbook.bin" in lowered:
        raise SheetError(Refusal.BINARY_EXCEL, file=name)
    if not any(part.endswith(("workbook.xml", "content.xml")) for part in lowered):
        raise SheetError(Refusal.KIND, file=name)
    if any(part.startswith(("word/", "ppt/")) for part in lowered):
        raise SheetError(Refusal.KIND, file=name)


def _check_part(name: str, part: str, pieces: Iterator[bytes]) -> None:
    """Read a part to its end, which also proves its checksum and therefore its declared size."""
    is_xml = part.lower().endswith((".xml", ".rels", ".vml"))
    before = b""
    for piece in pieces:
        if is_xml and _DECLARES.search((before + piece).replace(b"\x00", b"")):
            raise SheetError(Refusal.ENTITIES, file=name)
        if b"manifest:encryption-data" in piece:
            raise SheetError(Refusal.PASSWORD, file=name)
        before = piece[-64:]
