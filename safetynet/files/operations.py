"""Adding a document, and removing one."""

from dataclasses import dataclass
from uuid import UUID

from flask import current_app

from safetynet import clock
from safetynet.access import Actor
from safetynet.agencies import agency_with
from safetynet.cases import Case
from safetynet.db import db
from safetynet.files import scanning, storage
from safetynet.files.cleaning import cleaned
from safetynet.files.formats import PICTURES
from safetynet.files.models import CATEGORY_OF, Document, DocumentKind, may_keep
from safetynet.files.refusing import Refusal, RefusedError
from safetynet.sharing import Release
from safetynet.vault import NOBODY


class CaseFileError(Exception):
    """A paper of a juvenile case file: neither the law nor an order lets this agency hold it."""


class PictureError(Exception):
    """A picture of which nobody said that it has to be kept (CR-24)."""


NOT_STORED = (RefusedError, CaseFileError, PictureError)
"""Why nothing was stored, each for its field of the form."""


@dataclass(frozen=True, repr=False)
class Sent:
    """What somebody sends, as it was sent."""

    kind: DocumentKind
    title: str
    data: bytes
    court_order: str | None = None
    is_needed: bool = False
    """Said of a picture: no words would do."""


def add(sent: Sent, case: Case, by: Actor, release: Release | None = None) -> Document:
    """Store a document on a case file. Raises RefusedError, CaseFileError, PictureError."""
    document = _document(sent, by, case.survivor_id)
    document.case_id = case.id
    document.release_id = release.id if release else None
    return _stored(document, sent, by)


def add_with_referral(sent: Sent, referral_id: UUID, survivor_id: UUID, by: Actor) -> Document:
    """Store what a sender tells with a referral. Raises as `add` does."""
    document = _document(sent, by, survivor_id)
    document.referral_id = referral_id
    return _stored(document, sent, by)


def add_served(sent: Sent, process_id: UUID, survivor_id: UUID | None, by: Actor) -> Document:
    """Store a document with a request at the desk. Raises RefusedError, PictureError."""
    document = _document(sent, by, survivor_id or NOBODY)
    document.process_id = process_id
    return _stored(document, sent, by)


def _document(sent: Sent, by: Actor, survivor_id: UUID) -> Document:
    return Document(
        survivor_id=survivor_id,
        owner_id=by.agency_id,
        category=CATEGORY_OF[sent.kind],
        by_id=by.id,
        kind=sent.kind,
        title=sent.title,
        court_order=sent.court_order,
    )


def _stored(document: Document, sent: Sent, by: Actor) -> Document:
    if not may_keep(sent.kind, agency_with(by.agency_id), sent.court_order):
        raise CaseFileError
    config = current_app.extensions["config"]
    if len(sent.data) > config.file_mb << 20:
        raise RefusedError(Refusal.SIZE)
    # What was sent is scanned: what is stored is not the same any more.
    document.scan = scanning.scan(sent.data, config.clamav)
    kept = cleaned(sent.data)
    if kept.format in PICTURES and not sent.is_needed:
        raise PictureError
    document.format, document.size = kept.format, len(kept.data)
    storage.store(document, kept.data)
    db.session.add(document)
    return document


def remove(document: Document, reason: str, by: Actor) -> None:
    """Take the bytes away for good; that there was a document, and why it went, stays."""
    document.remove(by.id, reason, clock.now())
    storage.let_go(document)
