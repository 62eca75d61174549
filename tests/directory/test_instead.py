"""Which services are named instead of one that cannot, in which order, and why."""

from datetime import date, timedelta

import pytest
from flask import Flask

from safetynet.access import job
from safetynet.db import db
from safetynet.directory import Organization, Service, ServiceType
from safetynet.directory.instead import instead_of
from safetynet.directory.operations import found, list_service

TODAY = date(2026, 11, 2)


def asked(
    app: Flask, *, other_ages: bool = False, **houses: dict[str, object]
) -> list[tuple[str, list[str]]]:
    """List houses beside one for ages 12 to 17, and return what is named instead of it."""
    with app.test_request_context(), job("test: list"):
        organization = found("Houses")
        wanted = _listed(organization, "Wanted", age_from=12, age_to=17)
        for name, facts in houses.items():
            _listed(organization, name, **facts)
        found_instead = instead_of(wanted, {wanted.id}, TODAY, other_ages=other_ages)
        return [(one.service.name, one.reasons) for one in found_instead]


def _listed(organization: Organization, name: str, **facts: object) -> Service:
    service = list_service(organization)
    service.name, service.types, service.languages = name, [ServiceType.SHELTER.value], ["en", "es"]
    for fact, value in facts.items():
        setattr(service, fact, value)
    db.session.flush()
    return service


def test_where_there_is_room_comes_first_and_three_are_named(app: Flask) -> None:
    fresh, old = TODAY - timedelta(days=2), TODAY - timedelta(days=60)
    houses = asked(
        app,
        Full={"openings": 0, "openings_confirmed_on": fresh},
        Stale={"openings": 9, "openings_confirmed_on": old},
        Room={"openings": 2, "openings_confirmed_on": fresh},
        Other={"languages": ["en"], "openings": 0},
    )
    assert houses[0][0] == "Room" and len(houses) == 3
    assert "2 places free, confirmed 2 days ago" in houses[0][1]
    assert all("places free" not in " ".join(reasons) for _name, reasons in houses[1:])


def test_every_reason_is_true_of_the_service(app: Flask) -> None:
    [(_name, reasons)] = asked(app, House={"age_from": 10, "age_to": 21, "languages": ["es"]})
    assert reasons == [
        "offers the same: Emergency or transitional shelter",
        "speaks Spanish too",
        "takes the same ages",
    ]


@pytest.mark.parametrize("by_age", [True, False])
def test_where_age_was_the_reason_other_ages_speak_for_it(app: Flask, *, by_age: bool) -> None:
    [(_name, reasons)] = asked(app, other_ages=by_age, House={"age_from": 18, "age_to": 24})
    assert ("takes other ages: 18 to 24" in reasons) is by_age
    assert "takes the same ages" not in reasons


def test_what_is_not_listed_or_of_another_kind_is_not_named(app: Flask) -> None:
    assert (
        asked(
            app,
            Closed={"is_active": False},
            Busy={"takes_referrals": False},
            Ride={"types": [ServiceType.TRANSPORT.value]},
        )
        == []
    )
