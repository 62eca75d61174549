"""Whatever file somebody chooses: it is imported, or a sentence says why not; never an error."""

import html
import re
import resource
import subprocess
import sys
from functools import partial
from pathlib import Path
from time import monotonic, process_time
from typing import Any

import pytest
from flask import Flask

from safetynet import apart
from safetynet.access import job
from safetynet.referrals import Referral
from safetynet.referrals.imports import ImportBatch
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.referrals.by_process import importing
from tests.referrals.test_importing import field_values, upload

FOLDERS = (
    "xlsx", "csv", "xml", "hmis/fy2024_validation", "hmis/fy2024_bad_data", "hmis/fy2024_bom",
    "vocab/htcds",
)  # fmt: skip
WORKBOOKS = ("xlsx", "vocab/htcds")
SECONDS, MEGABYTES = 10, 512
ERROR = re.compile(r'class="(?:invalid-feedback|notice error)[^"]*"[^>]*>(.*?)</', re.DOTALL)


def files_in(shared: Path, folder: str) -> list[Path]:
    found = sorted(path for path in (shared / "data" / folder).rglob("*") if path.is_file())
    assert found
    return found


@pytest.mark.parametrize("folder", FOLDERS)
def test_in_the_browser(
    app: Flask,
    browser: Browser,
    cast: Cast,
    shared: Path,
    folder: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    log = tmp_path / "kilobytes"
    readers = Readers(log)
    monkeypatch.setattr(apart, "subprocess", readers)
    for path in files_in(shared, folder):
        begun = processor_seconds() + readers.spared
        said = through_the_pages(browser, cast, path)
        took = processor_seconds() + readers.spared - begun
        assert said, path
        assert took < SECONDS, (path, took)
    held = megabytes(log)
    assert len(held) > 0 or folder not in WORKBOOKS, "a reader was begun"
    assert max(held, default=0) < MEGABYTES
    with app.app_context(), job("test: look"):
        made = len(rows(Referral))
        assert made == sum(one.rows_done - one.rows_bad for one in rows(ImportBatch))


# What the system calls a process's peak counts its parent at the moment of its beginning, and
# this one has carried a whole suite: so a small one stands between.
BETWEEN = """
import os, resource, subprocess, sys
ended = subprocess.call(sys.argv[2:])
with open(sys.argv[1], "a") as log:
    print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=log)
if ended < 0:
    os.kill(os.getpid(), -ended)
sys.exit(ended)
"""


def counted(command: list[str], log: Path) -> list[str]:
    """Return a command that runs `command` and adds to `log` the kilobytes that it held at most."""
    return [sys.executable, "-I", "-S", "-c", BETWEEN, str(log), *command]


class Readers:
    """What `apart` needs of `subprocess`: writes down what each reader held, and asks none twice.

    Every page reads the file anew, and what a reader says follows from its bytes and words alone;
    what it worked counts each time.
    """

    TimeoutExpired = subprocess.TimeoutExpired

    def __init__(self, log: Path) -> None:
        self._log = log
        self._said: dict[tuple[object, ...], tuple[object, float]] = {}
        self.spared = 0.0
        """Seconds of a processor that readers would have worked once more."""

    def run(self, command: list[str], **how: Any) -> object:
        asked = (*command, how["input"])
        if asked in self._said:
            said, worked = self._said[asked]
            self.spared += worked
            return said
        begun = processor_seconds()
        said = partial(subprocess.run, counted(command, self._log))(**how)
        self._said[asked] = said, processor_seconds() - begun
        return said


def megabytes(log: Path) -> list[float]:
    """Return what each of the processes written in `log` held at most."""
    return [int(line) / 1024 for line in log.read_text().split()] if log.exists() else []


def processor_seconds() -> float:
    """Return what this process and its readers worked so far: others use the machine too."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return process_time() + used.ru_utime + used.ru_stime


def through_the_pages(browser: Browser, cast: Cast, path: Path) -> str:
    """Take a file as far as the pages do; return how it ended, in words."""
    answer = upload(browser, cast.probation, path.read_bytes(), path.name)
    if answer.status_code == 422:
        assert path.name[:20] in html.unescape(answer.text), "the sentence names the file"
        return "refused"
    assert answer.status_code == 303, (path, answer.status_code)
    batch = str(answer.location)
    matched = browser.post(f"{batch}/matching", field_values(browser.get(batch).text))
    if matched.status_code == 422:
        assert "Match at least one column" in matched.text, path
        assert browser.post(f"{batch}/end").status_code == 303
        return "needs matching"
    assert matched.status_code == 303, (path, matched.status_code)
    preview = browser.get(f"{batch}/preview")
    assert preview.status_code == 200, path
    while True:
        assert browser.post(f"{batch}/run").status_code == 303, path
        page = browser.get(batch)
        assert page.status_code == 200, path
        if "data-go-on" not in page.text:
            return "imported"


HUD = ("hmis/fy2024_validation", "hmis/fy2024_bad_data", "hmis/fy2024_bom")


@pytest.mark.parametrize("folder", HUD)
def test_of_a_hud_export_people_come_in_and_nothing_else(
    browser: Browser, cast: Cast, shared: Path, folder: str
) -> None:
    for path in files_in(shared, folder):
        ended = through_the_pages(browser, cast, path)
        assert ended == ("imported" if path.name == "Client.csv" else "refused"), path


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux", reason="counts memory as Linux does")
@pytest.mark.timeout(1_800)
@pytest.mark.parametrize("folder", FOLDERS)
def test_by_the_command(app: Flask, shared: Path, tmp_path: Path, folder: str) -> None:
    """Each in a process of its own: exit 0 or 1 when there were people, 2 with a sentence."""
    log = tmp_path / "kilobytes"
    for path in files_in(shared, folder):
        copy = tmp_path / path.name
        copy.write_bytes(path.read_bytes())
        begun = monotonic()
        process = importing(app, copy, "--accept-valid", through=partial(counted, log=log))
        said, wrong = process.communicate(timeout=60)
        assert monotonic() - begun < SECONDS, path
        assert process.returncode in {0, 1, 2}, (path, wrong)
        assert "Traceback" not in said + wrong, (path, wrong)
        if process.returncode == 2:
            assert path.name[:20] in wrong and wrong.strip().endswith("."), (path, wrong)
    assert max(megabytes(log)) < MEGABYTES
