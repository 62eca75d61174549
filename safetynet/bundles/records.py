"""How one row stands on the paper that leaves: a heading, a day, and its sealed words."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import format_date
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from safetynet import clock
from safetynet.alerts import ALERT_WORDS
from safetynet.db import Owned
from safetynet.events.words import ACCOUNT_WORDS, DUTY_WORDS, EVENT_WORDS
from safetynet.files import Document
from safetynet.files.words import FORMAT_WORDS
from safetynet.files.words import KIND_WORDS as DOCUMENT_WORDS
from safetynet.indicators.words import (
    BAND_WORDS,
    SETTING_WORDS,
    SIGN_WORDS,
    SOURCE_WORDS,
    TOOL_WORDS,
)
from safetynet.notes.words import NOTE_WORDS
from safetynet.referrals.words import (
    ABOUT_WORDS,
    CONTROL_WORDS,
    EXPLOITED_WORDS,
    LIVES_WITH_WORDS,
    RECRUITMENT_WORDS,
    RISK_WORDS,
    TRAFFICKING_WORDS,
    TRANSFER_REASON_WORDS,
    WHERE_WORDS,
    WORRY_WORDS,
    circumstance_said,
)
from safetynet.survivors.words import NAME_WORDS, PARTICULAR_WORDS
from safetynet.vault import Category
from safetynet.vault.columns import lazy_attributes

TABLES: Mapping[str, Any] = {
    "addresses": _l("Address"),
    "alerts_told": _l("Who knows of a safety alert"),
    "arrival_words": _l("Where a transfer came from"),
    "birth_dates": _l("Date of birth"),
    "contact_attempts": _l("Attempt to make contact"),
    "disclosure_terms": _l("Told under a law"),
    "documents": _l("Document"),
    "events": _l("Event"),
    "exploitation_accounts": _l("Account of exploitation"),
    "goal_needs": _l("Need in a plan"),
    "goal_words": _l("Goal"),
    "linkage_notes": _l("Note on a service"),
    "limits_told": _l("Told the limits of confidentiality"),
    "missing_duties": _l("What was done as she or he was missing"),
    "names": _l("Name"),
    "notes": _l("Note"),
    "particulars": _l("About the young person"),
    "persons_of_concern": _l("Person of concern"),
    "plan_earlier_words": _l("What a plan said before"),
    "plan_step_updates": _l("Update of a plan’s step"),
    "plan_step_words": _l("Step of a plan"),
    "plan_version_words": _l("Why a plan came back"),
    "referral_circumstances": _l("Circumstance in a referral"),
    "referral_clock_words": _l("What was written about a clock"),
    "referral_concerns": _l("Concern in a referral"),
    "referral_remarks": _l("Remark on a referral"),
    "referral_risks": _l("Danger in a referral"),
    "referral_voices": _l("What the young person says"),
    "release_terms": _l("Terms of a release"),
    "research_kept": _l("Research before a review, withheld"),
    "research_shared": _l("Research before a review"),
    "return_accounts": _l("What was told after coming back"),
    "review_answers": _l("Answer in a review"),
    "review_request_words": _l("Why a review was asked for"),
    "safe_contacts": _l("Safe contact"),
    "safety_alerts": _l("Safety alert"),
    "score_evidence": _l("What a score rests on"),
    "screening_results": _l("Screening result (no legal evidence that trafficking occurred)"),
    "safety_lines": _l("Line of a safety plan"),
    "task_updates": _l("Word on a task"),
    "transferred_records": _l("Record of another county"),
    "wishes": _l("Wishes of the young person"),
    "words_as_sent": _l("A referral as it was sent"),
}
"""Everything of an agency's own that can be produced; a test misses what a new room forgets."""

FIELDS: Mapping[str, Any] = {
    "about": _l("What it is about"),
    "afraid_of": _l("Afraid of"),
    "alone_because": _l("Alone, because"),
    "band": _l("Result of the instrument"),
    "best_times": _l("Best times"),
    "born": _l("Date of birth"),
    "cells": _l("Cells of the workbook"),
    "contact": _l("Whom to talk to"),
    "controls": _l("Means of control"),
    "county": _l("County"),
    "court_order": _l("Number of the court’s order"),
    "custody": _l("Custody, parole, probation"),
    "decided_by": _l("Decided by"),
    "exploited": _l("Kind"),
    "facts": _l("Facts"),
    "iso": _l("Day"),
    "judge": _l("Judge"),
    "known": _l("What is known"),
    "known_from": _l("How the sender knows"),
    "learnt_from": _l("How the agency learnt of it"),
    "lives_with": _l("Do they live together?"),
    "moved": _l("Moved between cities"),
    "name": _l("Name"),
    "not_shared": _l("What will not be shared"),
    "not_to_know": _l("Must not know"),
    "opinion": _l("Opinion"),
    "orders": _l("Court orders"),
    "overridden": _l("The screener holds for right"),
    "override_reason": _l("Why another result is right"),
    "paper_reference": _l("Paper"),
    "parts": _l("Name"),
    "person": _l("Who answers"),
    "place": _l("Where an appointment is"),
    "places": _l("Where"),
    "purpose": _l("What for"),
    "reason": _l("Reason"),
    "receipt": _l("Receipt"),
    "recruitment": _l("How it began"),
    "reference": _l("Number of the order or report, or paragraph of the law"),
    "relation": _l("Relation"),
    "removal_reason": _l("Why it is removed"),
    "report_number": _l("Number of the report"),
    "risks": _l("Dangers"),
    "risks_discussed": _l("Risks and benefits"),
    "safe_people": _l("Safe people"),
    "say": _l("What to say"),
    "sender": _l("Sender"),
    "screener": _l("Who screened?"),
    "sender_reach": _l("How to reach the sender"),
    "sender_role": _l("Role of the sender"),
    "setting": _l("Where"),
    "signer_names": _l("Names"),
    "signs": _l("Public signs"),
    "sources": _l("Rests on"),
    "status": _l("Trafficking"),
    "text": _l("Words"),
    "title": _l("What it is"),
    "transfer_reason": _l("Why it was transferred"),
    "told_to": _l("Told to"),
    "tool": _l("Instrument"),
    "tool_name": _l("What is it called?"),
    "tool_version": _l("Version"),
    "totals": _l("Totals of its groups"),
    "unsafe_people": _l("Unsafe people"),
    "value": _l("Number or address"),
    "wants": _l("What she or he wants"),
    "weapons": _l("Weapons"),
    "why_late": _l("Why it came late"),
    "why_not_told": _l("Why not told"),
    "withheld": _l("Kept back"),
    "withheld_because": _l("Kept back because"),
    "words": _l("In words"),
    "worries": _l("Signs"),
}

_CODES: Mapping[str, Mapping[Any, Any]] = {
    "about": ABOUT_WORDS,
    "band": BAND_WORDS,
    "controls": CONTROL_WORDS,
    "exploited": EXPLOITED_WORDS,
    "lives_with": LIVES_WITH_WORDS,
    "overridden": BAND_WORDS,
    "places": WHERE_WORDS,
    "recruitment": RECRUITMENT_WORDS,
    "risks": RISK_WORDS,
    "setting": SETTING_WORDS,
    "signs": SIGN_WORDS,
    "sources": SOURCE_WORDS,
    "status": TRAFFICKING_WORDS,
    "transfer_reason": TRANSFER_REASON_WORDS,
    "tool": TOOL_WORDS,
    "worries": WORRY_WORDS,
}

_INSTEAD: Mapping[str, Callable[[Any], str]] = {
    "names.parts": lambda row: str(row.display),
    "referral_circumstances.text": lambda row: circumstance_said(row.about, row.text),
    "words_as_sent.cells": lambda row: str(row.display),
    "safe_contacts.value": lambda row: row.number or "",
}
"""Where the stored text is no reading matter, or a number that nobody may use any more."""

_KINDS: Mapping[str, Mapping[Any, Any]] = {
    "documents": DOCUMENT_WORDS,
    "events": EVENT_WORDS,
    "missing_duties": DUTY_WORDS,
    "names": NAME_WORDS,
    "notes": NOTE_WORDS,
    "particulars": PARTICULAR_WORDS,
    "return_accounts": ACCOUNT_WORDS,
    "safety_alerts": ALERT_WORDS,
}
"""Tables whose rows are of several kinds, and the words for them."""

_DAYS: Mapping[str, Callable[[Any], date]] = {
    "events": lambda row: row.day,
    "missing_duties": lambda row: clock.day_of(row.done_at),
    "notes": lambda row: clock.day_of(row.occurred_at),
    "transferred_records": lambda row: row.written_on,
    "screening_results": lambda row: row.screened_on,
}
"""Rows that tell of a day other than the one on which they were written."""


@dataclass(frozen=True, repr=False)
class Said:
    term: str
    text: str


@dataclass(frozen=True, repr=False)
class Entry:
    """One row, in words."""

    heading: str
    day: date
    said: tuple[Said, ...]


@dataclass(frozen=True, repr=False)
class Part:
    """All of one kind of content."""

    heading: str
    entries: tuple[Entry, ...]


def parts_of(rows: Iterable[Owned], words: Mapping[Category, Any]) -> tuple[Part, ...]:
    """Open the rows and return them by kind of content, each in the order of writing."""
    by_kind: dict[Category, list[Entry]] = {}
    for row in rows:
        by_kind.setdefault(row.category, []).append(entry_of(row))
    return tuple(
        Part(str(words[kind]), tuple(entries)) for kind, entries in sorted(by_kind.items())
    )


def entry_of(row: Owned) -> Entry:
    """Open one row, and return it in words."""
    said = ((FIELDS[name], _text(row, name)) for name in lazy_attributes(type(row)))
    return Entry(
        heading=str(TABLES[row.__tablename__]),
        day=clock.day_of(row.created_at),
        said=tuple(Said(str(term), text) for term, text in (*_plain(row), *said) if text),
    )


def _plain(row: Any) -> Iterator[tuple[Any, str]]:
    """Yield what is no sealed text and still belongs to the record."""
    table = row.__tablename__
    if table in _KINDS:
        yield _l("What kind"), str(_KINDS[table][row.kind])
    if table in _DAYS:
        yield _l("Happened on"), format_date(_DAYS[table](row), "medium")
    if isinstance(row, Document):
        words = _("%(format)s, handed over beside this paper", format=FORMAT_WORDS[row.format])
        yield _l("File"), words


def _text(row: Owned, name: str) -> str:
    if instead := _INSTEAD.get(f"{row.__tablename__}.{name}"):
        return instead(row)
    text = getattr(row, name) or ""
    if (words := _CODES.get(name)) is None:
        return str(text)
    known = {str(code): word for code, word in words.items()}
    return ", ".join(str(known.get(code, code)) for code in text.split(",") if code)
