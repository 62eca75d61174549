"""Copies the pages of a PDF into a new one, and nothing that is not on them.

Author, title, history, attachments, forms' scripts, and whatever acts by itself stay behind.
`apart.ask` runs this. It answers `ok` and the bytes, or `refused` and the reason.
"""

import io
import sys
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject

_NEVER = (
    *("/Metadata", "/PieceInfo", "/LastModified", "/CreationDate", "/ModDate", "/AF", "/EF"),
    *("/AA", "/OpenAction", "/JS", "/XFA", "/Thumb", "/TemplateInstantiated"),
)
"""Who, when and with what; files within the file; what acts without being asked."""
_NOTES = ("/M", "/T", "/NM", "/RC")
"""On a note in the margin: when, and by whom."""
_ACTS = frozenset({"/GoTo", "/URI"})
"""What a link may do: lead to a page here, or to an address that its reader chooses to open."""
_LOADED = frozenset(
    {"/FileAttachment", "/Sound", "/Movie", "/Screen", "/RichMedia", "/3D", "/TrapNet"}
)
_SOI, _FILL, _SOS, _EOI = b"\xff\xd8", 0xFF, 0xDA, b"\xff\xd9"
_ABOUT = frozenset({*range(0xE1, 0xEE), 0xEF, 0xFE})
"""JPEG segments that say something about a picture (EXIF, XMP, previews) and draw nothing."""


def answered(data: bytes, most_pages: int) -> bytes:
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            return b"refused password"
        if len(reader.pages) > most_pages:
            return b"refused pages"
        if not reader.pages:
            return b"refused damaged"
        return b"ok\n" + _copied(reader)
    except (MemoryError, RecursionError):
        return b"refused too_much"
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, OSError):
        # Of a file that is no PDF beyond its first bytes, anything can be missing.
        return b"refused damaged"


def _copied(reader: PdfReader) -> bytes:
    writer = PdfWriter()
    for page in reader.pages:
        writer.add_page(page)
    for thing in list(writer._objects):
        _tidy(thing)
    writer.metadata = None
    # What only a removed word led to goes with it.
    writer.compress_identical_objects(remove_duplicates=False)
    copy = io.BytesIO()
    writer.write(copy)
    return copy.getvalue()


def _tidy(thing: Any) -> None:
    """Take out, at any depth of one object, what is not for the page."""
    if isinstance(thing, ArrayObject):
        for one in thing:
            _tidy(one)
    if not isinstance(thing, DictionaryObject):
        return
    for name in _NEVER:
        thing.pop(name, None)
    if "/Annots" in thing:
        _tidy_notes(thing)
    _tidy_acts(thing)
    if isinstance(thing, StreamObject):
        _tidy_picture(thing)
    for one in thing.values():
        _tidy(one)


def _tidy_notes(page: DictionaryObject) -> None:
    notes = page["/Annots"].get_object()
    kept = ArrayObject()
    for note in notes if isinstance(notes, ArrayObject) else ():
        what = note.get_object()
        if isinstance(what, DictionaryObject) and what.get("/Subtype") not in _LOADED:
            for name in _NOTES:
                what.pop(name, None)
            kept.append(note)
    page[NameObject("/Annots")] = kept


def _tidy_acts(thing: DictionaryObject) -> None:
    """Leave a link its target, and nothing that runs, sends, or opens a program."""
    for name in ("/A", "/PA", "/Next"):
        if name in thing:
            act = thing[name].get_object()
            if not isinstance(act, DictionaryObject) or act.get("/S") not in _ACTS:
                del thing[name]


def _tidy_picture(stream: Any) -> None:
    """Take what a camera wrote about itself out of a JPEG that a page shows."""
    filters = stream.get("/Filter")
    named = filters if isinstance(filters, ArrayObject) else [filters]
    if not named or named[-1] != "/DCTDecode":
        return
    data = stream.get_data() if len(named) > 1 else stream._data
    if not data.startswith(_SOI):
        return
    stream._data = bare_jpeg(data)
    stream[NameObject("/Filter")] = NameObject("/DCTDecode")
    if len(named) > 1:
        stream.pop("/DecodeParms", None)


def bare_jpeg(data: bytes) -> bytes:
    """Return a JPEG without the segments that draw nothing, and without what follows its end."""
    kept, at = bytearray(_SOI), 2
    while at + 4 <= len(data) and data[at] == _FILL:
        marker = data[at + 1]
        if marker == _FILL:
            at += 1
            continue
        if marker == _SOS:
            end = data.find(_EOI, at)
            return bytes(kept + (data[at:] if end < 0 else data[at : end + 2]))
        size = 2 + int.from_bytes(data[at + 2 : at + 4])
        if marker not in _ABOUT:
            kept += data[at : at + size]
        at += size
    return bytes(kept)


if __name__ == "__main__":
    sys.stdout.buffer.write(answered(sys.stdin.buffer.read(), int(sys.argv[1])))
