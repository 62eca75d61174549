"""How pages speak of documents."""

from flask_babel import lazy_gettext as _l

from safetynet.files.formats import Format
from safetynet.files.models import DocumentKind, Scan

KIND_WORDS = {
    DocumentKind.SIGNED_RELEASE: _l("Signed release"),
    DocumentKind.COURT_ORDER: _l("Court order"),
    DocumentKind.JUVENILE_CASE_FILE: _l("Out of a juvenile case file (WIC 827)"),
    DocumentKind.SAFETY_PLAN: _l("Safety plan that she or he signed"),
    DocumentKind.IDENTITY: _l("Birth certificate or other paper of identity"),
    DocumentKind.MEDICAL: _l("Medical"),
    DocumentKind.MENTAL_HEALTH: _l("Mental health"),
    DocumentKind.SUBSTANCE_USE: _l("Substance use treatment"),
    DocumentKind.REPRODUCTIVE_HIV: _l("Reproductive health and HIV"),
    DocumentKind.SCHOOL: _l("School"),
    DocumentKind.CHILD_WELFARE: _l("Child welfare"),
    DocumentKind.REFERRAL: _l("Letter or report that belongs to the referral"),
    DocumentKind.OTHER: _l("Something else"),
    DocumentKind.SERVED: _l("Legal process"),
}

_ELSEWHERE = frozenset({DocumentKind.SERVED, DocumentKind.REFERRAL})
ON_A_CASE_FILE = {kind: words for kind, words in KIND_WORDS.items() if kind not in _ELSEWHERE}

WITH_A_REFERRAL = {
    kind: KIND_WORDS[kind]
    for kind in (
        DocumentKind.REFERRAL,
        DocumentKind.IDENTITY,
        DocumentKind.COURT_ORDER,
        DocumentKind.JUVENILE_CASE_FILE,
        DocumentKind.CHILD_WELFARE,
        DocumentKind.SCHOOL,
    )
}
"""Of kinds of content that a referral may carry; what is medical is added to the case."""

FORMAT_WORDS = {
    Format.PDF: "PDF",
    Format.DOCX: "Word",
    Format.XLSX: "Excel",
    Format.PNG: "PNG",
    Format.JPG: "JPEG",
    Format.TXT: _l("Text"),
}

SCAN_WORDS = {
    Scan.NOT_SCANNED: _l("Not scanned for viruses"),
    Scan.NOTHING_FOUND: _l("The virus scanner found nothing in it"),
}
