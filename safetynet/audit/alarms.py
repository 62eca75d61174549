"""An alarm is on the ledger too, where the privacy officer sees it among the refusals."""

import logging
from uuid import UUID

from flask import Flask, Response, g

from safetynet.audit.acting import HOUSE
from safetynet.audit.entry import NOBODY, Draft, Result, Touch
from safetynet.audit.ledger import LedgerUnavailableError
from safetynet.audit.recording import keep_draft
from safetynet.db import tell_of_forgeries

ALARM = "job:row without a valid MAC"
"""What such an entry is for, in place of a permission."""

log = logging.getLogger(__name__)


@tell_of_forgeries
def note(table: str, row: UUID) -> None:
    """Remember it until the request ends: whoever meets a forged row is in the midst of reading."""
    touch = Touch(table, row, NOBODY, NOBODY, "", Result.REFUSED)
    g.setdefault("alarms", []).append(touch)


def write_down(response: Response) -> Response:
    """Keep this request's alarms, in one entry of the house's own, before the answer leaves."""
    if touches := g.pop("alarms", None):
        draft = Draft(
            actor=HOUSE,
            permission=ALARM,
            endpoint="",
            result=Result.REFUSED,
            touches=tuple(touches),
        )
        try:
            keep_draft(draft)
        except LedgerUnavailableError as error:
            # The log has it already; a forged row must not be a way to close the house.
            log.error("the ledger cannot be written", exc_info=error.__cause__ or error)
    return response


def init_app(app: Flask) -> None:
    app.after_request(write_down)
