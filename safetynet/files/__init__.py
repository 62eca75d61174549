"""Files: uploads, sealed in chunks."""

from safetynet.files import policy as policy
from safetynet.files.models import Document, DocumentKind
from safetynet.files.queries import (
    named_in,
    on_the_case_file,
    papers_of,
    served_with,
    with_referral,
)

__all__ = [
    "Document",
    "DocumentKind",
    "named_in",
    "on_the_case_file",
    "papers_of",
    "served_with",
    "with_referral",
]
