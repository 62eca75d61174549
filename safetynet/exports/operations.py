"""Asking for a copy, deciding, making its password, taking it, calling it back: each once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from safetynet import clock
from safetynet.access import Actor
from safetynet.audit import Result, Touch, who
from safetynet.bundles import Scope
from safetynet.cases import Case
from safetynet.db import Owned, db, is_genuine
from safetynet.exports.grants import Grant, grant_of
from safetynet.exports.held import held_rows, named, rows_to_copy
from safetynet.exports.models import (
    OPEN_FOR,
    SHOWN_FOR,
    Basis,
    Export,
    ExportWords,
    Format,
)
from safetynet.exports.paper import finished, made_of, pages_of
from safetynet.exports.passwords import new_password
from safetynet.exports.queries import words_of
from safetynet.exports.standing import Stop, is_over, lacks
from safetynet.meetings.paper import new_serial
from safetynet.meetings.pdf.render import Pdf
from safetynet.referrals import Referral
from safetynet.transfers.passphrases import new_passphrase
from safetynet.vault import Category


@dataclass(frozen=True, repr=False)
class Wish:
    """What somebody asks for, as it was typed."""

    grant: Grant
    purpose: str
    categories: frozenset[Category]
    format: Format
    language: str
    since: date | None = None
    until: date | None = None


class NothingError(Exception):
    """Not a row would be in it."""


class StoppedError(Exception):
    """It cannot be done now; `stop` says why."""

    def __init__(self, stop: Stop) -> None:
        super().__init__()
        self.stop = stop


def draft(of: Case | Referral, wish: Wish, actor: Actor) -> tuple[Export, Sequence[Owned]]:
    """Return the copy as it would be asked for, and its rows; nothing is saved.

    Raises NothingError.
    """
    kinds = wish.categories & wish.grant.kinds
    scope = Scope(actor.agency_id, of.survivor_id, kinds, wish.since, wish.until)
    rows = rows_to_copy(scope)
    if not rows:
        raise NothingError
    export = Export(
        agency_id=actor.agency_id,
        survivor_id=of.survivor_id,
        case_id=of.id if isinstance(of, Case) else None,
        referral_id=of.id if isinstance(of, Referral) else None,
        number=of.number,
        basis=wish.grant.basis,
        to_agency_id=wish.grant.to_agency_id,
        release_id=wish.grant.id if wish.grant.basis is Basis.RELEASE else None,
        disclosure_id=wish.grant.id if wish.grant.basis is Basis.LAW else None,
        categories=sorted(kinds),
        since=wish.since,
        until=wish.until,
        held=named(rows),
        format=wish.format,
        language=wish.language,
        downloads=0,
        requested_by_id=actor.id,
    )
    export.pages = pages_of(made_of(export, wish.grant, wish.purpose, rows))
    return export, rows


def ask(export: Export, wish: Wish) -> None:
    """Save what was drafted, for a second person to approve."""
    db.session.add(export)
    db.session.flush()
    db.session.add(
        ExportWords(
            export_id=export.id,
            survivor_id=export.survivor_id,
            owner_id=export.agency_id,
            purpose=wish.purpose,
        )
    )


def decline(export: Export, actor: Actor, now: datetime) -> None:
    """Raises DecidedError when somebody decided before."""
    export.decide(actor.id, now, approved=False)


def approve(export: Export, actor: Actor, now: datetime) -> None:
    """Be the second person: ask once more whether it may leave, and set it in type for its pages.

    Raises DecidedError when somebody decided before; StoppedError.
    """
    if stop := (Stop.FORGED if not is_genuine(export) else lacks(export)):
        raise StoppedError(stop)
    grant, purpose, rows = _grant(export), _words(export).purpose, held_rows(export)
    ends = now + OPEN_FOR
    if grant.last_day:
        ends = min(ends, clock.end_of(grant.last_day))
    export.decide(actor.id, now, approved=True)
    export.ends_at, export.serial = ends, new_serial()
    export.pages = pages_of(made_of(export, grant, purpose, rows))


def make_password(export: Export, now: datetime) -> None:
    """Make a new one: the next file opens with it, and the second person reads it for a while.

    Raises StoppedError.
    """
    check(export, now)
    words = _words(export)
    is_packet = export.format is Format.PACKET
    words.password = new_passphrase() if is_packet else new_password()
    words.shown_until = now + SHOWN_FOR


def check(export: Export, now: datetime) -> None:
    """Ask everything that must hold before it is taken; raises StoppedError."""
    if stop := is_over(export, now) or lacks(export):
        raise StoppedError(stop)


def take(export: Export, now: datetime) -> None:
    """Count a download: from now on it is a disclosure, and her accounting says so.

    Raises StoppedError.
    """
    check(export, now)
    if _words(export).password is None:
        raise StoppedError(Stop.NO_PASSWORD)
    grant, kinds = _grant(export), {row.category for row in held_rows(export)}
    export.count_download(now)
    db.session.flush()
    visit = who()
    visit.result = Result.DISCLOSED
    visit.note_basis(grant.ledger_word, grant.id)
    visit.changed += [
        Touch(
            table=Export.__tablename__,
            row=export.id,
            survivor=export.survivor_id,
            owner=export.agency_id,
            category=kind,
            effect=Result.DISCLOSED,
        )
        for kind in sorted(kinds)
    ]


@dataclass(frozen=True, repr=False)
class Leaving:
    """All that a file is made of, asked for once more as it leaves."""

    grant: Grant
    purpose: str
    password: str
    rows: Sequence[Owned]


def file_of(export: Export, now: datetime) -> Pdf:
    """Make the file of a download that was counted; raises StoppedError."""
    it = leaving(export, now)
    return finished(export, made_of(export, it.grant, it.purpose, it.rows), it.password)


def leaving(export: Export, now: datetime) -> Leaving:
    """Return what goes into the file of a download that was counted; raises StoppedError."""
    stop = is_over(export, now)
    if stop not in {None, Stop.TAKEN} or not export.is_being_taken(now):
        raise StoppedError(stop or Stop.TAKEN)
    if stop := lacks(export):
        raise StoppedError(stop)
    words = _words(export)
    if words.password is None:
        raise StoppedError(Stop.NO_PASSWORD)
    return Leaving(_grant(export), words.purpose, words.password, held_rows(export))


def recall(export: Export, actor: Actor, now: datetime) -> None:
    """Withdraw it, or call it back: nobody takes it any more; raises DecidedError."""
    export.recall(actor.id, now)
    if words := words_of(export.id):
        words.password, words.shown_until = None, None


def _grant(export: Export) -> Grant:
    grant = grant_of(export)
    if grant is None:
        raise StoppedError(Stop.BASIS_ENDED)
    return grant


def _words(export: Export) -> ExportWords:
    words = words_of(export.id)
    if words is None:
        raise StoppedError(Stop.CHANGED)
    return words
