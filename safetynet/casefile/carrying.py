"""A page to carry: a young person's own steps and numbers, which give nothing away if it is found.

No logo, no name, no number of a case, no serial and no footer: the one paper of the house that does
not say where it comes from (docs/decisions/0052). Nothing of it is stored.
"""

import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import typst

from safetynet.late import Late
from safetynet.meetings.pdf.legible import legible
from safetynet.meetings.pdf.render import TEMPLATES, RenderingError, font_folders
from safetynet.plans import Section

if TYPE_CHECKING:
    import pypdf
else:
    pypdf = Late("pypdf")

HEADINGS: dict[str, dict[Section, str]] = {
    "en": {
        Section.WARNING_SIGNS: "Time to slow down",
        Section.COPING: "What helps me",
        Section.SAFE_ADULTS: "People I can go to",
        Section.PLACES: "Good places",
        Section.IF_I_LEAVE: "If I go",
        Section.IF_I_RETURN: "If I change my mind",
        Section.ONLINE: "My phone",
    },
    "es": {
        Section.WARNING_SIGNS: "Hora de parar un poco",
        Section.COPING: "Lo que me ayuda",
        Section.SAFE_ADULTS: "Gente a quien puedo ir",
        Section.PLACES: "Lugares buenos",
        Section.IF_I_LEAVE: "Si me voy",
        Section.IF_I_RETURN: "Si cambio de idea",
        Section.ONLINE: "Mi celular",
    },
}
"""No code word: on paper it is nobody's secret any more."""
NUMBERS = {"en": "Numbers", "es": "Números"}


@dataclass(frozen=True, repr=False)
class Part:
    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, repr=False)
class CarryPage:
    language: str
    parts: tuple[Part, ...]
    phones: tuple[tuple[str, str], ...]
    """A label that says nothing to others, and a number."""


def words_of(page: CarryPage) -> str:
    """Return everything that stands on the page, a line each."""
    said = [word for part in page.parts for word in (part.heading, *part.lines)]
    labels = [NUMBERS[page.language], *(label for label, _number in page.phones)]
    return "\n".join([*said, *(labels if page.phones else ())])


def set_in_type(page: CarryPage) -> bytes:
    """Return the page as PDF without a word about itself.

    Raises RenderingError where it cannot be set.
    """
    data = {
        "lang": page.language,
        "phones": NUMBERS[page.language],
        "parts": [
            {"heading": part.heading, "lines": [legible(line, set()) for line in part.lines]}
            for part in page.parts
        ],
        "numbers": [
            [legible(label, set()), legible(number, set())] for label, number in page.phones
        ],
    }
    try:
        made: bytes = typst.compile(
            TEMPLATES / "casefile/carry.typ",
            root=TEMPLATES,
            font_paths=font_folders(),
            ignore_system_fonts=True,
            sys_inputs={"page": json.dumps(data)},
            timestamp=0,
        )
    except typst.TypstError:
        # The message may quote the page, so it must not travel into a log.
        raise RenderingError("casefile/carry.typ could not be set") from None
    return _without_a_word_about_itself(made)


def _without_a_word_about_itself(made: bytes) -> bytes:
    """Take away who made it, when and with what: in the dictionary and in the XMP packet."""
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(made)))
    writer.metadata = None
    writer.root_object.pop("/Metadata", None)
    kept = io.BytesIO()
    writer.write(kept)
    return kept.getvalue()
