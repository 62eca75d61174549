"""A paper as an answer: an export on the ledger, under a name that gives nothing away."""

from hashlib import sha256

from flask import Response, make_response

from safetynet.audit import Result, who
from safetynet.meetings.pdf.render import Pdf

PAPER = "paper"
"""What the ledger's entry calls it, before its serial."""


def handed_over(pdf: Pdf, serial: str, name: str) -> Response:
    """Return the paper as a download; the visit's entry names its serial and commits to its bytes.

    `name` is the file's: a number at most, never a person's.
    """
    response = _exported(pdf.bytes, pdf.sha256, serial, f"{name}.pdf")
    response.mimetype = "application/pdf"
    return response


def handed_over_file(content: bytes, serial: str, file_name: str) -> Response:
    """Do the same for a file of another kind, which no browser opens by itself."""
    response = _exported(content, sha256(content).hexdigest(), serial, file_name)
    response.mimetype = "application/octet-stream"
    return response


def _exported(content: bytes, digest: str, serial: str, file_name: str) -> Response:
    visit = who()
    visit.result, visit.detail_hash = Result.EXPORTED, bytes.fromhex(digest)
    visit.note_basis(f"{PAPER} {serial}")
    response = make_response(content)
    response.headers.set("Content-Disposition", "attachment", filename=file_name)
    return response
