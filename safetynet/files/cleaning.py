"""From what somebody sent to what is stored: of a kind that we know, and nothing hidden in it."""

from dataclasses import dataclass
from pathlib import Path

from safetynet import apart
from safetynet.files import packages
from safetynet.files.formats import MEDIA_TYPES, PICTURES, Format, format_of
from safetynet.files.refusing import PAGES, PIXELS, Refusal, RefusedError

_HERE = Path(__file__).parent
_PICTURE, _PDF, _PAGE = (_HERE / f"{name}_child.py" for name in ("picture", "pdf", "page"))
_ON_SCREEN = 1600
"""Points across."""


@dataclass(frozen=True, repr=False)
class Cleaned:
    """What may be stored."""

    format: Format
    data: bytes


@dataclass(frozen=True, repr=False)
class Page:
    """What a screen shows of a document: a picture, or words."""

    picture: bytes = b""
    media_type: str = ""
    text: str = ""
    pages: int = 1


def cleaned(data: bytes) -> Cleaned:
    """Return a file without what is not for its reader; raises RefusedError with a sentence."""
    if not data:
        raise RefusedError(Refusal.EMPTY)
    kind = format_of(data)
    if kind is None:
        raise RefusedError(Refusal.FORMAT)
    if kind is Format.TXT:
        return Cleaned(kind, data)
    if kind in PICTURES:
        return Cleaned(kind, bare_picture(data))
    if kind is Format.PDF:
        return Cleaned(kind, _asked(_PDF, data, PAGES))
    return Cleaned(kind, packages.cleaned(data, kind, bare_picture))


def bare_picture(data: bytes) -> bytes:
    """Return a picture drawn anew from its points; raises RefusedError."""
    return _asked(_PICTURE, data, PIXELS)


def shown(data: bytes, kind: Format, page: int) -> Page | None:
    """Return what a screen shows of a document; None for kinds that it cannot show."""
    if kind is Format.TXT:
        return Page(text=data.decode("utf-8-sig"))
    try:
        if kind in PICTURES:
            return Page(_asked(_PICTURE, data, PIXELS, _ON_SCREEN), MEDIA_TYPES[kind])
        if kind is Format.PDF:
            pages, _, picture = _asked(_PAGE, data, page).partition(b"\n")
            return Page(picture, MEDIA_TYPES[Format.PNG], pages=int(pages))
    except RefusedError:
        return None
    return None


def _asked(script: Path, data: bytes, *numbers: int) -> bytes:
    said = apart.ask(script, data, *map(str, numbers))
    if said is None:
        raise RefusedError(Refusal.TOO_MUCH)
    word, _, rest = said.partition(b"\n")
    if word == b"ok":
        return rest
    reason = word.partition(b" ")[2].decode("ascii", "replace")
    raise RefusedError(Refusal(reason) if reason in set(Refusal) else Refusal.DAMAGED)
