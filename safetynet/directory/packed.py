"""A zip of tables: opened in memory, within limits, never written anywhere."""

import io
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import PurePosixPath

from safetynet.sheets import SheetError
from safetynet.sheets.refusing import MAX_PARTS, MAX_UNPACKED, MAX_UPLOAD, Refusal
from safetynet.sheets.workbooks import ZIP

_WORKBOOKS = frozenset({"[Content_Types].xml", "mimetype"})


def is_package(data: bytes) -> bool:
    """Say whether this is a zip of files, and no workbook (which is a zip too)."""
    if not data.startswith(ZIP):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return not _WORKBOOKS.intersection(packed.namelist())
    except (zipfile.BadZipFile, ValueError, OSError):
        return False


def members_of(name: str, data: bytes) -> dict[str, Callable[[], bytes]]:
    """Return the files of a zip by their names without folders; raises SheetError."""
    if len(data) > MAX_UPLOAD:
        raise SheetError(Refusal.UPLOAD, file=name)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        infos = [info for info in packed.infolist() if not info.is_dir()]
    # What the directory of the zip claims is checked again while each part is unpacked.
    if len(infos) > MAX_PARTS or sum(info.file_size for info in infos) > MAX_UNPACKED:
        raise SheetError(Refusal.UNPACKED, file=name)
    if any(info.flag_bits & 1 for info in infos):
        raise SheetError(Refusal.PASSWORD, file=name)
    found: dict[str, Callable[[], bytes]] = {}
    for info in infos:
        path = PurePosixPath(info.filename.replace("\\", "/"))
        if "__MACOSX" not in path.parts:
            found.setdefault(path.name, partial(_unpacked, name, data, info))
    return found


def _unpacked(name: str, data: bytes, info: zipfile.ZipInfo) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed, packed.open(info) as member:
            content = member.read(MAX_UPLOAD + 1)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise SheetError(Refusal.DAMAGED, file=name) from error
    except Exception as error:  # zlib and lzma have errors of their own
        raise SheetError(Refusal.DAMAGED, file=name) from error
    if len(content) > MAX_UPLOAD:
        raise SheetError(Refusal.UNPACKED, file=name)
    return content
