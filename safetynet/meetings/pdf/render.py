"""Sets a paper in type: the data goes in as JSON, so what people wrote is never markup."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import typst
from babel import Locale
from babel.dates import format_date, format_time

from safetynet.meetings.pdf.document import (
    AgendaDocument,
    Label,
    MinutesDocument,
    Paper,
    Sheet,
    StepOut,
)
from safetynet.meetings.pdf.legible import legible
from safetynet.sharing.redisclosure import PART_2, shows_part_2

TEMPLATES = Path(__file__).parents[3] / "templates"
# Each attempt names every character it could not draw, but stops at the first kind of fault.
ATTEMPTS = 4

_UNDRAWN = re.compile(r'the text `"(.+?)"` could not be displayed')
_DISALLOWED = re.compile(r'the disallowed codepoint `"(.+?)"`')
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")


class RenderingError(Exception):
    """The paper could not be set; carries nothing of what stands on it."""


@dataclass(frozen=True, repr=False)
class Pdf:
    """A finished file: its bytes, their SHA-256 in hex, and what the caller should log.

    `warnings` never quote the paper. `accessible` says that Typst compiled it as PDF/UA-1.
    """

    bytes: bytes
    sha256: str
    warnings: tuple[str, ...]
    accessible: bool


def render_minutes(doc: MinutesDocument) -> Pdf:
    """Set the minutes; the same document gives the same bytes.

    Raises ValueError when a label is missing, RenderingError when nothing can be set at all.
    """
    return render(doc, "meetings/minutes.typ", Label)


def render_agenda(doc: AgendaDocument) -> Pdf:
    """Set the agenda; the same document gives the same bytes. Raises as `render_minutes`."""
    return render(doc, "meetings/agenda.typ", Label)


def render(doc: Sheet, template: str, labels: Iterable[str]) -> Pdf:
    """Set a sheet by its template; `labels` are the fixed words that the template asks for."""
    if shows_part_2():
        doc = replace(doc, notice=f"{doc.notice} {PART_2}")
    missing = sorted(set(labels) - set(doc.labels))
    if missing:
        raise ValueError(f"labels are missing: {', '.join(missing)}")
    undrawn: set[str] = set()
    for _ in range(ATTEMPTS):
        try:
            return _finished(_compile(doc, template, undrawn, accessible=True), undrawn)
        except typst.TypstError as fault:
            found = _undrawn_in(fault.diagnostic) - undrawn
        if not found:
            break
        undrawn |= found
    try:
        plain = _compile(doc, template, undrawn, accessible=False)
    except typst.TypstError:
        # The original message may quote the paper, so it must not travel into a log.
        raise RenderingError(f"{template} could not be set") from None
    return _finished(plain, undrawn, accessible=False)


def _compile(doc: Sheet, template: str, undrawn: AbstractSet[str], accessible: bool) -> bytes:
    made: bytes = typst.compile(
        TEMPLATES / template,
        root=TEMPLATES,
        font_paths=font_folders(),
        ignore_system_fonts=True,  # The same copy looks the same wherever it was made.
        sys_inputs={"paper": json.dumps(_as_data(doc, undrawn))},
        pdf_standards=["ua-1"] if accessible else [],
        timestamp=int(doc.made_at.timestamp()),
    )
    return made


def _finished(made: bytes, undrawn: AbstractSet[str], *, accessible: bool = True) -> Pdf:
    warnings = []
    if undrawn:
        warnings.append(f"{len(undrawn)} characters have no glyph and stand as code points")
    if not font_folders():
        warnings.append("Public Sans is not installed; the paper is set in Libertinus Serif")
    if not accessible:
        warnings.append("PDF/UA-1 was refused; the file is tagged but makes no such claim")
    return Pdf(made, hashlib.sha256(made).hexdigest(), tuple(warnings), accessible)


def _undrawn_in(diagnostic: str) -> set[str]:
    """The characters that Typst names in its complaint, escapes undone."""
    named = _UNDRAWN.findall(diagnostic) + _DISALLOWED.findall(diagnostic)
    characters = "".join(_ESCAPE.sub(lambda m: chr(int(m[1], 16)), name) for name in named)
    return {character for character in characters if not character.isascii()}


def font_folders() -> list[Path]:
    found = find_spec("fontpkg_public_sans")
    if found is None or not found.submodule_search_locations:
        return []
    return [Path(found.submodule_search_locations[0]) / "files"]


def _as_data(doc: Sheet, undrawn: AbstractSet[str]) -> dict[str, object]:
    """The whole paper as JSON's own types, dates in the reader's language."""
    locale = Locale.parse(doc.language, sep="-")
    data = _named(doc, locale, undrawn) | {"lang": locale.language, "region": locale.territory}
    return data | {"when": _when(doc, locale)} if isinstance(doc, Paper) else data


def _when(doc: Paper, locale: Locale) -> str:
    day = format_date(doc.starts_at, "full", locale)
    return f"{day}, {_hour(doc.starts_at, locale)} – {_hour(doc.ends_at, locale)}"


def _plain(value: object, locale: Locale, undrawn: AbstractSet[str]) -> object:
    match value:
        case str():
            plain: object = legible(value, undrawn)
        case datetime():
            hour = _hour(value, locale)
            plain = {"hour": hour, "moment": f"{format_date(value, 'medium', locale)}, {hour}"}
        case date():
            plain = format_date(value, "medium", locale)
        case tuple():
            plain = [_plain(each, locale, undrawn) for each in value]
        case Mapping():
            plain = {str(key): _plain(each, locale, undrawn) for key, each in value.items()}
        case None | int():
            plain = value
        case _:
            plain = _named(value, locale, undrawn) | {"leaves": isinstance(value, StepOut)}
    return plain


def _named(doc: Any, locale: Locale, undrawn: AbstractSet[str]) -> dict[str, object]:
    return {each.name: _plain(getattr(doc, each.name), locale, undrawn) for each in fields(doc)}


def _hour(moment: datetime, locale: Locale) -> str:
    # Babel parts hour and AM by a narrow space, which is hardly seen in print.
    return format_time(moment, "short", moment.tzinfo, locale).replace("\u202f", "\u00a0")
