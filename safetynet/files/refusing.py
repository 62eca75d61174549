"""Why a document is turned away, in a sentence for the person who sent it."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l

PIXELS = 50_000_000
"""Of one picture; a telephone's largest."""
PAGES = 2_000
PARTS = 5_000
"""In a DOCX or XLSX file."""
UNPACKED = 200 * 1024 * 1024
"""Bytes of all parts of such a file together."""


class Refusal(StrEnum):
    """What is wrong; the scripts that look into files say these words."""

    EMPTY = "empty"
    SIZE = "size"
    FORMAT = "format"
    DAMAGED = "damaged"
    PASSWORD = "password"  # noqa: S105 - the name of a refusal, not a secret
    TOO_MUCH = "too_much"
    PIXELS = "pixels"
    PAGES = "pages"
    MACROS = "macros"
    OUTSIDE = "outside"
    INFECTED = "infected"
    UNREACHED = "unreached"


SENTENCES = {
    Refusal.EMPTY: _l("The file is empty"),
    Refusal.SIZE: _l("The file is too large"),
    Refusal.FORMAT: _l(
        "This is not a PDF, Word (DOCX), Excel (XLSX), PNG, JPEG or text file, whatever its name "
        "says. Save it as one of these and choose it again"
    ),
    Refusal.DAMAGED: _l("The file is damaged and cannot be read. Save it anew and try again"),
    Refusal.PASSWORD: _l("The file has a password. Save a copy without one and try again"),
    Refusal.TOO_MUCH: _l(
        "The file unpacks to far more than it should, or takes too long to read. Save it as PDF "
        "and try again"
    ),
    Refusal.PIXELS: _l("The picture has more than 50 million points. Make it smaller"),
    Refusal.PAGES: _l("The document has more than 2,000 pages. Send it in parts"),
    Refusal.MACROS: _l(
        "The file holds a program (macros, or something embedded). Save it as PDF and try again"
    ),
    Refusal.OUTSIDE: _l(
        "The file loads something from elsewhere whenever it is opened, so that somebody could see "
        "when it is read. Save it as PDF and try again"
    ),
    Refusal.INFECTED: _l(
        "The virus scanner found something in this file, so it was not stored. Tell whoever looks "
        "after your computers, and do not open it"
    ),
    Refusal.UNREACHED: _l(
        "The virus scanner does not answer, so nothing was stored. Try again in a few minutes, or "
        "tell your administrator"
    ),
}


class RefusedError(Exception):
    """A file that is not stored; `sentence` is for the person who sent it."""

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal
        super().__init__(refusal.value)

    @property
    def sentence(self) -> str:
        return str(SENTENCES[self.refusal])
