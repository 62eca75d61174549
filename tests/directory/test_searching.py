"""Searching: what fits and why, what nearly fits and why not, and what nobody may find."""

from datetime import date, time

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy import select

from safetynet import clock
from safetynet.access import job
from safetynet.db import db
from safetynet.directory import Organization
from safetynet.directory.codes import Unlisted
from safetynet.directory.hours import has_evenings, has_weekends, is_open, spans_in
from safetynet.directory.operations import found, list_service
from tests.browser import Browser
from tests.cast import Cast
from tests.directory.test_directory import ENTRY, listed
from tests.statements import counted

WEEKDAYS = [f"{day} 0900 1700" for day in range(1, 6)]


def names_on(page: str) -> tuple[list[str], list[str]]:
    """Return the services that fit, and those that nearly do."""
    lists = BeautifulSoup(page, "html.parser").select(".found-list")
    names = [[link.text for link in one.select("h3 a")] for one in lists]
    is_only_near = "These nearly fit" in page and len(names) == 1
    return (
        ([], names[0])
        if is_only_near
        else (names[0] if names else [], names[1] if names[1:] else [])
    )


@pytest.mark.parametrize(
    ("asked", "fits"),
    [
        ("words=bed", {"Night beds"}),
        ("words=NÍGHT+be", {"Night beds"}),
        ("words=xkshelter", set()),
        ("kind=shelter", {"Night beds"}),
        ("kind=mental_health", {"Talk to someone"}),
        ("place=oakland", {"Night beds"}),
        ("place=alameda", {"Night beds", "Talk to someone"}),
        ("language=vi", {"Talk to someone"}),
        ("age=12", {"Night beds", "Talk to someone"}),
        ("age=18", {"Talk to someone"}),
        ("gender=girls", {"Night beds", "Talk to someone"}),
        ("gender=boys", {"Talk to someone"}),
        ("opening=evenings", {"Night beds"}),
        ("opening=weekends", {"Night beds"}),
        ("without_papers=1", {"Talk to someone"}),
        ("kind=nothing&age=x&gender=y&opening=z", {"Night beds", "Talk to someone"}),
    ],
)
def test_a_search_finds_what_fits(
    browser: Browser, cast: Cast, app: Flask, asked: str, fits: set[str]
) -> None:
    two_services(app)
    page = browser.as_(cast.advocate).get(f"/directory?{asked}").text
    assert set(names_on(page)[0]) == fits


def two_services(app: Flask) -> None:
    listed(
        app, None, "Beds", name="Night beds", types=["shelter"], languages=["en", "es"],
        age_from=12, age_to=17, genders=["girls"], near="Oakland 94601", areas=["Alameda County"],
        hours=[f"{day} 1800 0800" for day in range(1, 8)],
    )  # fmt: skip
    listed(
        app, None, "Talks", name="Talk to someone", types=["mental_health"], languages=["vi"],
        without_papers=True, areas=["Alameda County"], hours=WEEKDAYS,
    )  # fmt: skip


def test_each_answer_says_why_it_fits_and_why_not(browser: Browser, cast: Cast, app: Flask) -> None:
    two_services(app)
    asked = "age=16&gender=boys&language=vi&place=oakland"
    page = browser.as_(cast.advocate).get(f"/directory?{asked}").text
    fits, nearly = names_on(page)
    assert (fits, nearly) == ([], ["Talk to someone"]), "one respect may fail, and only one"
    said = BeautifulSoup(page, "html.parser").select_one(".reasons")
    assert said is not None
    told = [" ".join(line.text.split()) for line in said.select("li")]
    assert told == [
        "Does not fit: It is not in oakland",
        "Fits: No age limit is stated",
        "Fits: Takes everybody",
        "Fits: Speaks Vietnamese",
    ]


def test_open_now_is_asked_in_the_county(browser: Browser, cast: Cast, app: Flask) -> None:
    two_services(app)
    browser.as_(cast.advocate)
    for hour, fits in ((11, {"Talk to someone"}), (20, {"Night beds"})):
        moment = clock.moment_of(date(2026, 12, 2), time(hour))
        with clock.standing_at(moment):
            browser.as_(cast.advocate)
            assert set(names_on(browser.get("/directory?opening=now").text)[0]) == fits


@pytest.mark.parametrize("why", [Unlisted.INACTIVE, Unlisted.EXCLUDED, Unlisted.WITHDRAWN])
def test_what_is_not_listed_is_nowhere(
    browser: Browser, cast: Cast, app: Flask, why: Unlisted
) -> None:
    service = listed(app, None, "Gone", name="Gone place", is_active=False, unlisted=why)
    browser.as_(cast.advocate)
    assert "Gone place" not in browser.get("/directory?words=gone").text
    assert browser.get(f"/directory/{service}").status_code == 403
    browser.as_(cast.coordinator)
    assert "Not listed" in browser.get(f"/directory/{service}").text, "who keeps it sees why"


def test_nothing_of_an_unlisted_organization_is_found(
    browser: Browser, cast: Cast, app: Flask
) -> None:
    with app.app_context(), job("test: list"):
        organization = found("Closed house")
        organization.unlisted = Unlisted.INACTIVE
        list_service(organization).name = "Old beds"
    assert "Old beds" not in browser.as_(cast.advocate).get("/directory").text


def test_a_renamed_organization_is_found_by_its_new_name(
    browser: Browser, cast: Cast, app: Flask
) -> None:
    listed(app, None, "Beds", name="Night beds")
    browser.as_(cast.coordinator)
    assert names_on(browser.get("/directory?words=offers").text)[0] == ["Night beds"]
    with app.app_context(), job("test: look"):
        path = f"/directory/organizations/{db.session.scalars(select(Organization.id)).one()}"
    sent = {"name": "Harbor", "website": "javascript:alert(1)", "agency": "", "version": "1"}
    assert browser.post(path, sent).status_code == 303
    assert 'href="javascript' not in browser.get("/directory?words=harbor").text
    assert names_on(browser.get("/directory?words=harbor").text)[0] == ["Night beds"]
    assert names_on(browser.get("/directory?words=offers").text)[0] == []


def test_an_entry_keeps_for_whom_and_when(browser: Browser, cast: Cast) -> None:
    entry = ENTRY | {
        "genders": ["girls"], "without_papers": "y", "areas": "Alameda County, Oakland",
        "hours_note": "Monday - Friday 9 am - 5 pm", "website": "beds.example.org",
        "wait_days": "14", "openings": "0",
    }  # fmt: skip
    browser.as_(cast.provider)
    odd = browser.post("/directory", entry, hours_note="whenever").location
    assert "shown as written" in browser.get(odd).text
    page = browser.get(browser.post("/directory", entry).location).text
    for told in (
        "Girls and young women", "Nobody needs papers there", "Alameda County, Oakland",
        "Monday – Friday", "beds.example.org", "14 days to wait",
    ):  # fmt: skip
        assert told in page


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("9:00 am - 5:00 pm, Monday - Friday", WEEKDAYS),
        ("Mon 9:00 am - 5:00 pm; Tue 9:00 am - 7:00 pm;", ["1 0900 1700", "2 0900 1900"]),
        ("Open 24 hours", [f"{day} 0000 2400" for day in range(1, 8)]),
        ("Noon - 8:30 pm, Monday", ["1 1200 2030"]),
        ("9-5 M-F", WEEKDAYS),
        ("Sat & Sun 10am to 2pm", ["6 1000 1400", "7 1000 1400"]),
        ("lunes a viernes 9:00 - 17:00", WEEKDAYS),
        ("Please call", []),
        ("First Monday of the month, 9 am - 5 pm", []),
        ("9:00 am - 5:00 pm", []),
    ],
)
def test_hours_are_read_where_they_are_certain(text: str, spans: list[str]) -> None:
    assert spans_in(text) == spans


def test_hours_past_midnight_are_open_on_the_next_day() -> None:
    night = ["5 2200 0400"]
    assert is_open(night, 5, 23 * 60) and is_open(night, 6, 3 * 60)
    assert not is_open(night, 6, 5 * 60) and not is_open([], 1, 600)
    assert has_evenings(night) and not has_weekends(night)
    assert is_open(["7 2200 0200"], 1, 60), "the week goes on after Sunday"


def test_searching_reads_as_many_rows_however_many_there_are(
    browser: Browser, cast: Cast, app: Flask
) -> None:
    """A page of services costs the same statements with 30 and with 90 of them."""
    counts = []
    for many in (30, 60):
        with app.app_context(), job("test: many"):
            organization = found(f"Many {many}")
            for number in range(many):
                list_service(organization).name = f"Bed {number:02}"
        browser.as_(cast.advocate).get("/directory?words=bed&age=15")
        with counted(app) as told:
            browser.get("/directory?words=bed&age=15")
        counts.append(len(told))
    assert counts[0] == counts[1]


def test_another_page_is_asked_with_our_own_words_alone(
    browser: Browser, cast: Cast, app: Flask
) -> None:
    """A word of an address that is no question of ours would say where the link leads."""
    with app.app_context(), job("test: list"):
        house = found("Night House", cast.provider.agency_id)
        for number in range(26):
            list_service(house).name = f"Night clinic {number:02}"
    crafted = "words=clinic&endpoint=x&_scheme=javascript&_external=1&_anchor=y"
    page = browser.as_(cast.advocate).get(f"/directory?{crafted}").text
    [link] = BeautifulSoup(page, "html.parser").select("a[rel=next]")
    address = str(link["href"])
    assert address.startswith("/directory?after=") and address.endswith("&words=clinic#found")
    assert names_on(browser.get(address.partition("#")[0]).text)[0] == ["Night clinic 25"]


def test_a_search_leads_to_what_was_found(browser: Browser, cast: Cast, app: Flask) -> None:
    """On a phone the questions fill two screens, and the answer stands below them."""
    listed(app, cast.provider.agency_id, "Night clinic")
    browser.as_(cast.advocate)
    for asked in ("", "?words=clinic", "?words=nothing-like-it"):
        page = BeautifulSoup(browser.get(f"/directory{asked}").text, "html.parser")
        [form] = page.select("form.filters")
        assert form["action"] == "/directory#found" and page.select_one("#found")
