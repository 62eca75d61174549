"""What leaves the directory: a list to take along, and the whole as HSDS 3.0."""

import io
import json
import zipfile
from pathlib import Path

from bs4 import BeautifulSoup
from flask import Flask

from safetynet.directory.codes import Unlisted
from safetynet.directory.commands import export_directory
from tests.browser import Browser
from tests.cast import Cast
from tests.directory.test_directory import listed
from tests.ledger import last_entry

TELLING = ("safetynet", "exploit", "traffick", "review", "confidential", "case", "advocate")


def test_a_list_to_take_along_is_in_both_languages_and_gives_nothing_away(
    browser: Browser, cast: Cast, app: Flask
) -> None:
    food = listed(
        app, None, "Food", name="Groceries", phone="555-0100", languages=["es"], age_from=12,
        location_note="Foundry Street", hours=["1 0900 1700"],
    )  # fmt: skip
    gone = listed(app, None, "Gone", name="Gone place", is_active=False, unlisted=Unlisted.EXCLUDED)
    beds = listed(app, None, "Beds", name="Night beds", is_confidential=True)
    browser.as_(cast.advocate)
    asked = f"/directory/handout?service={food}&service={gone}&service={beds}&service=x"
    page = BeautifulSoup(browser.get(asked).text, "html.parser")
    english, spanish = page.select("section.handout")
    assert "Groceries" in english.text and "Foundry Street" in english.text
    assert "Phone" in english.text and "Teléfono" in spanish.text and "lunes" in spanish.text
    assert "12 and older" in english.text and "Monday" in english.text
    text = (english.text + spanish.text).lower()
    assert "gone place" not in text and not [word for word in TELLING if word in text]


def test_nothing_chosen_is_said(browser: Browser, cast: Cast) -> None:
    browser.as_(cast.advocate)
    assert "Choose at least one" in browser.get("/directory/handout").text
    assert "Choose at least one" not in browser.get("/directory").text


def test_an_export_holds_what_is_listed_and_is_on_the_ledger(
    browser: Browser, cast: Cast, app: Flask
) -> None:
    listed(app, None, "Food", name="Groceries", openings=2)
    listed(app, None, "Gone", name="Gone place", is_active=False, unlisted=Unlisted.INACTIVE)
    listed(app, None, "Beds", name="Night beds", is_confidential=True, location_note="Secret lane")
    answer = browser.as_(cast.advocate).get("/directory/export")
    assert last_entry(app).result == "exported"
    files = files_of(answer.data)
    names = [row["name"] for row in json.loads(files["services.json"])]
    assert names == ["Groceries", "Night beds"]
    everything = b" ".join(files.values())
    assert b"Secret lane" not in everything and b"Gone place" not in everything
    assert browser.as_(cast.analyst).get("/directory/export").status_code == 403


def test_the_directory_is_exported_by_command(app: Flask, tmp_path: Path) -> None:
    listed(app, None, "Food", name="Groceries")
    file = tmp_path / "directory.zip"
    answer = app.test_cli_runner().invoke(export_directory, [str(file)])
    assert answer.exit_code == 0 and "directory.zip" in answer.output
    assert b"Groceries" in files_of(file.read_bytes())["csv/services.csv"]
    assert app.test_cli_runner().invoke(export_directory, [f"{tmp_path}/no/x.zip"]).exit_code == 2


def files_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}
