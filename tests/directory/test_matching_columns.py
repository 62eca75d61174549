"""Another 211's export, whose headings nobody here knows: its columns are matched by hand."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from safetynet.access import job
from safetynet.db import db
from safetynet.directory.models import DirectoryMatch, Service, ServicePlace
from tests.browser import Browser
from tests.cast import Cast
from tests.directory.test_browser_import import names
from tests.directory.test_import_files import run
from tests.referrals.sheets.making import shared

ODD = (
    "Prog Nm,Run By,Where It Is,Municipality,Call,Call Too,When,Who May Come,Retired,Keep Back,"
    "Memo\n"
    "Groceries,Food Bank,1 Main St,Springfield,555-201-0100,555-201-0101,"
    "Monday - Friday 9 am - 5 pm,Ages 12 to 17,N,N,old\n"
    "Clothes,Food Bank,1 Main St,Springfield,,,,,Y,,\n"
    "Beds,Night House,9 Elm St,Springfield,,,,,,ask first,\n"
    "Tutors,,,,,,,,,,\n"
)
FIELDS = (
    "name", "organization", "address_1", "city", "phone", "phone", "hours", "eligibility",
    "inactive", "hidden", "",
)  # fmt: skip


def sent(text: str | bytes, **asked: str) -> dict[str, object]:
    data = text.encode() if isinstance(text, str) else text
    file = (io.BytesIO(data), "other.csv")
    return {"file": file, "source": "other", "accept_valid": "y", **asked}


def hidden(page: str) -> dict[str, str]:
    """Return what the form carries from step to step."""
    return {
        name: re.findall(rf'name="{name}"[^>]*value="([^"]*)"', page)[0]
        for name in ("seen_id", "headings_id")
    }


def chosen(fields: tuple[str, ...] = FIELDS) -> dict[str, str]:
    return {f"column_{place}": field for place, field in enumerate(fields)}


def match(browser: Browser, fields: tuple[str, ...] = FIELDS, text: str = ODD) -> TestResponse:
    first = browser.post("/directory/import", sent(text))
    return browser.post("/directory/import", sent(text, **hidden(first.text), **chosen(fields)))


def facts(page: str) -> dict[str, str]:
    return dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page))


def test_unknown_headings_are_asked_about_and_every_row_is_accounted_for(
    browser: Browser, cast: Cast, app: Flask
) -> None:
    browser.as_(cast.coordinator)
    first = browser.post("/directory/import", sent(ODD))
    assert first.status_code == 200 and names(app) == []
    for told in ("Match the columns", "For example: Groceries · Clothes · Beds", "Prog Nm",
                 "No column names the services", "every row would be shown"):  # fmt: skip
        assert told in first.text
    looked = browser.post("/directory/import", sent(ODD, **hidden(first.text), **chosen()))
    assert looked.status_code == 200 and names(app) == []
    counted = facts(looked.text)
    rows = ("New", "Inactive, left out", "Not for the public, left out", "Cannot be imported")
    assert [counted[row] for row in rows] == ["1", "1", "1", "1"] and counted["Rows"] == "4"
    assert "services: Memo" in looked.text, "what is left out is told"
    done = browser.post("/directory/import", sent(ODD, **hidden(looked.text), **chosen()))
    assert "The directory is imported" in done.text and names(app) == ["Groceries"]
    with app.app_context(), job("test: look"):
        [row] = db.session.scalars(select(Service))
        assert (row.organization.name, row.age_from, row.near) == ("Food Bank", 12, "Springfield")
        assert [str(phone) for phone in row.told] == ["555-201-0100", "555-201-0101"]
        assert row.hours and db.session.scalars(select(ServicePlace)).one().place.address_1
        assert row.description is None


def test_one_column_may_name_the_service_and_who_offers_it(
    browser: Browser, cast: Cast, app: Flask
) -> None:
    browser.as_(cast.coordinator)
    text = "Name,Town\nFood Bank,Springfield\n"
    first = browser.post("/directory/import", sent(text))
    asked = sent(text, **hidden(first.text), **chosen(("both", "city")))
    looked = browser.post("/directory/import", asked)
    browser.post("/directory/import", sent(text, **hidden(looked.text), **chosen(("both", "city"))))
    with app.app_context(), job("test: look"):
        [row] = db.session.scalars(select(Service))
        assert (row.name, row.organization.name) == ("Food Bank", "Food Bank")


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (("name", "name", *FIELDS[2:]), "Only one column may be: Name of the service"),
        (("both", *FIELDS[1:]), "Only one column may be: Offered by"),
        (("", *FIELDS[1:]), "No column names the services"),
        (("name", "", *FIELDS[2:]), "No column says who offers a service"),
        (("shoes", *FIELDS[1:]), "Choose for each column what it is"),
    ],
)
def test_a_wrong_match_gets_a_sentence_and_keeps_what_was_chosen(
    browser: Browser, cast: Cast, app: Flask, fields: tuple[str, ...], sentence: str
) -> None:
    browser.as_(cast.coordinator)
    answer = match(browser, fields)
    assert answer.status_code == 422 and sentence in answer.text and names(app) == []
    assert '<option selected value="hours">' in answer.text


def test_without_the_file_nothing_that_was_chosen_is_lost(
    browser: Browser, cast: Cast, app: Flask
) -> None:
    browser.as_(cast.coordinator)
    page = browser.post("/directory/import", sent(ODD)).text
    again = browser.post("/directory/import", {"source": "other"} | hidden(page) | chosen())
    assert again.status_code == 422 and "Choose a file." in again.text
    assert "What you said of the columns is kept" in again.text
    kept = dict(re.findall(r'name="(column_\d+)" value="(\w*)"', again.text))
    assert kept == chosen()
    looked = browser.post("/directory/import", sent(ODD, **hidden(again.text), **kept))
    assert facts(looked.text)["New"] == "1"


def test_another_file_than_the_one_before_is_looked_at_first(
    browser: Browser, cast: Cast, app: Flask
) -> None:
    browser.as_(cast.coordinator)
    looked = match(browser)
    more = ODD.replace("Tutors,", "Tutors,School")
    other = browser.post("/directory/import", sent(more, **hidden(looked.text), **chosen()))
    assert "This is another file" in other.text and names(app) == []
    assert facts(other.text)["New"] == "2", "the same headings are matched as before"
    turned = "Keep Back,Prog Nm\nN,Groceries\n"
    other = browser.post("/directory/import", sent(turned, **hidden(looked.text), **chosen()))
    assert "This is another file" in other.text and "Match the columns" in other.text
    assert '<option selected value="name">' not in other.text, "other headings, other columns"


def test_who_changes_a_column_looks_again_first(browser: Browser, cast: Cast, app: Flask) -> None:
    browser.as_(cast.coordinator)
    looked = match(browser)
    fields = (*FIELDS[:-1], "description")
    again = browser.post("/directory/import", sent(ODD, **hidden(looked.text), **chosen(fields)))
    assert "Nothing is imported yet" in again.text and "services: Memo" not in again.text
    asked = sent(ODD, look="1", **hidden(again.text), **chosen(fields))
    assert "Nothing is imported yet" in browser.post("/directory/import", asked).text
    assert names(app) == []


def test_sent_twice_it_is_imported_once(browser: Browser, cast: Cast, app: Flask) -> None:
    browser.as_(cast.coordinator)
    looked = match(browser)
    for _time in range(2):
        done = browser.post("/directory/import", sent(ODD, **hidden(looked.text), **chosen()))
        assert "The directory is imported" in done.text and names(app) == ["Groceries"]


def test_a_file_of_30_mb_and_an_empty_one_get_a_sentence(browser: Browser, cast: Cast) -> None:
    browser.as_(cast.coordinator)
    assert "That is too large" in browser.post("/directory/import", sent(b"x" * (30 << 20))).text
    larger = browser.post("/directory/import", sent(b"x" * (21 << 20)))
    assert larger.status_code == 422 and "larger than 20 MB" in larger.text
    for text, sentence in (("", "The file is empty"), ("Prog Nm,Run By\n", "has no rows")):
        answer = browser.post("/directory/import", sent(text))
        assert answer.status_code == 422 and sentence in answer.text


def test_a_row_above_a_word_that_we_know_is_not_lost(browser: Browser, cast: Cast) -> None:
    """A cell of a row below may be a word that could be a heading."""
    text = "Prog Nm,Run By\nGroceries,Food Bank\nBeds,Public\n"
    page = browser.as_(cast.coordinator).post("/directory/import", sent(text)).text
    assert "The headings stand in row 1" in page and "Groceries · Beds" in page


@pytest.mark.parametrize("sample", ["dc211_icarol_export.csv", "florida_messy/services.csv"])
def test_a_real_export_under_other_headings_brings_the_same(
    browser: Browser, cast: Cast, sample: str
) -> None:
    """What somebody says of a column counts as much as a heading that we know."""
    browser.as_(cast.coordinator)
    text = shared(f"directories/{sample}").read_text(encoding="utf-8-sig", errors="replace")
    table = list(csv.reader(io.StringIO(text, newline="")))
    plain = browser.post("/directory/import", sent(text))
    suggested = dict(
        re.findall(r'name="(column_\d+)".*?<option selected value="(\w*)"', plain.text)
    )
    assert "as_headed" not in suggested.values() or sample.startswith("dc211")
    kept = io.StringIO(newline="")
    odd = [f"Spalte {place}" for place in range(len(table[0]))]
    csv.writer(kept).writerows([odd, *table[1:]])
    first = browser.post("/directory/import", sent(kept.getvalue()))
    assert "Match the columns" in first.text
    fields = {name: "" if field == "as_headed" else field for name, field in suggested.items()}
    asked = sent(kept.getvalue(), **hidden(first.text), **fields)
    looked = browser.post("/directory/import", asked)
    assert facts(looked.text) == facts(plain.text)


def test_the_next_file_with_these_headings_is_read_the_same_way(
    browser: Browser, cast: Cast, app: Flask, tmp_path: Path
) -> None:
    match(browser.as_(cast.coordinator))
    assert_nothing_of_the_file_is_kept(app)
    more = ODD + "Showers,Night House,,,,,,,,,\n"
    for player in (cast.coordinator, cast.administrator):
        looked = browser.as_(player).post("/directory/import", sent(more))
        assert "Matched as the last time" in looked.text and facts(looked.text)["New"] == "2"
    file = tmp_path / "other.csv"
    file.write_text(more, encoding="utf-8")
    answer = run(app, file, "--accept-valid")
    said = json.loads(answer.stdout)
    assert said["matched"] and said["accounts"]["imported"] == 2 and said["rows"] == 5
    assert names(app) == ["Groceries", "Showers"]
    file.write_text(more.replace("Memo", "Note"), encoding="utf-8")
    answer = run(app, file)
    assert answer.exit_code == 2 and "Match its columns on the web page" in answer.stderr


def assert_nothing_of_the_file_is_kept(app: Flask) -> None:
    with app.app_context(), job("test: look"):
        [kept] = db.session.scalars(select(DirectoryMatch))
        assert re.fullmatch("[0-9a-f]{64}", kept.headings)
        assert kept.choices[:3] == ["0 name", "1 organization", "2 address_1"]


def test_what_was_said_is_mended_and_taken_back(browser: Browser, cast: Cast, app: Flask) -> None:
    browser.as_(cast.coordinator)
    match(browser)
    match(browser, (*FIELDS[:-1], "description"))
    page = browser.post("/directory/import", sent(ODD)).text
    assert "services: Memo" not in page
    with app.app_context(), job("test: look"):
        assert len(db.session.scalars(select(DirectoryMatch)).all()) == 1


def test_who_imports_no_directory_knows_nothing_of_how_its_files_are_read(
    browser: Browser, cast: Cast
) -> None:
    match(browser.as_(cast.coordinator))
    assert browser.as_(cast.provider).get("/directory/import").status_code == 403
    assert browser.post("/directory/import", sent(ODD)).status_code == 403
