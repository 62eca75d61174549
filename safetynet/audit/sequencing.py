"""A thread beside the requests that wakes the sequencer after something was written."""

import logging
import os
from enum import StrEnum
from threading import Event, Thread

from flask import Flask, current_app
from sqlalchemy.exc import SQLAlchemyError

from safetynet.audit.ledger import Ledger
from safetynet.audit.notary import Notary
from safetynet.audit.sequencer import Sequencer
from safetynet.audit.tree import BrokenTreeError
from safetynet.db import reading_engine, writing_engine
from safetynet.db.fairlock import WriteQueueFullError

GAP = 0.25
"""Seconds between an entry and its place: what comes meanwhile shares the checkpoint."""

LOOK_ANYWAY = 5.0
"""Seconds after which to look for entries that another process wrote."""

LONGEST_REST = 32.0
log = logging.getLogger(__name__)


class Halt(StrEnum):
    """What the log says."""

    TREE = "the tree over the ledger cannot grow"


class Sequencing(Thread):
    """Sequences while the process lives; daemon, because a kill may come at any moment."""

    def __init__(self, sequencer: Sequencer, written: Event) -> None:
        super().__init__(name="sequencer", daemon=True)
        self._sequencer, self._written = sequencer, written
        self._stopping = Event()
        self._failures = 0
        self.process = os.getpid()

    def run(self) -> None:
        while not self._stopping.is_set():
            self._written.wait(LOOK_ANYWAY)
            self._stopping.wait(self._rest)
            self._written.clear()
            self._try()

    def stop(self) -> None:
        """Give the last entries their places, and end. Returns when the thread has ended."""
        self._stopping.set()
        self._written.set()
        self.join()

    @property
    def _rest(self) -> float:
        return min(GAP * (1 << min(self._failures, 20)), LONGEST_REST)

    def _try(self) -> None:
        """Sequence; a dead database is asked again, less and less often, and says so once."""
        try:
            self._sequencer.sequence_now()
        except (SQLAlchemyError, OSError, WriteQueueFullError, BrokenTreeError) as error:
            if not self._failures:
                log.error(Halt.TREE, exc_info=error)
            self._failures += 1
        else:
            self._failures = 0


def the_sequencer() -> Sequencer:
    """Return the application's sequencer. Needs an application context."""
    found: Sequencer | None = current_app.extensions.get("sequencer")
    if found is None:
        notary: Notary = current_app.extensions["notary"]
        found = Sequencer(writing_engine(), reading_engine(), notary)
        current_app.extensions["sequencer"] = found
    return found


def start_sequencing() -> None:
    """Start the thread with the first request of a process; a child of fork() needs its own."""
    running: Sequencing | None = current_app.extensions.get("sequencing")
    if running is not None and running.process == os.getpid():
        return
    current_app.extensions.pop("sequencer", None)
    ledger: Ledger = current_app.extensions["ledger"]
    current_app.extensions["sequencing"] = running = Sequencing(the_sequencer(), ledger.written)
    running.start()


def stop_sequencing(app: Flask) -> None:
    """End the thread, if one was started."""
    running: Sequencing | None = app.extensions.pop("sequencing", None)
    if running is not None:
        running.stop()
