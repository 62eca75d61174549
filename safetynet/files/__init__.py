"""Files: uploads, sealed in chunks."""

from safetynet.files import policy as policy
from safetynet.files.models import Document, DocumentKind
from safetynet.files.queries import on_the_case_file, papers_of, served_with

__all__ = [
    "Document",
    "DocumentKind",
    "on_the_case_file",
    "papers_of",
    "served_with",
]
