"""Importing a spreadsheet through its pages: nothing lost, nothing doubled, nothing in clear."""

import csv
import io
import re
from pathlib import Path
from time import process_time
from typing import Any
from unicodedata import normalize

import openpyxl
import pytest
from flask import Flask
from werkzeug.test import TestResponse

from safetynet.access import job
from safetynet.referrals import Concern, Referral, ReferralStatus
from safetynet.referrals.imports import ImportBatch, ImportStatus, operations
from safetynet.referrals.imports import views as pages
from safetynet.referrals.imports.models import ColumnMatch, ImportFile, ImportOrigin
from safetynet.referrals.models import ExploitationAccount
from safetynet.survivors import BirthDate, Name, SafeContact, Survivor
from tests.browser import Browser, rows
from tests.cast import Cast, Player
from tests.ledger import last_entry

PEOPLE = (
    b"First name,Last name,DOB,Phone,Concern\n"
    b"Marigold,Thistledown,03/14/2010,555-010-4242,Seen at the motel\n"
    b"Odette,Larkspur,12/30/1990,,Asked for help\n"
    b"Perpetua,12345,01/02/2011,,Nothing to say\n"
)


def upload(
    browser: Browser, player: Player, content: bytes, name: str = "people.csv", **asked: Any
) -> TestResponse:
    """Send a file and return the answer."""
    browser.as_(player)
    form = {"file": (io.BytesIO(content), name), "referred_on": "2026-01-15", "basis": ""} | asked
    return browser.post("/referrals/import", form)


def field_values(page: str) -> dict[str, str]:
    """Return what the matching form would send as it stands."""
    found = {}
    for name, options in re.findall(r'<select[^>]* name="(\w+)"[^>]*>(.*?)</select>', page, re.S):
        chosen = re.search(r'<option selected value="([^"]*)"', options)
        found[name] = chosen[1] if chosen else ""
    version = re.search(r'name="version" type="hidden" value="(\d+)"', page)
    assert version
    return found | {"version": version[1]}


def import_all(browser: Browser, path: str) -> str:
    """Accept the proposed columns, run to the end, and return the last page."""
    matched = browser.post(f"{path}/matching", field_values(browser.get(path).text))
    assert matched.status_code == 303, matched.text
    assert browser.get(f"{path}/preview").status_code == 200
    while True:
        assert browser.post(f"{path}/run").status_code == 303
        page = browser.get(path).text
        if "data-go-on" not in page:
            return page


def test_a_list_becomes_referrals_of_the_importing_agency(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    path = str(upload(browser, cast.advocate, PEOPLE).location)
    page = browser.get(path).text
    assert "555-010-4242" in page, "each column shows an example"
    done = import_all(browser, path)
    assert "2 referrals are imported. Only Harbor House sees them. 1 row was not;" in done
    with app.app_context(), job("test: look"):
        found = rows(Referral)
        assert [(r.status, r.basis, r.batch_row) for r in found] == [
            (ReferralStatus.KEPT, None, 2),
            (ReferralStatus.KEPT, None, 3),
        ]
        assert "adult" in found[1].warnings and "adult" not in found[0].warnings
        [contact] = rows(SafeContact)
        assert not (contact.may_call or contact.may_text or contact.confirmed_on)
        assert {name.display for name in rows(Name)} == {
            "Marigold Thistledown",
            "Odette Larkspur",
        }
    listed = browser.get("/referrals?pile=kept").text
    assert "Marigold Thistledown" in listed
    for stranger in (cast.coordinator, cast.outsider, cast.probation):
        assert "Marigold" not in browser.as_(stranger).get("/referrals?pile=all").text


def test_preview_counts_and_changes_nothing(app: Flask, browser: Browser, cast: Cast) -> None:
    path = str(upload(browser, cast.advocate, PEOPLE).location)
    browser.post(f"{path}/matching", field_values(browser.get(path).text))
    page = browser.get(f"{path}/preview").text
    assert "Import 2 referrals" in page
    assert "The person is 18 or older." in page and "A name consists of digits." in page
    with app.app_context(), job("test: look"):
        assert rows(Referral) == [] and rows(Survivor) == []


def test_rows_that_are_possibly_here_already_are_told_with_reasons(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    """Among whom this viewer may see alone; nothing is merged, and nothing kept from coming in."""
    import_all(browser, str(upload(browser, cast.advocate, PEOPLE).location))
    again = b"First name,Last name,DOB\nMarigold,Thistledown,03/14/2010\nHazel,Fernsby,05/05/2011\n"

    def preview(player: Player) -> str:
        path = str(upload(browser, player, again).location)
        browser.post(f"{path}/matching", field_values(browser.get(path).text))
        return browser.get(f"{path}/preview").text

    told = preview(cast.supervisor)
    assert "Row 2 is possibly Marigold Thistledown" in told and "Because: " in told
    assert "Row 3 is possibly" not in told and "Import 2 referrals" in told
    assert "possibly" not in preview(cast.probation), "they are another agency's"
    with app.app_context(), job("test: look"):
        assert len(rows(Referral)) == 2


def test_failed_rows_come_back_with_their_reasons(app: Flask, browser: Browser, cast: Cast) -> None:
    path = str(upload(browser, cast.advocate, PEOPLE).location)
    assert "Some rows were not imported" in import_all(browser, path)
    answer = browser.get(f"{path}/failed")
    assert last_entry(app).result == "exported"
    sheet = openpyxl.load_workbook(io.BytesIO(answer.data)).worksheets[0]
    lines = list(sheet.iter_rows(values_only=True))
    assert len(lines) == 2 and lines[1][0] == "Perpetua"
    assert lines[1][-1] == "A name consists of digits."
    assert browser.post(f"{path}/failed/end").status_code == 303
    assert browser.get(f"{path}/failed").status_code == 404


def test_the_file_is_gone_after_the_import(app: Flask, browser: Browser, cast: Cast) -> None:
    path = str(upload(browser, cast.advocate, PEOPLE).location)
    import_all(browser, path)
    browser.post(f"{path}/failed/end")
    with app.app_context(), job("test: look"):
        assert rows(ImportFile) == []


def test_giving_up_deletes_the_file(app: Flask, browser: Browser, cast: Cast) -> None:
    path = str(upload(browser, cast.advocate, PEOPLE).location)
    assert browser.post(f"{path}/end").status_code == 303
    with app.app_context(), job("test: look"):
        assert rows(ImportFile) == []
        assert rows(ImportBatch)[0].status is ImportStatus.DROPPED
    assert browser.post(f"{path}/run").status_code == 303
    with app.app_context(), job("test: look"):
        assert rows(Referral) == []


def test_nothing_of_a_file_lies_in_clear(app: Flask, browser: Browser, cast: Cast) -> None:
    """The databases of this test are not encrypted as whole files."""
    path = str(upload(browser, cast.advocate, PEOPLE).location)
    browser.post(f"{path}/matching", field_values(browser.get(path).text))
    folder = Path(app.extensions["config"].instance)
    for file in folder.rglob("*"):
        if file.is_file():
            assert b"Thistledown" not in file.read_bytes(), file.name
            assert b"TWFyaWdvbGQ" not in file.read_bytes(), "nor as base64"


def test_columns_are_remembered_for_the_next_file(app: Flask, browser: Browser, cast: Cast) -> None:
    path = str(upload(browser, cast.advocate, PEOPLE).location)
    values = field_values(browser.get(path).text) | {"column_4": "note"}
    browser.post(f"{path}/matching", values)
    again = str(upload(browser, cast.supervisor, PEOPLE).location)
    assert field_values(browser.get(again).text)["column_4"] == "note"
    other = str(upload(browser, cast.outsider, PEOPLE).location)
    assert field_values(browser.get(other).text)["column_4"] == "concern"
    with app.app_context(), job("test: look"):
        assert len(rows(ColumnMatch)) == 1


def test_what_is_remembered_holds_no_heading_and_nobody(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    """In a sheet without headings its first row stands for them, and that is somebody."""
    people = b"Marigold,Thistledown\nOdette,Larkspur\n"
    path = str(upload(browser, cast.advocate, people).location)
    values = field_values(browser.get(path).text)
    values |= {"column_0": "first_name", "column_1": "last_name"}
    assert browser.post(f"{path}/matching", values).status_code == 303
    browser.get(f"{path}/preview")
    browser.post(f"{path}/run")
    again = str(upload(browser, cast.supervisor, people).location)
    page = browser.get(again).text
    assert field_values(page)["column_0"] == "first_name" and "Matched as the last time" in page
    browser.post(f"{again}/end")
    with app.app_context(), job("test: look"):
        [match] = rows(ColumnMatch)
        origins = rows(ImportOrigin)
        kept = match.choices + match.headings + "".join(one.mapping for one in origins)
        assert "Marigold" not in kept and "Thistledown" not in kept
        digest = match.headings
    folder = Path(app.extensions["config"].instance)
    for file in folder.rglob("*"):
        if file.is_file():
            assert digest.encode() not in file.read_bytes(), "a digest could be guessed at"


def test_the_order_of_days_is_remembered_for_the_mended_rows(browser: Browser, cast: Cast) -> None:
    head = b"First name,Last name,DOB\n"
    days_first = head + b"Marigold,Thistledown,14/03/2010\nOdette,Larkspur,02/05/2011\n"
    path = str(upload(browser, cast.advocate, days_first).location)
    browser.post(f"{path}/matching", field_values(browser.get(path).text))
    path = str(upload(browser, cast.advocate, head + b"Odette,Larkspur,02/05/2011\n").location)
    assert field_values(browser.get(path).text)["date_order"] == "day_first"
    browser.post(f"{path}/matching", field_values(browser.get(path).text))
    assert "May 2, 2011" in browser.get(f"{path}/preview").text


def test_an_import_that_stops_goes_on_where_it_was(
    app: Flask, browser: Browser, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A step that dies leaves nothing half; the next one neither loses nor doubles a row."""
    monkeypatch.setattr(pages, "STEP", 3)
    content = b"First name,Last name\n" + b"".join(
        f"Marigold {letter},Thistledown\n".encode() for letter in "abcdefghij"
    )
    path = str(upload(browser, cast.advocate, content).location)
    browser.post(f"{path}/matching", field_values(browser.get(path).text))
    browser.post(f"{path}/run")

    real = operations._save

    def dies(*args: Any) -> None:
        real(*args)
        raise KeyboardInterrupt

    monkeypatch.setattr(operations, "_save", dies)
    with pytest.raises(KeyboardInterrupt):
        browser.post(f"{path}/run")
    monkeypatch.setattr(operations, "_save", real)
    while "data-go-on" in browser.get(path).text:
        browser.post(f"{path}/run")
    with app.app_context(), job("test: look"):
        assert sorted(r.batch_row for r in rows(Referral)) == list(range(2, 12))
        assert len(rows(Name)) == len(rows(Survivor)) == 10


def test_imported_referrals_can_be_sent_one_by_one(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    path = str(upload(browser, cast.probation, PEOPLE).location)
    import_all(browser, path)
    with app.app_context(), job("test: look"):
        first = rows(Referral)[0]
        address, version = f"/referrals/{first.id}", first.version
    assert browser.as_(cast.coordinator).get(address).status_code == 404
    answer = browser.as_(cast.probation).post(
        f"{address}/sending", {"basis": "team_statute", "version": version}
    )
    assert answer.status_code == 303
    assert "Marigold" in browser.as_(cast.coordinator).get(address).text


def test_a_statute_sends_a_whole_list(app: Flask, browser: Browser, cast: Cast) -> None:
    path = str(upload(browser, cast.probation, PEOPLE, basis="team_statute").location)
    done = import_all(browser, path)
    assert "Coordinating Office now sees of them, by Penal Code 13753: name and identity" in done
    page = browser.as_(cast.coordinator).get("/referrals").text
    assert "Marigold Thistledown" in page and "Odette Larkspur" in page


def test_a_covered_provider_cannot_send_a_list(browser: Browser, cast: Cast) -> None:
    answer = upload(browser, cast.advocate, PEOPLE, basis="team_statute")
    assert answer.status_code == 422


def test_what_is_no_spreadsheet_is_refused_with_a_sentence(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    answer = upload(browser, cast.advocate, b"\x00\x01\x02\x03 not a sheet", "people.bin")
    assert answer.status_code == 422 and "spreadsheet" in answer.text
    assert upload(browser, cast.advocate, b"").status_code == 422
    with app.app_context(), job("test: look"):
        assert rows(ImportBatch) == []


def test_imports_are_unknown_to_other_agencies(browser: Browser, cast: Cast) -> None:
    path = str(upload(browser, cast.advocate, PEOPLE).location)
    for player in (cast.outsider, cast.probation, cast.coordinator):
        browser.as_(player)
        assert browser.get(path).status_code == 404
        assert browser.get(f"{path}/failed").status_code == 404
        assert browser.post(f"{path}/run").status_code == 404
    for player in (cast.analyst, cast.prosecutor, cast.administrator):
        assert browser.as_(player).get("/referrals/import").status_code == 403


@pytest.mark.filterwarnings("ignore:Data Validation extension")
def test_a_filled_htcds_template_keeps_its_codes(
    app: Flask, browser: Browser, cast: Cast, shared: Path
) -> None:
    """HTCDS 2.0's own workbook, filled with the hundred people; its empty rows are nobody."""
    template = "HTCDS_Excel_Spreadsheet_multi_select_with_validation_v2.0.xlsm"
    book = openpyxl.load_workbook(
        shared / "data/vocab/htcds/Toolkit/Excel" / template, keep_vba=True
    )
    page = book.worksheets[0]
    at = {page.cell(2, column).value: column for column in range(1, 200)}
    with (shared / "data/people/FakeNameGenerator.com_100.csv").open(
        encoding="utf-8-sig", newline=""
    ) as source:
        people = list(csv.DictReader(source))
    for line, person in enumerate(people, start=3):
        page.cell(line, at["First Name"], person["GivenName"])
        page.cell(line, at["Second Name"], person["Surname"])
        page.cell(line, at["Mobile Phone"], person["TelephoneNumber"])
        page.cell(line, at["Type of Exploitation"], "Sexual exploitation;Servitude")
        page.cell(line, at["Methods of Control"], "Takes earnings;False promises")
        page.cell(line, at["Incoming Referral Details"], f"Seen near {person['City']}.")
    kept = io.BytesIO()
    book.save(kept)
    path = str(upload(browser, cast.probation, kept.getvalue(), template).location)
    matching = browser.get(path).text
    assert len(matching) < 150_000
    import_all(browser, path)
    with app.app_context(), job("test: look"):
        assert len(rows(Referral)) == len(people) == 100
        [said] = {(a.exploited, a.controls, a.words) for a in rows(ExploitationAccount)}
        assert said == ("sex", "takes_earnings,false_promises", "Kind of exploitation: Servitude")
        assert {concern.facts.partition(".")[0] for concern in rows(Concern)} == {
            normalize("NFC", f"Seen near {person['City'].strip()}") for person in people
        }


def test_everybody_of_a_real_agency_is_accounted_for(
    app: Flask, browser: Browser, cast: Cast, shared: Path
) -> None:
    path = shared / "data/linkage/two_agency/agency_a.csv"
    begun = process_time()
    address = str(upload(browser, cast.advocate, path.read_bytes(), path.name).location)
    import_all(browser, address)
    assert process_time() - begun < 30
    with path.open(encoding="utf-8", newline="") as source:
        sent = list(csv.DictReader(source))
    with app.app_context(), job("test: look"):
        [batch] = rows(ImportBatch)
        assert batch.rows_done == len(sent) == 1501 and batch.rows_bad in range(20, 40)
        good = batch.rows_done - batch.rows_bad
        referrals = rows(Referral)
        assert len(referrals) == len(rows(Survivor)) == good
        assert len({r.number for r in referrals}) == len({r.batch_row for r in referrals}) == good
        bad = batch.rows_bad
        by_survivor = {r.survivor_id: sent[r.batch_row - 2] for r in referrals}
        for name in rows(Name):
            person = by_survivor[name.survivor_id]
            assert name.first == person["first_name"]
        assert {born.survivor_id for born in rows(BirthDate)} <= set(by_survivor)
    failed = openpyxl.load_workbook(io.BytesIO(browser.get(f"{address}/failed").data))
    assert failed.worksheets[0].max_row == bad + 1
