"""How the tests read a finished paper."""

import io
import re
import shutil
import subprocess
from typing import Any

import pytest
from pypdf import PdfReader

from safetynet.meetings.pdf.render import Pdf


def words(pdf: Pdf) -> str:
    """Everything a reader finds, without the places where lines break."""
    found = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf.bytes)).pages)
    return "".join(found.replace("\u200b", "").split())


def catalog(pdf: Pdf) -> Any:
    return PdfReader(io.BytesIO(pdf.bytes)).root_object


def squeezed(text: str) -> str:
    return "".join(text.split())


def holds(pdf: Pdf, *texts: str) -> None:
    found = words(pdf)
    assert [text for text in texts if squeezed(text) not in found] == []


def widest(pdf: Pdf) -> float:
    """How far right any word reaches, in points from the left edge."""
    return max(
        float(right) for right in re.findall(r'xMax="([\d.]+)"', told_by_poppler(pdf, "-bbox"))
    )


def told_by_poppler(pdf: Pdf, *options: str) -> str:
    tool = shutil.which("pdftotext")
    if tool is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    out = subprocess.run(
        [tool, *options, "-", "-"], input=pdf.bytes, capture_output=True, check=True
    )
    return out.stdout.decode()
