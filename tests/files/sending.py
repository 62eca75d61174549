"""Sending a document as whoever is signed in, and finding where it lies."""

import io
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import Flask
from werkzeug.test import TestResponse

from safetynet.access import job
from safetynet.files.models import Document
from tests.browser import Browser, rows
from tests.files import makers
from tests.scenes import Scene

TITLE = "Letter about Rosalind from the clinic"


def send(
    browser: Browser, scene: Scene, data: bytes = b"", name: str = "Rosalind.pdf", **typed: Any
) -> TestResponse:
    form = {"kind": "medical", "title": TITLE, "file": (io.BytesIO(data or makers.pdf()), name)}
    return browser.post(f"{scene.path}/documents", form | typed)


def stored(browser: Browser, scene: Scene, data: bytes = b"", **typed: Any) -> str:
    """Send a document and return its address."""
    answer = send(browser, scene, data, **typed)
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def folder_of(app: Flask) -> Path:
    folder: Path = app.extensions["config"].files
    return folder


def files_of(app: Flask) -> list[Path]:
    """Return what lies on the disk."""
    return sorted(folder_of(app).iterdir()) if folder_of(app).exists() else []


def ids_of(app: Flask) -> list[UUID]:
    """Return the ids of the documents that the database knows."""
    with app.app_context(), job("test: look"):
        return [document.id for document in rows(Document)]
