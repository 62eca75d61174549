"""A workbook of several sheets: asked which one lists the services, by page and by command."""

import io
import re
from pathlib import Path

import pytest
import xlsxwriter
from flask import Flask
from werkzeug.test import TestResponse

from tests.browser import Browser
from tests.cast import Cast
from tests.directory.test_browser_import import names
from tests.directory.test_import_files import run
from tests.directory.test_matching_columns import chosen, hidden

HEAD = ("Organization", "Service", "Phone")
NORTH = ("North", (HEAD, ("Food Bank", "Groceries", ""), ("Food Bank", "Clothes", "")))
SOUTH = ("South", (HEAD, ("Night House", "Beds", "")))
ODD = ("Old list", (("Run By", "Prog Nm"), ("Day House", "Meals")))
NOTES = ("Read me", (("Made in May",),))
EMPTY = ("Blank", ())
HEADINGS = ("East", (HEAD,))
Pages = tuple[str, tuple[tuple[str, ...], ...]]


def workbook(*pages: Pages) -> bytes:
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        for name, lines in pages:
            page = book.add_worksheet(name)
            for number, line in enumerate(lines):
                page.write_row(number, 0, line)
    return kept.getvalue()


MANY = workbook(NOTES, SOUTH, EMPTY, NORTH, ODD, HEADINGS)


def send(browser: Browser, **asked: str) -> TestResponse:
    return send_file(browser, MANY, **asked)


def send_file(browser: Browser, data: bytes, **asked: str) -> TestResponse:
    file = (io.BytesIO(data), "211.xlsx")
    return browser.post("/directory/import", {"file": file, "source": "other", **asked})


def offered(page: str) -> dict[str, bool]:
    """Return what is said of each sheet, and whether it is the one that is chosen."""
    select = re.findall(r'<select[^>]*name="sheet".*?</select>', page, re.DOTALL)
    options = re.findall(r"<option([^>]*)>(.*?)</option>", select[0] if select else "")
    return {words: "selected" in marks for marks, words in options}


def test_a_workbook_asks_which_sheet_lists_the_services(browser: Browser, cast: Cast) -> None:
    page = send(browser.as_(cast.coordinator)).text
    assert offered(page) == {
        "Read me (1 filled row)": False,
        "South (2 filled rows)": False,
        "North (3 filled rows)": True,
        "Old list (2 filled rows)": False,
        "East (1 filled row)": False,
    }
    assert "<dt>Rows</dt><dd>2</dd>" in page


def test_the_sheet_that_was_chosen_is_looked_at_and_then_imported(
    browser: Browser, cast: Cast, app: Flask
) -> None:
    browser.as_(cast.coordinator)
    first = send(browser).text
    other = send(browser, sheet="South", **hidden(first)).text
    assert offered(other)["South (2 filled rows)"] and names(app) == []
    assert "<dt>Rows</dt><dd>1</dd>" in other
    done = send(browser, sheet="South", **hidden(other)).text
    assert "The directory is imported" in done and names(app) == ["Beds"]


def test_a_sheet_that_nobody_looked_at_is_not_imported(
    browser: Browser, cast: Cast, app: Flask
) -> None:
    """Both have the same headings, so that only the name of the sheet tells them apart."""
    browser.as_(cast.coordinator)
    looked_at = send(browser, sheet="North").text
    send(browser, sheet="South", **hidden(looked_at))
    assert names(app) == []


def test_columns_of_another_sheet_are_asked_about_anew(
    browser: Browser, cast: Cast, app: Flask
) -> None:
    browser.as_(cast.coordinator)
    first = send(browser).text
    odd = send(
        browser, sheet="Old list", **hidden(first), **chosen(("organization", "name", "phone"))
    )
    assert odd.status_code == 200 and "No column names the services" in odd.text
    matched = chosen(("organization", "name"))
    look = send(browser, sheet="Old list", **hidden(odd.text), **matched).text
    send(browser, sheet="Old list", **hidden(look), **matched)
    assert names(app) == ["Meals"]


def test_a_sheet_of_headings_alone_is_told_of_and_another_can_be_chosen(
    browser: Browser, cast: Cast
) -> None:
    answer = send(browser.as_(cast.coordinator), sheet="East")
    assert answer.status_code == 422
    assert "The sheet “East” has no rows below its headings." in answer.text
    assert offered(answer.text)["North (3 filled rows)"]


def test_a_file_of_one_sheet_asks_nothing(browser: Browser, cast: Cast) -> None:
    browser.as_(cast.coordinator)
    assert offered(browser.get("/directory/import").text) == {}
    page = send_file(browser, workbook(NORTH, EMPTY), sheet="South").text
    assert offered(page) == {} and "<dt>Rows</dt><dd>2</dd>" in page


def test_the_sheet_is_kept_until_the_file_is_chosen(browser: Browser, cast: Cast) -> None:
    sent = {"source": "other", "sheet": 'So"<b>'}
    answer = browser.as_(cast.coordinator).post("/directory/import", sent)
    assert answer.status_code == 422
    assert '<input type="hidden" name="sheet" value="So&#34;&lt;b&gt;">' in answer.text


def test_the_command_takes_the_sheet_that_is_named(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "211.xlsx"
    file.write_bytes(MANY)
    assert run(app, file, "--sheet", "South").exit_code == 0
    assert names(app) == ["Beds"]


@pytest.mark.parametrize(
    ("name", "data", "sheet", "said"),
    [
        (
            "211.xlsx", MANY, "west",
            "sheet “west”: There is no sheet of that name. The file has these: “Read me”, “South”,",
        ),
        ("211.xlsx", MANY, "East", "211.xlsx has no rows."),
        ("a.csv", b"Organization,Service\nA,B\n", "x", "There is no sheet of that name."),
        ("a.json", b'[{"name": "B", "organization": {"name": "A"}}]', "services", "no sheet of"),
    ],
)  # fmt: skip
def test_a_name_that_no_sheet_has_is_refused(
    app: Flask, tmp_path: Path, name: str, data: bytes, sheet: str, said: str
) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    result = run(app, file, "--sheet", sheet)
    assert result.exit_code == 2 and said in result.output
    assert names(app) == []
