"""Rows of a spreadsheet that are possibly here already, left out of its import on its preview."""

import io

import openpyxl
from bs4 import BeautifulSoup
from flask import Flask

from safetynet.access import job
from safetynet.referrals import Referral
from tests.browser import Browser, rows
from tests.cast import Cast, Player
from tests.referrals.test_importing import PEOPLE, field_values, import_all, upload

AGAIN = (
    b"First name,Last name,DOB\n"
    b"Marigold,Thistledown,03/14/2010\nHazel,Fernsby,05/05/2011\nMarigold,Thistledown,03/14/2010\n"
)


def matched(browser: Browser, player: Player, content: bytes) -> str:
    """Upload a file and match its columns as suggested; return the path of its import."""
    path = str(upload(browser, player, content).location)
    browser.post(f"{path}/matching", field_values(browser.get(path).text))
    return path


def test_rows_that_are_possibly_here_already_can_be_left_out(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    """Those that are ticked, all, or none; what is left out comes back with its reason."""
    import_all(browser, str(upload(browser, cast.advocate, PEOPLE).location))
    path = matched(browser, cast.supervisor, AGAIN)

    def leave_out(**typed: object) -> str:
        page = browser.get(f"{path}/preview").text
        assert browser.post(f"{path}/left-out", shown(page) | typed).status_code == 303
        return browser.get(f"{path}/preview").text

    assert "Import 2 referrals" in leave_out(rows=["2"])
    assert "Import 1 referral" in leave_out(all_of_them="y")
    whole = leave_out(none_of_them="y")
    assert "Import 3 referrals" in whole and "Left out by you" not in facts(whole)
    told = leave_out(rows=["4"])
    assert "Import 2 referrals" in told and "so left out" in told
    assert checked(told) == ["4"], "it can be taken in again"
    assert facts(told)["Left out by you"] == "1" and facts(told)["Cannot be imported"] == "0"
    assert "Why rows cannot be imported" not in told
    browser.post(f"{path}/run")
    left = openpyxl.load_workbook(io.BytesIO(browser.get(f"{path}/failed").data)).worksheets[0]
    lines = list(left.iter_rows(values_only=True))
    assert [line[0] for line in lines[1:]] == ["Marigold"]
    with app.app_context(), job("test: look"):
        assert len(rows(Referral)) == 4


def shown(page: str) -> dict[str, object]:
    """Return what the form sends beside its boxes: which version of the import was shown."""
    [version] = BeautifulSoup(page, "html.parser").select("form[action$=left-out] [name=version]")
    return {"version": str(version["value"])}


def facts(page: str) -> dict[str, str]:
    """Return what the preview counts, by its words."""
    soup = BeautifulSoup(page, "html.parser")
    pairs = zip(soup.select(".facts dt"), soup.select(".facts dd"), strict=True)
    return {term.get_text(strip=True): what.get_text(strip=True) for term, what in pairs}


def checked(page: str) -> list[str]:
    boxes = BeautifulSoup(page, "html.parser").select("input[name=rows][checked]")
    return [str(box["value"]) for box in boxes]


def test_only_rows_that_are_told_can_be_left_out(browser: Browser, cast: Cast) -> None:
    """Not the others by their number; and not once the import has begun."""
    import_all(browser, str(upload(browser, cast.advocate, PEOPLE).location))
    path = matched(browser, cast.supervisor, AGAIN)
    as_shown = shown(browser.get(f"{path}/preview").text)
    answer = browser.post(f"{path}/left-out", as_shown | {"rows": ["3"]})
    assert answer.status_code == 422 and "Import 3 referrals" in answer.text
    assert browser.post(f"{path}/left-out", as_shown | {"rows": ["x"]}).status_code == 422
    browser.post(f"{path}/run")
    assert browser.post(f"{path}/left-out", as_shown | {"rows": ["2"]}).status_code == 409
