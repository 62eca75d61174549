"""Files as people send them, good ones and hostile ones; every secret in them says SECRET."""

import io
import struct
import zipfile
import zlib
from functools import cache

import typst
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

SECRET = b"SECRET"
WORDS = "What the letter says."
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@cache
def pdf(words: str = WORDS, pages: int = 1) -> bytes:
    """Return a PDF whose pages say something."""
    return bytes(typst.compile("\n#pagebreak()\n".join([words] * pages).encode()))


def photo() -> bytes:
    """Return a photograph as a telephone makes it: turned, with a place and what comes after it."""
    exif = Image.Exif()
    exif[0x010F] = "SECRET maker"
    exif[0x0112] = 6
    exif[0x8825] = {1: "N", 2: (37.0, 30.0, 1.0)}
    file = io.BytesIO()
    Image.new("RGB", (40, 20), "red").save(file, "JPEG", exif=exif, comment=b"SECRET comment")
    return file.getvalue() + b"SECRET after the end"


def drawing() -> bytes:
    """Return a PNG that says something beside the picture."""
    file = io.BytesIO()
    Image.new("RGB", (8, 8), "blue").save(file, "PNG")
    start, rest = file.getvalue()[:33], file.getvalue()[33:]
    said = b"tEXtAuthor\0SECRET"
    chunk = struct.pack(">I", len(said) - 4) + said + struct.pack(">I", zlib.crc32(said))
    return start + chunk + rest


def laden_pdf() -> bytes:
    """Return a PDF with all that a page does not show."""
    writer = PdfWriter(clone_from=io.BytesIO(pdf()))
    writer.add_metadata({"/Author": "SECRET author", "/Title": "SECRET title"})
    writer.add_attachment("SECRET.txt", b"SECRET attachment")
    script = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): _text("SECRETscript")}
    )
    writer.root_object[NameObject("/OpenAction")] = script
    page = writer.pages[0]
    page[NameObject("/AA")] = DictionaryObject({NameObject("/O"): script})
    page[NameObject("/PieceInfo")] = DictionaryObject({NameObject("/X"): _text("SECREThistory")})
    page[NameObject("/Metadata")] = writer._add_object(_stream(b"<x>SECRET xmp</x>"))
    page["/Resources"][NameObject("/XObject")] = DictionaryObject(  # type: ignore[index]
        {NameObject("/Photo"): writer._add_object(_photo())}
    )
    note = {"/Subtype": NameObject("/Text"), "/T": _text("SECRETreviewer"), "/AA": script}
    clip = {"/Subtype": NameObject("/FileAttachment"), "/Contents": _text("SECRETclip")}
    run = {"/Subtype": NameObject("/Link"), "/A": script}
    page[NameObject("/Annots")] = ArrayObject(
        writer._add_object(DictionaryObject({NameObject(k): v for k, v in one.items()}))
        for one in (note, clip, run)
    )
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def _text(words: str) -> TextStringObject:
    return TextStringObject(words)


def _stream(data: bytes) -> StreamObject:
    stream = StreamObject()
    stream.set_data(data)
    return stream


def _photo() -> StreamObject:
    stream = _stream(photo())
    for name, value in {
        "/Type": NameObject("/XObject"),
        "/Subtype": NameObject("/Image"),
        "/Width": NumberObject(40),
        "/Height": NumberObject(20),
        "/ColorSpace": NameObject("/DeviceRGB"),
        "/BitsPerComponent": NumberObject(8),
        "/Filter": NameObject("/DCTDecode"),
    }.items():
        stream[NameObject(name)] = value
    return stream


def locked_pdf() -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(pdf()))
    writer.encrypt("a password", algorithm="AES-256")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def package(**parts: bytes) -> bytes:
    """Return a DOCX file; parts are named by their path, with __ for a slash and _ for a dot."""
    held = {"[Content_Types].xml": b"<Types/>", "word/document.xml": f"<w>{WORDS}</w>".encode()}
    named = {name.replace("__", "/").replace("_", "."): part for name, part in parts.items()}
    return zipped(held | named)


def zipped(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return file.getvalue()


def related(kind: str, target: str) -> bytes:
    """Return the relations of a part that leads outside."""
    return (
        f'<Relationships><Relationship Id="r1" Type="{_RELATIONS}/{kind}" '
        f'Target="{target}" TargetMode="External"/></Relationships>'
    ).encode()


def wide_picture() -> bytes:
    """Return a PNG of some 60 kilobytes that would fill the memory with points."""
    file = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(file, "PNG")
    return file.getvalue()
