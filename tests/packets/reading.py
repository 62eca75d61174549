"""How the tests read a finished packet."""

import io

from pypdf import PdfReader


def said_in(pdf: bytes) -> str:
    """Everything a reader finds, without spaces and the places where lines break."""
    found = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return "".join(found.replace("\u200b", "").split())
