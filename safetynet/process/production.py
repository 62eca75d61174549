"""The paper that leaves: a cover that says its scope, and the records behind it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from flask_babel import format_date
from flask_babel import gettext as _

from safetynet.agencies import bylines, the_county
from safetynet.bundles import Part, Said, parts_of
from safetynet.db import Owned
from safetynet.meetings.paper import checkpoint
from safetynet.meetings.paper_labels import footer_labels, language_tag
from safetynet.meetings.pdf.document import FOOTER, Label, Sheet
from safetynet.meetings.pdf.render import Pdf, render
from safetynet.process.bundle import left_out
from safetynet.process.models import Basis, LegalProcess, Production, ServedPaper
from safetynet.process.words import BASIS_WORDS, KIND_WORDS, LEFT_OUT_WORDS
from safetynet.sharing.redisclosure import PART_2
from safetynet.sharing.words import CATEGORY_WORDS
from safetynet.vault import Category


class Word(StrEnum):
    """The fixed words of a paper of records, beside those in every footer."""

    HEADING = "heading"
    PAGES = "pages"
    LEFT_OUT = "left_out"
    WRITTEN = "written"


@dataclass(frozen=True, repr=False, kw_only=True)
class Bundle(Sheet):
    """Everything that stands on a paper of records, in the language of whoever it is for."""

    facts: tuple[Said, ...]
    left_out: tuple[Said, ...]
    parts: tuple[Part, ...]


def bundle_for(
    process: LegalProcess,
    paper: ServedPaper,
    production: Production,
    rows: Iterable[Owned],
    agency: str,
) -> Bundle:
    """Open the rows that were approved, and return them with their cover."""
    return Bundle(
        county=the_county().name,
        number=process.reference,
        title=agency,
        copy_for=paper.issuer.partition("\n")[0],
        serial=production.serial or "",
        language=language_tag(),
        notice=_notice(production),
        made_at=production.produced_at or production.created_at,
        checkpoint=checkpoint(),
        labels={
            **footer_labels(),
            Label.COPY_FOR: _("Produced to"),
            Word.HEADING: _("Records produced"),
            Word.PAGES: _("Pages, this one included"),
            Word.LEFT_OUT: _("What is left out"),
            Word.WRITTEN: _("written"),
        },
        facts=tuple(Said(term, text) for term, text in _facts(process, paper, production)),
        left_out=tuple(
            Said(str(LEFT_OUT_WORDS[why]), ", ".join(str(CATEGORY_WORDS[kind]) for kind in kinds))
            for why, kinds in left_out(production.kinds, production.basis).items()
        ),
        parts=parts_of(rows, CATEGORY_WORDS),
    )


def set_in_type(bundle: Bundle) -> Pdf:
    return render(bundle, "process/production.typ", (*Word, *FOOTER))


def _notice(production: Production) -> str:
    notice = _("Produced for this request alone. Do not use it for anything else or pass it on.")
    by_consent = production.basis in {Basis.RELEASE, Basis.OWN_REQUEST}
    if by_consent and Category.SUBSTANCE_USE in production.kinds:
        return f"{notice} {PART_2}"
    return str(notice)


def _facts(
    process: LegalProcess, paper: ServedPaper, production: Production
) -> Iterator[tuple[str, str]]:
    people = [one for one in (production.prepared_by_id, production.decided_by_id) if one]
    names = bylines(people)
    kinds = ", ".join(str(CATEGORY_WORDS[kind]) for kind in sorted(production.kinds))
    yield _("What was served"), str(KIND_WORDS[process.kind])
    if paper.issuer_reference:
        yield _("Your number"), paper.issuer_reference
    yield _("Served on"), format_date(process.served_on, "long")
    yield _("On what basis"), str(BASIS_WORDS[production.basis])
    yield _("Which kinds of content"), kinds
    if production.since:
        yield _("Written from"), format_date(production.since, "long")
    if production.until:
        yield _("Written until"), format_date(production.until, "long")
    yield _("Rows"), str(production.rows)
    yield _("Prepared by"), names[production.prepared_by_id]
    if production.decided_by_id:
        yield _("Approved by"), names[production.decided_by_id]
