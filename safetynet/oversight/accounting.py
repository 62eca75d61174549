"""The accounting of disclosures as a paper for the young person, on the screen and as PDF."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from flask_babel import format_date
from flask_babel import gettext as _

from safetynet import clock
from safetynet.access import Actor
from safetynet.agencies import bylines, members_by_id
from safetynet.cases import Record
from safetynet.exports import Basis
from safetynet.meetings.paper import copy_of
from safetynet.meetings.paper_labels import footer_labels
from safetynet.meetings.pdf.document import FOOTER, Label, Sheet
from safetynet.meetings.pdf.render import Pdf, render
from safetynet.oversight.disclosed import Disclosed, disclosed
from safetynet.oversight.grounds import Ground
from safetynet.oversight.plain import (
    ABOUT,
    GIVEN_TO,
    HEADING,
    NEVER,
    NOTICE,
    OWN_COPY,
    STOPPING,
    WHY_WORDS,
)
from safetynet.process import DISCLOSED_BY
from safetynet.sharing import RELEASE
from safetynet.sharing.plain import KIND_WORDS
from safetynet.vault import Category

LANGUAGES = ("en", "es")


class Word(StrEnum):
    """The fixed words of this paper, beside those in every footer."""

    HEADING = "heading"
    CASE = "case"
    MADE_ON = "made_on"
    WHAT = "what"
    FIRST = "first"
    LAST = "last"
    WHY = "why"
    NOBODY = "nobody"
    KEPT = "kept"
    KEPT_TODAY = "kept_today"
    NEVER = "never"
    STOP = "stop"


@dataclass(frozen=True, repr=False)
class Row:
    what: str
    first: date
    last: date
    why: str


@dataclass(frozen=True, repr=False)
class Recipient:
    name: str
    rows: tuple[Row, ...]
    not_opened: str
    """What it may see and has not opened, as a sentence; or empty."""


@dataclass(frozen=True, repr=False)
class Part:
    """What one agency's content came to."""

    heading: str
    recipients: tuple[Recipient, ...]
    kept: tuple[str, ...]
    """The kinds that nobody else can see."""


@dataclass(frozen=True, repr=False, kw_only=True)
class Accounting(Sheet):
    """Everything that stands on the paper, in the language of the request."""

    made_on: date
    about: tuple[str, ...]
    parts: tuple[Part, ...]
    stopping: tuple[str, ...]


def accounting_for(record: Record, actor: Actor, serial: str) -> Accounting:
    """Return the paper as this person may hand it over."""
    found = disclosed(record.survivor_id, actor)
    grounds = {ground for opened in found.opened.values() for ground in opened.grounds}
    explainers = {one.explained_by for one in grounds if one.explained_by}
    names = {one: member.name for one, member in members_by_id(explainers).items()}
    return Accounting(
        **copy_of(record.number, bylines([actor.id])[actor.id], serial),
        title="",
        notice=str(NOTICE),
        labels=_labels(),
        made_on=clock.today(),
        about=tuple(map(str, ABOUT)),
        parts=tuple(_part(found, owner, names) for owner in found.owners),
        stopping=tuple(map(str, STOPPING)),
    )


def set_in_type(paper: Accounting) -> Pdf:
    return render(paper, "oversight/accounting.typ", (*Word, *FOOTER))


def _labels() -> dict[str, str]:
    return {
        **footer_labels(),
        Label.COPY_FOR: _("Printed on %(day)s by", day=format_date(clock.today(), "medium")),
        Word.HEADING: str(HEADING),
        Word.CASE: _("Case"),
        Word.MADE_ON: _("Made on"),
        Word.WHAT: _("What it is about"),
        Word.FIRST: _("First time"),
        Word.LAST: _("Last time"),
        Word.WHY: _("Why they could"),
        Word.NOBODY: _("No one else has opened anything."),
        Word.KEPT: _("What is not shared"),
        Word.KEPT_TODAY: _("No other group can see this today:"),
        Word.NEVER: str(NEVER),
        Word.STOP: _("How to stop sharing"),
    }


def _part(found: Disclosed, owner: UUID, names: dict[UUID, str]) -> Part:
    agency = found.agencies[owner].name
    return Part(
        heading=_("What %(agency)s keeps about you", agency=agency),
        recipients=(*_outside(found, owner), *_agencies(found, owner, names)),
        kept=tuple(_begun(KIND_WORDS[kind]) for kind in found.kept_by(owner)),
    )


def _outside(found: Disclosed, owner: UUID) -> Iterator[Recipient]:
    """Say what left under legal process, who asked stays at the desk; and what she got herself."""
    left = (
        (GIVEN_TO, DISCLOSED_BY, found.given_of(owner)),
        (OWN_COPY, Basis.OWN_REQUEST, found.own_of(owner)),
    )
    for to, ground, given in left:
        why = str(WHY_WORDS[ground])
        rows = (Row(_begun(KIND_WORDS[kind]), day.first, day.last, why) for kind, day in given)
        if given:
            yield Recipient(str(to), tuple(rows), "")


def _agencies(found: Disclosed, owner: UUID, names: dict[UUID, str]) -> Iterator[Recipient]:
    for recipient in found.recipients_of(owner):
        yield Recipient(
            name=recipient.name,
            rows=tuple(
                Row(
                    _begun(KIND_WORDS[kind]),
                    opened.first,
                    opened.last,
                    _why(opened.grounds, names),
                )
                for kind, opened in found.opened_by(owner, recipient.id)
            ),
            not_opened=_not_opened(found.only_open_to(owner, recipient.id)),
        )


def _not_opened(kinds: list[Category]) -> str:
    if not kinds:
        return ""
    return str(_("They may also look at this, but have not: %(kinds)s.", kinds=_listed(kinds)))


def _why(grounds: Iterable[Ground], names: dict[UUID, str]) -> str:
    return " ".join(dict.fromkeys(_because(ground, names) for ground in grounds))


def _because(ground: Ground, names: dict[UUID, str]) -> str:
    if ground.kind != RELEASE or ground.last_day is None:
        return str(WHY_WORDS[ground.kind])
    day = format_date(ground.last_day, "long")
    said = _("You said yes, until %(day)s.", day=day)
    if ground.is_stopped:
        said = _("You said yes. You stopped it on %(day)s.", day=day)
    who = names.get(ground.explained_by) if ground.explained_by else None
    explained = _("%(who)s explained it to you.", who=who) if who else ""
    return f"{said} {explained}".rstrip()


def _listed(kinds: Iterable[Category]) -> str:
    return ", ".join(str(KIND_WORDS[kind]) for kind in kinds)


def _begun(words: object) -> str:
    said = str(words)
    return said[:1].upper() + said[1:]
