"""A real server on a real file system that runs full: 503 until there is room, then as before."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest

from safetynet.access import job
from safetynet.audit.verify import verify
from safetynet.db import reading_engine
from safetynet.notes.models import Note
from tests.browser import rows
from tests.conftest import close
from tests.house.serving import Client, built, signed_in
from tests.scenes import NAME

SIZE = "192m"
SOON = 5.0
"""Seconds after which the server works again, by itself."""


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own for one installation."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)]
    if os.geteuid() or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("only root may make a small file system to fill")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextmanager
def full(folder: Path) -> Iterator[None]:
    """Leave no byte of room."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (1 << 20, 4096, 1):
            try:
                while file.write(bytes(size)):
                    pass
            except OSError:
                continue
    yield
    filler.unlink()


def test_it_is_503_until_there_is_room(small_disk: Path, database: str) -> None:
    """Database, ledger's journal, log and keyring all lie on it; what was answered is there."""
    if database == "postgresql":
        pytest.skip("PostgreSQL lies elsewhere; test_database_in_trouble.py has its refusals")
    site = built(small_disk, {})
    client = signed_in(site, site.start())[0]
    client.save(2)
    with full(small_disk):
        # What was written may still fit into pages that the file has.
        end = time.monotonic() + 60
        while client.ask(f"/cases/{client.case}")[0] == 200:
            assert time.monotonic() < end, "the disk was never full"
        for path in (f"/cases/{client.case}", "/", "/cases"):
            status, _, page = client.ask(path)
            assert status == 503
            assert page.rstrip().endswith("</html>") and NAME not in page
        assert note(client)[0] == 503
        assert client.ask("/healthz")[0] == 200
        assert client.ask("/readyz")[0] == 503
    over = time.monotonic()
    while client.ask(f"/cases/{client.case}")[0] != 200:
        assert time.monotonic() - over < SOON
    client.save(1)
    site.kill()
    with site.app.app_context():
        known = site.app.extensions
        found = verify(reading_engine(), known["ledger"], notary=known["notary"], rows=True)
        with job("test: look"):
            kept = {row.id for row in rows(Note)}
        close(site.app)
    assert len(client.acknowledged) == 3 and set(client.acknowledged) <= kept
    assert [finding.sentence for finding in found.findings] == []


def note(client: Client) -> tuple[int, str, str]:
    said = {"text": "Met her.", "occurred_at": "2020-01-01T10:00", "category": client.category}
    path = f"/cases/{client.case}/notes"
    return client.ask(path, **said, kind="contact", form_key=str(uuid4()))
