"""Importing in the browser: looked at first, then brought in, and nothing else on the way."""

import io
import zipfile

from flask import Flask
from flask_babel import force_locale
from sqlalchemy import select

from safetynet.access import job
from safetynet.db import db
from safetynet.directory import Organization, Service
from safetynet.directory.hsds import open_upload, read_tables
from tests.browser import Browser
from tests.cast import Cast

SMALL = (
    "organization_name,service_id,service_name,description,status,shoe_size,url\n"
    'Food Bank,1,Groceries,"<script>x</script><b>Bread</b>",active,42,javascript:alert(1)\n'
    "Food Bank,2,=cmd(),,inactive,,\nFood Bank,3,,,active,,\n"
)


def sent(text: str | bytes, name: str = "county.csv", **asked: str) -> dict[str, object]:
    data = text.encode() if isinstance(text, str) else text
    return {"file": (io.BytesIO(data), name), "source": "county", "accept_valid": "y", **asked}


def names(app: Flask) -> list[str]:
    with app.app_context(), job("test: look"):
        return sorted(db.session.scalars(select(Service.name)))


def seen_in(page: str) -> str:
    return page.split('name="seen_id"')[1].split('value="')[1].split('"', maxsplit=1)[0]


def test_a_file_is_looked_at_and_then_imported(browser: Browser, cast: Cast, app: Flask) -> None:
    browser.as_(cast.coordinator)
    looked = browser.post("/directory/import", sent(SMALL))
    assert looked.status_code == 200 and names(app) == []
    for told in ("Nothing is imported yet", "its sender says that it is not active (1)",
                 "the service has no name", "services: shoe_size"):  # fmt: skip
        assert told in looked.text
    with app.app_context(), job("test: look"):
        assert db.session.scalars(select(Organization)).all() == []
    done = browser.post("/directory/import", sent(SMALL, seen_id=seen_in(looked.text)))
    assert "The directory is imported" in done.text and names(app) == ["Groceries"]
    with app.app_context(), job("test: look"):
        [row] = db.session.scalars(select(Service))
        assert (row.description, row.website) == ("Bread", None), "no markup, no script to follow"
    other = browser.post(
        "/directory/import", sent(SMALL + "X,9,Y,,,,\n", seen_id=seen_in(looked.text))
    )
    assert "Nothing is imported yet" in other.text and names(app) == ["Groceries"]


def test_bad_rows_stop_all_unless_somebody_accepts(
    browser: Browser, cast: Cast, app: Flask
) -> None:
    browser.as_(cast.coordinator)
    asked = sent(SMALL)
    del asked["accept_valid"]
    seen = seen_in(browser.post("/directory/import", asked).text)
    again = sent(SMALL, seen_id=seen)
    del again["accept_valid"]
    page = browser.post("/directory/import", again).text
    assert "Nothing is imported yet" in page and "stop the whole file" in page
    assert names(app) == []


def test_reasons_are_told_in_the_readers_language(app: Flask) -> None:
    with app.app_context(), force_locale("es"):
        read = read_tables(open_upload("county.csv", SMALL.encode()))
    [row] = read.bad
    assert row.reason == "el servicio no tiene nombre"
    assert "quien la envía dice que no está activa" in {row.reason for row in read.rows}


def test_what_cannot_be_read_gets_a_sentence(browser: Browser, cast: Cast, app: Flask) -> None:
    browser.as_(cast.coordinator)
    for name, data, sentence in (
        ("a.csv", b"", "The file is empty"),
        ("a.json", b'{"services": [', "damaged"),
        ("a.json", b"[" * 100_000, "damaged"),
        ("a.csv", b"organization,service\nA," + b"x" * 40_000 + b"\n", "32,767 characters"),
        ("a.zip", b"PK\x03\x04 no more", "damaged"),
    ):
        answer = browser.post("/directory/import", sent(data, name))
        assert answer.status_code == 422 and sentence in answer.text, (name, sentence)
    assert browser.post("/directory/import", sent(SMALL, source="../x")).status_code == 422
    assert names(app) == []


def test_a_zip_that_unpacks_to_too_much_is_refused(browser: Browser, cast: Cast) -> None:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as package:
        for number in range(5):
            package.writestr(f"services{number}.csv", b"0" * 45_000_000)
    answer = browser.as_(cast.coordinator).post("/directory/import", sent(kept.getvalue(), "b.zip"))
    assert answer.status_code == 422 and "200 MB" in answer.text


def test_who_keeps_only_an_agencys_part_does_not_import(browser: Browser, cast: Cast) -> None:
    assert browser.as_(cast.provider).get("/directory/import").status_code == 403
    assert browser.as_(cast.advocate).post("/directory/import", sent(SMALL)).status_code == 403
