"""What lies on the disk: whole or not at all, and whatever happens to it is noticed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from safetynet.files import storage
from safetynet.files.commands import sweep_command
from tests.browser import Browser
from tests.cast import Cast
from tests.files.sending import files_of, folder_of, ids_of, send, stored
from tests.scenes import Scene

TEXT = b"line after line\n" * 20_000


def grown_old(path: Path) -> None:
    then = time.time() - storage.SETTLED - 60
    os.utime(path, (then, then))


def cut(path: Path) -> None:
    """Take the last chunk away: what is left is sealed well."""
    sealed = path.read_bytes()
    path.write_bytes(sealed[: len(sealed) - len(sealed) % (64 * 1024) or -1])


def change(path: Path) -> None:
    sealed = bytearray(path.read_bytes())
    sealed[len(sealed) // 2] ^= 1
    path.write_bytes(sealed)


@pytest.mark.parametrize("harm", [cut, change, Path.unlink])
def test_what_is_not_as_it_was_saved_is_not_shown(
    app: Flask, browser: Browser, cast: Cast, scene: Scene, harm: Callable[[Path], Any]
) -> None:
    browser.as_(cast.advocate)
    at = stored(browser, scene, TEXT)
    [file] = files_of(app)
    harm(file)
    for part in ("file", "look"):
        answer = browser.get(f"{at}/{part}")
        assert answer.status_code == 500
        assert "a backup has it as it was" in answer.text
        assert "line after line" not in answer.text


def test_a_file_put_in_anothers_place_opens_nowhere(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    browser.as_(cast.advocate)
    first = stored(browser, scene, b"of one")
    stored(browser, scene, b"of another")
    one, other = (storage_path(app, one) for one in ids_of(app))
    one.write_bytes(other.read_bytes())
    assert browser.get(f"{first}/file").status_code == 500


def storage_path(app: Flask, identity: Any) -> Path:
    return folder_of(app) / str(identity.hex)


def test_where_the_disk_is_full_nothing_is_left(
    app: Flask, browser: Browser, cast: Cast, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser.as_(cast.advocate)

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(storage.os, "fsync", full)  # type: ignore[attr-defined]
        answer = send(browser, scene, TEXT)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert (files_of(app), ids_of(app)) == ([], [])
    stored(browser, scene, TEXT)


def test_what_was_not_saved_in_the_end_is_swept_up(
    app: Flask, browser: Browser, cast: Cast, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser.as_(cast.advocate)
    stored(browser, scene, b"kept")
    [kept] = files_of(app)

    def broken(*_: Any) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(storage, "_settle", broken)
        assert send(browser, scene, b"lost").status_code == 503
    begun = kept.with_suffix(".part")
    begun.write_bytes(b"begun")
    strange = folder_of(app) / "not-ours"
    strange.write_bytes(b"somebody's")
    runner = app.test_cli_runner()
    # What is young may still be on its way.
    assert runner.invoke(sweep_command).exit_code == 0
    assert len(files_of(app)) == 4
    for path in files_of(app):
        grown_old(path)
    done = runner.invoke(sweep_command)
    assert done.exit_code == 0, done.output
    assert files_of(app) == sorted([kept, strange])
    kept.unlink()
    missing = runner.invoke(sweep_command)
    assert missing.exit_code == 1
    assert "1 documents have no file" in missing.output


def test_a_name_appears_only_when_all_is_written(tmp_path: Path) -> None:
    """Kill a process amid sealing: the draft may be there, and never the file."""
    script = (
        "import os, sys, time\n"
        "from types import SimpleNamespace\n"
        "from uuid import UUID\n"
        "from safetynet.files import storage\n"
        "class Slow:\n"
        "    def __enter__(self): return self\n"
        "    def __exit__(self, *_): pass\n"
        "    def write(self, data):\n"
        "        print('writing', flush=True)\n"
        "        time.sleep(60)\n"
        f"storage.folder = lambda: __import__('pathlib').Path({str(tmp_path)!r})\n"
        "storage.current_opening = lambda: SimpleNamespace(seal_file=lambda *_: Slow())\n"
        "storage.store(SimpleNamespace(id=UUID(int=7), triple=None), b'x')\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]
    ) as killed:
        assert killed.stdout
        assert killed.stdout.readline() == b"writing\n"
        killed.send_signal(signal.SIGKILL)
    assert [path.suffix for path in tmp_path.iterdir()] == [".part"]
