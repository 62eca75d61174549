"""The copy itself: a cover that says for whom and why, the records behind it, and their rows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256

from flask_babel import force_locale, format_date
from flask_babel import gettext as _

from safetynet import clock
from safetynet.agencies import agency_names, bylines, the_county
from safetynet.bundles import Said, parts_of
from safetynet.db import Owned
from safetynet.exports.grants import NEVER, OFFERED, Grant
from safetynet.exports.models import Export, Format
from safetynet.exports.passwords import under_password
from safetynet.exports.words import basis_said
from safetynet.meetings.paper import checkpoint
from safetynet.meetings.paper_labels import footer_labels, language_tag
from safetynet.meetings.pdf.document import FOOTER
from safetynet.meetings.pdf.pages import pages_in
from safetynet.meetings.pdf.render import Pdf, render
from safetynet.process.production import Bundle, Word
from safetynet.sharing import CATEGORY_WORDS
from safetynet.sharing.redisclosure import PART_2
from safetynet.sheets.refusing import MAX_CELL
from safetynet.sheets.writing import as_csv, as_workbook
from safetynet.vault import Category

NO_SERIAL = "0000-0000"
"""As long as a real one, so that a preview has as many pages."""


def made_of(export: Export, grant: Grant, purpose: str, rows: Sequence[Owned]) -> Bundle:
    """Open the rows, and return the paper in the language that was asked for."""
    with force_locale(export.language):
        return _paper(export, grant, purpose, rows)


def pages_of(paper: Bundle) -> int:
    return pages_in(_set_in_type(paper).bytes)


def finished(export: Export, paper: Bundle, password: str) -> Pdf:
    """Return the file that leaves: the paper under its password, with the rows inside it."""
    pdf = _set_in_type(paper)
    with force_locale(export.language):
        locked = under_password(pdf.bytes, password, dict(_inside(export, paper)))
    return replace(pdf, bytes=locked, sha256=sha256(locked).hexdigest())


def for_whom(export: Export) -> str:
    """Return the one recipient, as the watermark says it: never the young person's name."""
    if export.to_agency_id is None:
        return str(_("The young person of %(number)s", number=export.number))
    return agency_names()[export.to_agency_id]


def _set_in_type(paper: Bundle) -> Pdf:
    return render(paper, "exports/copy.typ", (*Word, *FOOTER))


def _paper(export: Export, grant: Grant, purpose: str, rows: Sequence[Owned]) -> Bundle:
    return Bundle(
        county=the_county().name,
        number=export.number,
        title=agency_names()[export.agency_id],
        copy_for=for_whom(export),
        serial=export.serial or NO_SERIAL,
        language=language_tag(),
        notice=notice_of(export),
        made_at=export.decided_at or clock.now(),
        checkpoint=checkpoint(),
        labels={
            **footer_labels(),
            Word.HEADING: _("Copy of records"),
            Word.PAGES: _("Pages, this one included"),
            Word.LEFT_OUT: _("What is left out"),
            Word.WRITTEN: _("written"),
        },
        facts=tuple(Said(term, text) for term, text in facts_of(export, grant, purpose)),
        left_out=tuple(Said(term, kinds) for term, kinds in left_out_of(export)),
        parts=parts_of(rows, CATEGORY_WORDS),
    )


def notice_of(export: Export) -> str:
    """Return what whoever holds it may not do with it."""
    notice = _("For this recipient and this purpose alone. Do not copy it or pass it on.")
    if export.to_agency_id is None:
        notice = _("This paper is about you. Keep it where only you can see it.")
    return f"{notice} {PART_2}" if Category.SUBSTANCE_USE in export.kinds else str(notice)


def facts_of(export: Export, grant: Grant, purpose: str) -> Iterator[tuple[str, str]]:
    """Yield what stands on the cover."""
    people = [one for one in (export.requested_by_id, export.decided_by_id) if one]
    names = bylines(people)
    yield _("For"), for_whom(export)
    yield _("What for"), purpose
    yield _("On what basis"), basis_said(export.basis, grant)
    if grant.last_day:
        yield _("Until, that day included"), format_date(grant.last_day, "long")
    yield _("Which kinds of content"), _listed(export.kinds)
    if export.since:
        yield _("Written from"), format_date(export.since, "long")
    if export.until:
        yield _("Written until"), format_date(export.until, "long")
    yield _("Rows"), str(len(export.held))
    yield _("Asked for by"), names[export.requested_by_id]
    yield _("Approved by"), names[export.decided_by_id] if export.decided_by_id else "–"


def left_out_of(export: Export) -> Iterator[tuple[str, str]]:
    """Say what a copy does not hold; never whether there is any."""
    never = (*sorted(NEVER), Category.TEAM_DISCUSSION)
    yield _("Never in a copy, whether or not there is any"), _listed(never)
    if not_chosen := [kind for kind in OFFERED if kind not in export.kinds]:
        yield _("Not chosen"), _listed(not_chosen)


def _listed(kinds: Iterable[Category]) -> str:
    return ", ".join(str(CATEGORY_WORDS[kind]) for kind in sorted(kinds))


def _inside(export: Export, paper: Bundle) -> Iterator[tuple[str, bytes]]:
    """Yield the rows as a file of their own, where they were asked for as one."""
    headings = (
        _("Copy for"),
        _("Serial"),
        _("Kind of content"),
        _("Record"),
        _("Written"),
        _("What"),
        _("Notice"),
        _("In words"),
    )
    rows = list(_lines(paper))
    if export.format is Format.WORKBOOK:
        yield f"{paper.serial}.xlsx", as_workbook(_("Records"), headings, rows)
    if export.format is Format.CSV:
        yield f"{paper.serial}.csv", as_csv([headings, *rows])


def _lines(paper: Bundle) -> Iterator[tuple[str, ...]]:
    """Yield a line for each thing that is said; one too long for a cell goes on in the next."""
    treated = str(CATEGORY_WORDS[Category.SUBSTANCE_USE])
    for part in paper.parts:
        notice = str(PART_2) if part.heading == treated else ""
        for entry in part.entries:
            about = (
                paper.copy_for,
                paper.serial,
                part.heading,
                entry.heading,
                entry.day.isoformat(),
            )
            for said in entry.said:
                for at in range(0, len(said.text), MAX_CELL - 1):
                    text = said.text[at : at + MAX_CELL - 1]
                    yield (*about, said.term, notice, text)
