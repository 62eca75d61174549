"""Where the bytes lie: one sealed file for each document, named by its random id."""

import os
import re
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import current_app
from sqlalchemy import event
from sqlalchemy.orm import Session

from safetynet.db import db
from safetynet.db.session import HouseSession
from safetynet.files.models import Document
from safetynet.vault import Opening, Place, TamperedError, Triple
from safetynet.vault.columns import current_opening
from safetynet.vault.stream import CHUNK

CONTENT = "documents.content"
"""The place to which a file is bound, as a column would be; what is sealed there never changes."""
SETTLED = 3600
"""Seconds after which a file that no row names is left over, and not still being saved."""

_GOING = "files that go with this commit"
_DRAFT = ".part"
_WHOLE = re.compile(r"[0-9a-f]{32}")
_OURS = re.compile(rf"{_WHOLE.pattern}(\.part)?")


class DamagedError(Exception):
    """A document's bytes are not there, or are not what was stored."""


def folder() -> Path:
    kept: Path = current_app.extensions["config"].files
    return kept


def path_of(document_id: UUID) -> Path:
    return folder() / document_id.hex


def store(document: Document, data: bytes) -> None:
    """Seal a file before its row is saved: a row never waits for its bytes.

    Raises OSError where the disk is full; then nothing of it is left.
    """
    path = path_of(document.id)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_suffix(_DRAFT)
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            with current_opening().seal_file(document.triple, _place(document), file) as sealing:
                sealing.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    _settle(path.parent)


def _settle(place: Path) -> None:
    """Let the name be on the disk too, before anybody is told that it was saved."""
    handle = os.open(place, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def content_of(document: Document) -> bytes:
    """Open a document, and note that it was read.

    All of it at once: only the end says that nothing was cut off. Raises DamagedError.
    """
    try:
        with path_of(document.id).open("rb") as file:
            opened = current_opening().open_file(document.triple, _place(document), file)
            return opened.readall()
    except (FileNotFoundError, TamperedError):
        raise DamagedError from None


def _place(document: Document) -> Place:
    return Place(CONTENT, document.id, 1)


def let_go(document: Document) -> None:
    """Take a document's bytes away as soon as what was decided about it is saved."""
    db.session.info.setdefault(_GOING, []).append(path_of(document.id))


@event.listens_for(HouseSession, "after_commit")
def _take_away(session: Session) -> None:
    for path in session.info.pop(_GOING, ()):
        # Whatever stays behind here is swept up at night.
        with suppress(OSError):
            path.unlink(missing_ok=True)


@event.listens_for(HouseSession, "after_soft_rollback")
def _keep(session: Session, _previous: Any) -> None:
    session.info.pop(_GOING, None)


@event.listens_for(Document, "after_delete")
def _goes_with_its_row(_mapper: Any, _connection: Any, document: Document) -> None:
    let_go(document)


def whole_files(place: Path) -> list[Path]:
    """Return every sealed file that lies in a folder, by name; other things are not ours."""
    found = place.iterdir() if place.is_dir() else ()
    return sorted(path for path in found if _WHOLE.fullmatch(path.name))


def is_whole(opening: Opening, triple: Triple, document_id: UUID) -> bool:
    """Say whether a document's bytes are all there, as they were sealed."""
    try:
        with path_of(document_id).open("rb") as file:
            opened = opening.open_file(triple, Place(CONTENT, document_id, 1), file)
            while opened.read(CHUNK):
                pass
    except (FileNotFoundError, TamperedError):
        return False
    return True


def left_over(standing: Iterable[UUID]) -> Iterator[Path]:
    """Yield what no standing document names and nobody is saving any more."""
    named = {one.hex for one in standing}
    # The disk's own time: files do not know on which day a demonstration stands.
    settled = time.time() - SETTLED  # noqa: TID251
    if not folder().is_dir():
        return
    for path in folder().iterdir():
        is_ours = _OURS.fullmatch(path.name) and path.name not in named
        if is_ours and path.stat().st_mtime < settled:
            yield path
