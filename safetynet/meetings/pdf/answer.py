"""A paper as an answer: an export on the ledger, under a name that gives nothing away."""

from flask import Response, make_response

from safetynet.audit import Result, who
from safetynet.meetings.pdf.render import Pdf

PAPER = "paper"
"""What the ledger's entry calls it, before its serial."""


def handed_over(pdf: Pdf, serial: str, name: str) -> Response:
    """Return the paper as a download; the visit's entry names its serial and commits to its bytes.

    `name` is the file's: a number at most, never a person's.
    """
    visit = who()
    visit.result, visit.detail_hash = Result.EXPORTED, bytes.fromhex(pdf.sha256)
    visit.note_basis(f"{PAPER} {serial}")
    response = make_response(pdf.bytes)
    response.mimetype = "application/pdf"
    response.headers.set("Content-Disposition", "attachment", filename=f"{name}.pdf")
    return response
