"""Work outside the door: a named job, on the ledger like everybody else."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from uuid import UUID

from safetynet.access.actor import Actor
from safetynet.access.guard import admitted_as
from safetynet.access.last_looks import look_once_more
from safetynet.access.walls import letting_go
from safetynet.audit import (
    HOUSE,
    Result,
    Visit,
    acting,
    keep_changes,
    keep_visit,
    visit_now,
)
from safetynet.db import db, only_looking
from safetynet.vault import opened_by, vault


@contextmanager
def looking_as(actor: Actor, what: str) -> Iterator[None]:
    """Look through somebody's walls on the house's behalf; nothing sealed opens, nothing stays."""
    visit = Visit(HOUSE, f"job:{what}", is_job=True)
    with acting(visit), admitted_as(actor), only_looking():
        try:
            yield
        finally:
            db.session.rollback()
            db.session.expunge_all()


class UnfinishedChangesError(Exception):
    """A job began amid somebody's unsaved changes, and would have saved them in its own name."""


class Job:
    """A running job; `save()` commits what it did so far under an entry of its own."""

    def __init__(self, visit: Visit) -> None:
        self._visit = visit

    def save(self, result: Result = Result.CHANGED) -> bool:
        """Commit with an entry, if anything changed; the next changes get the next entry."""
        db.session.flush()
        if not self._visit.changed:
            return False
        look_once_more(self._visit)
        keep_changes(self._visit, result)
        self._visit.changed.clear()
        self._visit.opened.clear()
        return True


@contextmanager
def job(name: str, actor_id: UUID = HOUSE, result: Result | None = None) -> Iterator[Job]:
    """Run as a named job with the walls down; commits at the end, or nothing at all.

    Needs an application context. `result` names what it was where that is more than a change.
    """
    outer = visit_now()
    if outer and (outer.changed or any((db.session.new, db.session.dirty, db.session.deleted))):
        raise UnfinishedChangesError
    visit = Visit(actor_id, f"job:{name}", is_job=True, walls_are_down=True, result=result)

    with ExitStack() as stack:
        stack.enter_context(acting(visit))
        stack.enter_context(admitted_as(None))
        stack.enter_context(
            opened_by(vault().keyring.opening(lambda _triple: True, visit.note_opened))
        )
        if outer:
            stack.enter_context(letting_go())
        running = Job(visit)
        try:
            yield running
            # What a scan opened stands among the bases alone.
            if not running.save() and (visit.opened or visit.bases or result):
                keep_visit(visit, result or Result.OPENED)
        finally:
            db.session.rollback()
