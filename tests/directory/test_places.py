"""Where a service is offered, entered by hand; never where nobody may know it."""

from typing import Any
from uuid import UUID

from flask import Flask

from safetynet.access import job
from safetynet.db import db
from safetynet.directory.hours import hours_text, spans_in
from safetynet.directory.models import Place, Service, ServicePlace
from safetynet.directory.operations import list_service
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.directory.test_directory import ENTRY, listed, read
from tests.ledger import last_entry

WHERE = {
    "name": "Second floor",
    "address_1": "12 Elm Street",
    "city": "Lindale",
    "county": "Laurel",
    "state": "CA",
    "postal_code": "95001",
    "phone": "555-0134 ext. 7",
    "hours_said": "Monday - Friday 9 am - 5 pm",
    "transport": "Bus 4",
    "access": "Ramp at the side",
}


def all_of(app: Flask, model: Any) -> list[Any]:
    with app.app_context(), job("test: look"):
        return [row.id for row in rows(model)]


def placed(browser: Browser, app: Flask, service: str, **said: str) -> str:
    """Enter a place as whoever is signed in; return its address."""
    answer = browser.post(f"/directory/{service}/places", WHERE | said)
    assert answer.status_code == 303
    return f"/directory/{service}/places/{all_of(app, Place)[-1]}"


def test_an_agency_says_where_its_service_is(browser: Browser, cast: Cast, app: Flask) -> None:
    service = listed(app, cast.provider.agency_id, "Night beds")
    page = f"/directory/{service}"
    assert f"{page}/places/new" in browser.as_(cast.provider).get(page).text
    assert browser.get(f"{page}/places/new").status_code == 200
    where = placed(browser, app, service)
    assert last_entry(app).permission == "directory:write"
    for text in ("12 Elm Street", "95001", "555-0134 ext. 7", "Bus 4", "Monday"):
        assert text in browser.get(page).text, text
    browser.as_(cast.advocate)
    assert "12 Elm Street" in browser.get(f"/directory/handout?service={service}").text
    for sought in ("Lindale", "95001"):
        assert "Night beds" in browser.get(f"/directory?near={sought}").text
    assert where not in browser.get(page).text


def test_a_place_is_changed_and_taken_out(browser: Browser, cast: Cast, app: Flask) -> None:
    service = listed(app, cast.provider.agency_id, "Night beds")
    where = placed(browser.as_(cast.provider), app, service)
    form = browser.get(where).text
    assert "12 Elm Street" in form and "monday 9:00 am - 5:00 pm" in form
    moved = WHERE | {"city": "Oakvale", "county": "", "state": "", "postal_code": ""}
    assert browser.post(where, moved, version="1").status_code == 303
    assert read(app, service, "near") == "Oakvale"
    assert browser.post(where, moved, version="1").status_code == 409
    assert browser.post(f"{where}/removal", version="1").status_code == 409
    assert browser.post(f"{where}/removal", version="2").status_code == 303
    assert read(app, service, "near") is None
    assert not all_of(app, Place) and not all_of(app, ServicePlace)
    assert browser.get(where).status_code == 404


def test_a_place_of_two_services_stays_for_the_other(
    browser: Browser, cast: Cast, app: Flask
) -> None:
    service = listed(app, cast.provider.agency_id, "Night beds")
    where = placed(browser.as_(cast.provider), app, service)
    with app.app_context(), job("test: a second one"):
        row = rows(Service, Service.id == UUID(service))[0]
        other = list_service(row.organization)
        other.name = "Day room"
        db.session.flush()
        db.session.add(ServicePlace(service_id=other.id, place_id=rows(Place)[0].id))
        second = str(other.id)
    assert browser.post(where, WHERE | {"city": "Oakvale"}, version="1").status_code == 303
    assert "Oakvale" in read(app, second, "near")
    assert browser.post(f"{where}/removal", version="2").status_code == 303
    assert "Oakvale" in browser.get(f"/directory/{second}").text
    assert "Oakvale" not in browser.get(f"/directory/{service}").text


def test_a_confidential_service_has_no_place(browser: Browser, cast: Cast, app: Flask) -> None:
    service = listed(app, cast.provider.agency_id, "Night beds", is_confidential=True)
    page = f"/directory/{service}"
    browser.as_(cast.provider)
    assert f"{page}/places/new" not in browser.get(page).text
    assert browser.get(f"{page}/places/new").status_code == 404
    assert browser.post(f"{page}/places", WHERE).status_code == 404
    assert not all_of(app, Place)


def test_a_place_goes_as_its_service_becomes_confidential(
    browser: Browser, cast: Cast, app: Flask
) -> None:
    service = listed(app, cast.provider.agency_id, "Night beds")
    where = placed(browser.as_(cast.provider), app, service)
    now = {"name": "Night beds", "is_confidential": "y", "is_active": "y"}
    version = str(read(app, service, "version"))
    saved = browser.post(f"/directory/{service}/edit", ENTRY | now, version=version)
    assert saved.status_code == 303
    assert not all_of(app, Place) and not all_of(app, ServicePlace)
    assert browser.get(where).status_code == 404
    assert "Elm" not in browser.get(f"/directory/{service}").text


def test_what_a_file_brought_is_changed_in_the_file(
    browser: Browser, cast: Cast, app: Flask
) -> None:
    service = listed(app, cast.provider.agency_id, "Night beds", source_key="211:7")
    page = f"/directory/{service}"
    browser.as_(cast.provider)
    assert f"{page}/places/new" not in browser.get(page).text
    assert browser.post(f"{page}/places", WHERE).status_code == 404


def test_what_cannot_be_is_said_and_nothing_typed_is_lost(
    browser: Browser, cast: Cast, app: Flask
) -> None:
    service = listed(app, cast.provider.agency_id, "Night beds")
    browser.as_(cast.provider)
    for wrong in (
        {"address_1": ""},
        {"city": ""},
        {"phone": "ask Miss Odette"},
        {"hours_said": "when the moon is full"},
        {"name": "x" * 121},
    ):
        answer = browser.post(f"/directory/{service}/places", WHERE | wrong)
        assert answer.status_code == 422, wrong
        assert all(typed in answer.text for typed in (WHERE | wrong).values()), wrong
    assert not all_of(app, Place)


def test_nobody_says_where_anothers_service_is(browser: Browser, cast: Cast, app: Flask) -> None:
    service = listed(app, cast.provider.agency_id, "Night beds")
    other = listed(app, cast.probation.agency_id, "Night bus")
    where = placed(browser.as_(cast.provider), app, service)
    place = where.rpartition("/")[2]
    assert browser.post(f"/directory/{other}/places/{place}", WHERE).status_code in {403, 404}
    browser.as_(cast.coordinator)
    assert browser.get(f"/directory/{other}/places/{place}").status_code == 404
    assert browser.get(where).status_code == 200
    for who in (cast.probation, cast.analyst):
        browser.as_(who)
        assert browser.get(where).status_code == 403
        assert browser.post(f"/directory/{service}/places", WHERE).status_code == 403
        assert browser.post(f"{where}/removal", version="1").status_code == 403


def test_hours_are_read_again_as_they_are_written() -> None:
    for said in (
        "Monday - Friday 9 am - 5 pm; Saturday 10 am - 2:30 pm",
        "Sunday noon - midnight",
        "Daily 24 hours",
    ):
        spans = spans_in(said)
        assert spans and spans_in(hours_text(spans)) == spans, said
