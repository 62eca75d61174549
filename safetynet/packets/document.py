"""What stands in a packet: values only, already narrowed to what its one reader may see."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from safetynet.meetings.pdf.document import AgendaDocument, Item, Paper


class Word(StrEnum):
    """The fixed words of a packet, beside those of an agenda."""

    PACKET = "packet"
    CODED = "coded"
    WHO = "who"
    WHY = "why"
    AT_THE_TABLE = "at_the_table"
    CLOSES = "closes"
    SHRED = "shred"
    SAY_ONLY = "say_only"
    SHARED_UNTIL = "shared_until"
    EXTRACT = "extract"
    AGREED_BY = "agreed_by"


class Part(StrEnum):
    """The parts of one young person's page, in the order in which they stand."""

    WISHES = "wishes"
    SAFETY = "safety"
    CHANGES = "changes"
    COURT = "court"
    DECIDED = "decided"
    TASKS = "tasks"
    PLAN = "plan"
    SCORES = "scores"
    LINKAGES = "linkages"
    RESEARCH = "research"
    BACKGROUND = "background"


HARD_TO_READ = frozenset({Part.BACKGROUND})
"""Narratives of harm: folded on a screen until somebody means to read them."""


@dataclass(frozen=True, repr=False)
class Line:
    """One thing that is said; `note` says by whom and when."""

    text: str
    note: str = ""


@dataclass(frozen=True, repr=False)
class Section:
    """One part of a page under its heading; `empty` stands where nothing may be said."""

    part: Part
    heading: str
    empty: str
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, repr=False, kw_only=True)
class CasePage:
    """One young person; `known_as` is empty where the reader may not know who it is."""

    case_number: str
    known_as: str
    kind: str
    presenter: str
    reason: str
    table: str
    starts_at: datetime
    minutes: int
    shared_until: datetime | None
    say_only: tuple[str, ...]
    sections: tuple[Section, ...]


@dataclass(frozen=True, repr=False, kw_only=True)
class PacketDocument(AgendaDocument):
    """Agenda and pages for one reader; `closes_at` is when it is to be gone."""

    closes_at: datetime
    pages: tuple[CasePage, ...] = ()


@dataclass(frozen=True, repr=False, kw_only=True)
class ExtractDocument(Paper):
    """What final minutes say of one young person, for one recipient to whom all owners agreed."""

    item: Item
    agreed_by: str
    finalised_at: datetime
    finalised_hash: str
