"""DOCX and XLSX files: unpacked within limits, and packed anew without what is not for a reader."""

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from safetynet.files.formats import Format
from safetynet.files.refusing import PARTS, UNPACKED, Refusal, RefusedError

_ENCRYPTED = 0x1
_RUNS = re.compile(r"(vbaproject|vbadata|activex|oleobject|embeddings/|macrosheets/|\.bin$|\.exe$)")
"""Parts that hold a program, or another file that nobody here has looked into."""
_DECLARES = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_RELATION = re.compile(rb"<Relationship\b[^>]*>", re.DOTALL)
_PICTURES = frozenset({".png", ".jpg", ".jpeg"})
_ABOUT = "docProps/"
_XML = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006/"
_PACKAGE = b"http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_EMPTY = {
    "docProps/core.xml": _XML + b'<coreProperties xmlns="' + _PACKAGE + b'"/>',
    "docProps/app.xml": _XML + b'<Properties xmlns="' + _OFFICE + b'extended-properties"/>',
    "docProps/custom.xml": _XML + b'<Properties xmlns="' + _OFFICE + b'custom-properties"/>',
}
"""Author, company, template, times: what every such file says of whoever wrote it."""
_LONG_AGO = (1980, 1, 1, 0, 0, 0)

Redraw = Callable[[bytes], bytes]


def cleaned(data: bytes, kind: Format, redraw: Redraw) -> bytes:
    """Return the package anew; `redraw` takes what cameras write out of its pictures.

    Raises RefusedError where it is beyond a limit, holds a program, or loads from elsewhere.
    """
    packed = io.BytesIO()
    try:
        with (
            zipfile.ZipFile(io.BytesIO(data)) as package,
            zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as anew,
        ):
            for name, part in _parts(package):
                anew.writestr(zipfile.ZipInfo(name, _LONG_AGO), _tidied(name, part, redraw))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        raise RefusedError(Refusal.DAMAGED) from error
    return packed.getvalue()


def _parts(package: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """Yield each part once, by sizes as they were counted and not as they were declared."""
    parts = {part.filename: part for part in package.infolist() if not part.is_dir()}
    if len(package.infolist()) > PARTS or sum(one.file_size for one in parts.values()) > UNPACKED:
        raise RefusedError(Refusal.TOO_MUCH)
    for name, part in parts.items():
        if part.flag_bits & _ENCRYPTED:
            raise RefusedError(Refusal.PASSWORD)
        if _RUNS.search(name.lower()):
            raise RefusedError(Refusal.MACROS)
        # Never more than is declared: then its checksum fails.
        yield name, package.read(part)


def _tidied(name: str, part: bytes, redraw: Redraw) -> bytes:
    kind = PurePosixPath(name).suffix.lower()
    if name.startswith(_ABOUT):
        return _EMPTY.get(name, b"")
    if kind in _PICTURES:
        return redraw(part)
    if kind in {".xml", ".rels", ".vml"} and _DECLARES.search(part.replace(b"\0", b"")):
        raise RefusedError(Refusal.TOO_MUCH)
    if kind == ".rels" and any(map(_loads, _RELATION.findall(part))):
        raise RefusedError(Refusal.OUTSIDE)
    return part


def _loads(relation: bytes) -> bool:
    """Say whether opening the file fetches this by itself; a link waits for its reader."""
    is_outside = re.search(rb"TargetMode\s*=\s*[\"']External", relation, re.IGNORECASE)
    return is_outside is not None and not re.search(rb"/hyperlink[\"']", relation)
