"""A paper of a meeting as an answer: numbered, on the list of copies, named by number alone."""

from flask import make_response
from flask.typing import ResponseReturnValue

from safetynet.access import current_actor
from safetynet.meetings.models import Meeting, PaperKind
from safetynet.meetings.operations.closing import ForAnother, hand_out
from safetynet.meetings.pdf.render import Pdf


def download(
    meeting: Meeting, kind: PaperKind, serial: str, pdf: Pdf, to: ForAnother | None = None
) -> ResponseReturnValue:
    """Send a paper under a name that gives nothing away."""
    hand_out(meeting, current_actor(), kind, serial, pdf, to)
    response = make_response(pdf.bytes)
    response.mimetype = "application/pdf"
    response.headers.set(
        "Content-Disposition", "attachment", filename=f"{kind}-{meeting.number}.pdf"
    )
    return response
