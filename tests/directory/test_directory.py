"""The directory: everybody finds services, each agency keeps its own entries right."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy import select

from safetynet import clock
from safetynet.access import job
from safetynet.db import db
from safetynet.directory import Service, ServiceType
from safetynet.directory.operations import found, list_service
from tests.browser import Browser
from tests.cast import Cast


def listed(app: Flask, agency_id: Any, name: str, /, **facts: Any) -> str:
    """Put one service into the directory and return its id."""
    with app.app_context(), job("test: list"):
        service = list_service(found(f"Offers {name}", agency_id))
        service.name = name
        for field, value in facts.items():
            setattr(service, field, value)
        return str(service.id)


def read(app: Flask, service: str, field: str) -> Any:
    with app.app_context(), job("test: look"):
        row = db.session.scalars(select(Service).where(Service.id == UUID(service))).one()
        return getattr(row, field)


ENTRY = {
    "name": "Night beds",
    "types": ["shelter", "basic_needs"],
    "languages": ["en", "es"],
    "age_from": "12",
    "age_to": "17",
    "takes_referrals": "y",
    "is_active": "y",
    "openings": "3",
}


def test_an_agency_lists_its_own_service(browser: Browser, cast: Cast, app: Flask) -> None:
    browser.as_(cast.provider)
    assert browser.get("/directory").status_code == 200
    assert 'name="new_organization"' not in browser.get("/directory/new").text
    response = browser.post("/directory", ENTRY)
    assert response.status_code == 303
    page = browser.get(response.location).text
    assert "Bridge Clinic" in page and "12 to 17" in page and "3 openings" in page
    assert "Night beds" in browser.get("/directory?words=night&kind=shelter&language=es").text
    assert "Night beds" not in browser.get("/directory?kind=mentoring").text


def test_a_coordinator_lists_for_an_organization_that_does_not_sign_in(
    browser: Browser, cast: Cast
) -> None:
    browser.as_(cast.coordinator)
    assert browser.post("/directory", ENTRY, organization="").status_code == 422
    response = browser.post("/directory", ENTRY, organization="", new_organization="Food Bank")
    assert response.status_code == 303
    assert "Food Bank" in browser.get(response.location).text


def test_nobody_edits_another_agencys_service(browser: Browser, cast: Cast, app: Flask) -> None:
    service = listed(app, cast.provider.agency_id, "Night clinic")
    browser.as_(cast.advocate)
    assert "Change this entry" not in browser.get(f"/directory/{service}").text
    assert browser.get(f"/directory/{service}/edit").status_code == 403
    assert browser.post(f"/directory/{service}/openings").status_code == 403
    browser.as_(cast.probation)
    assert browser.get("/directory/new").status_code == 403


def test_an_analyst_has_no_directory(browser: Browser, cast: Cast) -> None:
    assert browser.as_(cast.analyst).get("/directory").status_code == 403


def test_openings_are_confirmed_in_one_tap(browser: Browser, cast: Cast, app: Flask) -> None:
    service = listed(app, cast.provider.agency_id, "Night clinic", openings=4)
    browser.as_(cast.provider)
    assert "Still 4 openings" in browser.get(f"/directory/{service}").text
    assert browser.post(f"/directory/{service}/openings").status_code == 303
    assert read(app, service, "openings_confirmed_on") == clock.today()


def test_a_lost_edit_is_noticed(browser: Browser, cast: Cast, app: Flask) -> None:
    service = listed(app, cast.provider.agency_id, "Night clinic")
    browser.as_(cast.provider)
    assert browser.post(f"/directory/{service}/edit", ENTRY, version="1").status_code == 303
    assert browser.post(f"/directory/{service}/edit", ENTRY, version="1").status_code == 409
    assert browser.post(f"/directory/{service}/edit", ENTRY).status_code == 422


def test_a_confidential_place_keeps_no_address(browser: Browser, cast: Cast, app: Flask) -> None:
    entry = ENTRY | {"is_confidential": "y", "location_note": "12 Hidden Street"}
    location = browser.as_(cast.provider).post("/directory", entry).location
    assert "12 Hidden Street" not in browser.get(location).text
    assert read(app, location.rsplit("/", 1)[-1], "location_note") is None


def test_pages_of_the_directory_follow_one_another(
    browser: Browser, cast: Cast, app: Flask
) -> None:
    with app.app_context(), job("test: many"):
        organization = found("Many")
        for number in range(60):
            list_service(organization).name = f"Bed {number:02}"
    browser.as_(cast.advocate)
    seen: list[str] = []
    path = "/directory"
    while path:
        page = BeautifulSoup(browser.get(path).text, "html.parser")
        seen += [link.text for link in page.select(".found-list h3 a")]
        following = page.select_one("a[rel=next]")
        path = str(following["href"]) if following else ""
    assert seen == [f"Bed {n:02}" for n in range(60)]


def test_what_a_visit_would_tell_is_known() -> None:
    service = Service(name="x", types=[ServiceType.SHELTER, ServiceType.SUBSTANCE_USE])
    assert service.tells == "substance_use"
    assert Service(name="x", types=[ServiceType.SHELTER]).tells is None


def test_an_agency_stands_behind_one_organization(app: Flask, browser: Browser, cast: Cast) -> None:
    clinic = cast.provider.agency_id
    with app.app_context(), job("test: list"):
        theirs, another = found("Bridge Clinic", clinic), found("Food Bank")
        paths = [f"/directory/organizations/{one.id}" for one in (theirs, another)]
    browser.as_(cast.coordinator)
    sent = {"name": "Food Bank", "agency": str(clinic), "version": "1"}
    assert str(clinic) not in browser.get(paths[1]).text
    assert browser.post(paths[1], sent).status_code == 422
    assert str(clinic) in browser.get(paths[0]).text
    assert browser.post(paths[0], sent).status_code == 303


def test_all_rooms_are_confirmed_in_one_tap(browser: Browser, cast: Cast, app: Flask) -> None:
    theirs = listed(app, cast.advocate.agency_id, "Elsewhere", openings=9)
    first = listed(app, cast.provider.agency_id, "Night clinic", openings=4)
    browser.as_(cast.provider)
    assert "Say how much room there is in 1 service" in browser.get("/").text
    page = browser.get("/directory/rooms").text
    assert "Night clinic" in page and "Elsewhere" not in page
    assert browser.post("/directory/rooms").status_code == 303
    assert read(app, first, "openings_confirmed_on") == clock.today()
    assert read(app, first, "openings_confirmed_by_id") == cast.provider.id
    assert read(app, theirs, "openings_confirmed_on") is None
    assert "how much room" not in browser.get("/").text
    with clock.standing_at(clock.now() + timedelta(days=7)):
        assert "Say how much room there is in 1 service" in browser.as_(cast.provider).get("/").text


def test_a_room_that_changed_is_said_there(browser: Browser, cast: Cast, app: Flask) -> None:
    service = listed(app, cast.provider.agency_id, "Night clinic", openings=4)
    browser.as_(cast.provider)
    path = f"/directory/{service}/openings"
    assert browser.post(path, {"openings": "-1"}).status_code == 422
    assert read(app, service, "openings") == 4
    assert browser.post(path, {"openings": "0", "wait_days": "30"}).status_code == 303
    assert (read(app, service, "openings"), read(app, service, "wait_days")) == (0, 30)


def test_what_is_to_be_confirmed_stands_first(browser: Browser, cast: Cast, app: Flask) -> None:
    with app.app_context(), job("test: list"):
        house = found("Night House", cast.provider.agency_id)
        for name, day in (("A clinic", clock.today()), ("Beds", None)):
            service = list_service(house)
            service.name, service.openings, service.openings_confirmed_on = name, 2, day
    page = browser.as_(cast.provider).get("/directory/rooms").text
    assert page.index("Beds") < page.index("A clinic")
