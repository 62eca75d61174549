"""An import whose process is killed goes on: not a row is lost, and none comes twice."""

import json
import resource
import signal
from pathlib import Path

import openpyxl
from flask import Flask

from safetynet.access import job
from safetynet.referrals import Concern, Referral
from safetynet.referrals.imports import ImportBatch, ImportStatus
from safetynet.referrals.imports.models import ImportFile
from safetynet.survivors import BirthDate, Name, SafeContact, Survivor
from tests.browser import rows
from tests.referrals.by_process import ROWS, importing, killed_half_way, sheet_of

AT_MOST = 30
"""Seconds of a processor for a thousand rows, a start of the program included; `bench.imports`
prints what a clock on the wall says."""


def test_killed_half_way_and_run_again(app: Flask, tmp_path: Path) -> None:
    sheet, file = sheet_of(), tmp_path / "people.csv"
    file.write_bytes(sheet.content)
    process = importing(app, file, "--accept-valid", "--json")
    reached = killed_half_way(app, process)
    assert process.returncode == -signal.SIGKILL
    assert 0 < reached < len(sheet.good), "it was killed on the way"
    worked = processor_seconds()
    again = importing(app, file, "--accept-valid", "--json")
    said, wrong = again.communicate(timeout=60)
    assert again.returncode == 1, wrong
    assert processor_seconds() - worked < AT_MOST
    told = json.loads(said)
    assert told["resumed"] and (told["rows"], told["bad"]) == (ROWS, len(sheet.bad))
    with app.app_context(), job("test: look"):
        referrals = rows(Referral)
        assert sorted(one.batch_row for one in referrals) == sorted(sheet.good)
        assert len({one.number for one in referrals}) == len(referrals)
        for table in (Survivor, Name, BirthDate, SafeContact, Concern):
            assert len(rows(table)) == len(sheet.good), table
        [batch] = rows(ImportBatch)
        assert batch.status is ImportStatus.DONE
        assert (batch.rows_done, batch.rows_bad) == (ROWS, len(sheet.bad))
        assert rows(ImportFile) == []
    assert failed_rows(Path(told["failed_file"])) == [
        (f"PR-{row - 2:05}" if "no code" not in why else None, why)
        for row, why in sorted(sheet.bad.items())
    ]


def processor_seconds() -> float:
    """Return what the processes that this one began have worked so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def failed_rows(file: Path) -> list[tuple[object, object]]:
    page = openpyxl.load_workbook(file).worksheets[0]
    return [(line[0], line[-1]) for line in page.iter_rows(min_row=2, values_only=True)]


def test_mended_rows_come_in_and_no_other(app: Flask, tmp_path: Path) -> None:
    """The file of failed rows, put right, is the second half of the same list."""
    sheet, file = sheet_of(100), tmp_path / "people.csv"
    file.write_bytes(sheet.content)
    assert importing(app, file, "--accept-valid").wait(60) == 1
    failed = tmp_path / "people-not-imported.xlsx"
    book = openpyxl.load_workbook(failed)
    page = book.worksheets[0]
    for line in range(2, page.max_row + 1):
        page.cell(line, 2, "Odette"), page.cell(line, 3, "Larkspur"), page.cell(line, 4, "")
    book.save(failed)
    assert importing(app, failed).wait(60) == 0
    with app.app_context(), job("test: look"):
        assert len(rows(Referral)) == 100
        last = [name.last for name in rows(Name)]
        assert last.count("Larkspur") == len(sheet.bad) == 8
