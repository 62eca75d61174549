"""`./sn import referrals`: all or nothing, bad rows to a file, resumable."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import Result
from flask import Flask

from safetynet import clock
from safetynet.access import job
from safetynet.referrals import Referral, ReferralStatus, commands
from safetynet.referrals.imports import ImportBatch
from safetynet.referrals.imports.models import ImportFile
from safetynet.referrals.imports.operations import step
from safetynet.survivors import Name, Survivor
from tests.browser import Browser, rows
from tests.cast import Cast

GOOD = "First name,Last name,DOB\nMarigold,Thistledown,03/14/2010\nOdette,Larkspur,05/06/2011\n"
BAD = GOOD + "Perpetua,12345,01/02/2011\n"
KNOWN = "Possibly a young person whom the agency knows already, so left out."


def run(app: Flask, path: Path, *options: str) -> Result:
    """Run the command as a shell would."""
    arguments = [str(path), "--agency", "harbor", *options]
    return app.test_cli_runner().invoke(commands.import_referrals, arguments)


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(BAD, encoding="utf-8")
    return path


def counted(app: Flask) -> tuple[int, int, int]:
    with app.app_context(), job("test: look"):
        return len(rows(Referral)), len(rows(Survivor)), len(rows(ImportFile))


def test_good_rows_become_kept_referrals(
    app: Flask, sheet: Path, browser: Browser, cast: Cast
) -> None:
    sheet.write_text(GOOD, encoding="utf-8")
    answer = run(app, sheet)
    assert answer.exit_code == 0 and "2 of 2 rows imported." in answer.output
    assert "Seen by Harbor House only." in answer.output
    assert counted(app) == (2, 2, 0)
    assert "Marigold" in browser.as_(cast.advocate).get("/referrals?pile=kept").text
    assert "Marigold" not in browser.as_(cast.coordinator).get("/referrals?pile=all").text


def test_one_bad_row_stops_all(app: Flask, sheet: Path) -> None:
    answer = run(app, sheet)
    assert answer.exit_code == 1 and "So none was." in answer.output
    assert counted(app) == (0, 0, 0)
    failed = sheet.with_name("people-not-imported.xlsx")
    lines = list(openpyxl.load_workbook(failed).worksheets[0].iter_rows(values_only=True))
    assert [line[0] for line in lines[1:]] == ["Perpetua"]
    assert failed.stat().st_mode & 0o077 == 0


def test_accept_valid_takes_the_good_ones(app: Flask, sheet: Path) -> None:
    answer = run(app, sheet, "--accept-valid", "--json")
    told = json.loads(answer.stdout)
    assert answer.exit_code == 1
    assert (told["rows"], told["imported"], told["bad"]) == (3, 2, 1)
    assert counted(app) == (2, 2, 0)


def test_a_dry_run_changes_nothing(app: Flask, sheet: Path) -> None:
    answer = run(app, sheet, "--dry-run", "--accept-valid")
    assert "2 of 3 rows would be imported." in answer.output
    assert counted(app) == (0, 0, 0)
    with app.app_context(), job("test: look"):
        assert rows(ImportBatch) == []


def dies_after_one_row(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = iter(range(2))

    def dies(*args: Any) -> int:
        if next(steps):
            raise KeyboardInterrupt
        return step(*args)

    monkeypatch.setattr(commands, "STEP", 1)
    monkeypatch.setattr(commands, "step", dies)


def test_an_interrupted_import_goes_on(
    app: Flask, sheet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as killed:
        dies_after_one_row(killed)
        assert run(app, sheet, "--accept-valid").exit_code != 0
    assert counted(app)[0] == 1
    answer = run(app, sheet, "--accept-valid")
    assert "was finished" in answer.output
    with app.app_context(), job("test: look"):
        assert sorted(r.batch_row or 0 for r in rows(Referral)) == [2, 3]
        assert len(rows(Name)) == 2


def test_a_basis_must_fit_the_agency(app: Flask, sheet: Path, cast: Cast) -> None:
    sheet.write_text(GOOD, encoding="utf-8")
    assert run(app, sheet, "--basis", "team_statute").exit_code == 2
    answer = app.test_cli_runner().invoke(
        commands.import_referrals,
        [str(sheet), "--agency", "probation", "--basis", "team_statute"],
    )
    assert answer.exit_code == 0
    assert "and, by Penal Code 13753, by Coordinating Office until" in answer.output
    with app.app_context(), job("test: look"):
        assert {r.status for r in rows(Referral)} == {ReferralStatus.RECEIVED}


def test_what_cannot_begin_says_why(app: Flask, tmp_path: Path) -> None:
    path = tmp_path / "nobody.csv"
    path.write_text("Colour,Size\nred,1\n", encoding="utf-8")
    assert run(app, path).exit_code == 2
    path.write_bytes(b"\x00\x01\x02")
    assert run(app, path).exit_code == 2
    answer = app.test_cli_runner().invoke(
        commands.import_referrals, [str(path), "--agency", "nowhere"]
    )
    assert answer.exit_code == 2 and "harbor" in answer.output


def test_rows_of_whom_the_agency_knows_are_told_by_number_and_none_is_merged(
    app: Flask, sheet: Path, cast: Cast
) -> None:
    sheet.write_text(GOOD, encoding="utf-8")
    run(app, sheet)
    with app.app_context(), job("test: look"):
        [first, _second] = sorted(referral.number for referral in rows(Referral))
    again = sheet.with_name("again.csv")
    again.write_text(
        "First name,Last name,DOB\nMarigold,Thistledown,03/14/2010\nZebedee,Ash,01/02/2012\n",
        encoding="utf-8",
    )
    tried = run(app, again, "--dry-run")
    assert f"row 2: {first}" in tried.output and "Nothing is merged" in tried.output
    assert "Marigold" not in tried.output and "imported before" not in tried.output
    told = json.loads(run(app, again, "--json").stdout)
    assert told["possibly_known"] == {"2": [first]}
    assert (told["imported"], counted(app)[0]) == (2, 4)


def test_what_another_agency_knows_is_not_told(app: Flask, sheet: Path, cast: Cast) -> None:
    sheet.write_text(GOOD, encoding="utf-8")
    run(app, sheet)
    answer = app.test_cli_runner().invoke(
        commands.import_referrals, [str(sheet), "--agency", "probation"]
    )
    assert answer.exit_code == 0
    assert "possibly" not in answer.output and "imported before" not in answer.output


def test_a_file_that_comes_again_is_known(app: Flask, sheet: Path, cast: Cast) -> None:
    sheet.write_text(GOOD, encoding="utf-8")
    assert "imported before" not in run(app, sheet, "--dry-run").output
    run(app, sheet)
    today = clock.today().isoformat()
    answer = run(app, sheet, "--dry-run")
    assert f"This very file was imported before, on {today}." in answer.output
    assert json.loads(run(app, sheet, "--json").stdout)["imported_before"] == today


AGAIN = "First name,Last name,DOB\nMarigold,Thistledown,03/14/2010\nZebedee,Ash,01/02/2012\n"


def comes_again(app: Flask, sheet: Path, more: str = "") -> Path:
    """Import a sheet; return another in which one of its people stands once more."""
    sheet.write_text(GOOD, encoding="utf-8")
    run(app, sheet)
    again = sheet.with_name("again.csv")
    again.write_text(AGAIN + more, encoding="utf-8")
    return again


def not_imported(path: Path) -> list[tuple[object, object]]:
    """Return first name and reason of each row in the file beside a sheet."""
    book = openpyxl.load_workbook(path.with_name(f"{path.stem}-not-imported.xlsx"))
    lines = list(book.worksheets[0].iter_rows(values_only=True))
    return [(line[0], line[-1]) for line in lines[1:]]


def test_rows_of_whom_the_agency_knows_are_left_out_where_that_is_wished(
    app: Flask, sheet: Path, cast: Cast
) -> None:
    again = comes_again(app, sheet)
    tried = run(app, again, "--leave-out-known", "--dry-run")
    assert "1 of 2 rows would be imported." in tried.output
    assert "1 would be left out, possibly known." in tried.output
    assert counted(app)[0] == 2 and not again.with_name("again-not-imported.xlsx").exists()
    answer = run(app, again, "--leave-out-known", "--json")
    told = json.loads(answer.stdout)
    assert answer.exit_code == 0, "nothing was wrong with any row"
    assert (told["imported"], told["left_out"], told["bad"]) == (1, 1, 0)
    assert list(told["possibly_known"]) == ["2"] and counted(app)[0] == 3
    assert not_imported(again) == [("Marigold", KNOWN)]


def test_a_file_of_rows_that_were_left_out_goes_in_when_it_is_sent_itself(
    app: Flask, sheet: Path, cast: Cast
) -> None:
    again = comes_again(app, sheet)
    assert "1 left out, possibly known; see" in run(app, again, "--leave-out-known").output
    answer = run(app, again.with_name("again-not-imported.xlsx"))
    assert answer.exit_code == 0 and "1 of 1 rows imported." in answer.output


def test_a_known_row_and_a_bad_one_are_told_apart(app: Flask, sheet: Path, cast: Cast) -> None:
    again = comes_again(app, sheet, "Perpetua,12345,01/02/2011\n")
    stopped = run(app, again, "--leave-out-known")
    assert stopped.exit_code == 1 and "So none was." in stopped.output
    told = json.loads(run(app, again, "--leave-out-known", "--accept-valid", "--json").stdout)
    assert (told["imported"], told["left_out"], told["bad"]) == (1, 1, 1)
    assert [name for name, _why in not_imported(again)] == ["Marigold", "Perpetua"]


def test_whom_it_left_out_stays_out_when_an_interrupted_import_goes_on(
    app: Flask, sheet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    again = comes_again(app, sheet, "Odette,Larkspur,05/06/2011\n")
    with monkeypatch.context() as killed:
        dies_after_one_row(killed)
        run(app, again, "--leave-out-known")
    told = json.loads(run(app, again, "--json").stdout)
    assert told["resumed"] and (told["imported"], told["left_out"]) == (1, 2)
    assert not_imported(again) == [("Marigold", KNOWN), ("Odette", KNOWN)]
    with app.app_context(), job("test: look"):
        assert len(rows(Referral)) == 3
