"""What may be sent, known by its own first bytes and never by what it says it is."""

import io
import zipfile
from enum import StrEnum


class Format(StrEnum):
    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    PNG = "png"
    JPG = "jpg"
    TXT = "txt"


MEDIA_TYPES = {
    Format.PDF: "application/pdf",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.PNG: "image/png",
    Format.JPG: "image/jpeg",
    Format.TXT: "text/plain; charset=utf-8",
}
PICTURES = frozenset({Format.PNG, Format.JPG})
PACKAGES = {"word/document.xml": Format.DOCX, "xl/workbook.xml": Format.XLSX}

_BEGINNINGS = (
    (b"%PDF-", Format.PDF),
    (b"\x89PNG\r\n\x1a\n", Format.PNG),
    (b"\xff\xd8\xff", Format.JPG),
)
_ZIP = b"PK\x03\x04"
_IN_TEXT = frozenset("\t\n\r")


def format_of(data: bytes) -> Format | None:
    """Return what these bytes are; None for whatever is not on the list."""
    for beginning, found in _BEGINNINGS:
        if data.startswith(beginning):
            return found
    if data.startswith(_ZIP):
        return _package(data)
    return Format.TXT if _is_text(data) else None


def _package(data: bytes) -> Format | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, ValueError, OSError):
        return None
    if "[Content_Types].xml" not in names:
        return None
    return next((found for part, found in PACKAGES.items() if part in names), None)


def _is_text(data: bytes) -> bool:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return all(char.isprintable() or char in _IN_TEXT for char in text.removeprefix("\ufeff"))
