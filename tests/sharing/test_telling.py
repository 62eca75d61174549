"""Telling under a law: its clock, its conditions, its one extension (CR-01, CR-02, CR-09)."""

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

import pytest
from flask import Flask

from safetynet import clock
from safetynet.access import job
from safetynet.agencies import Agency, AgencyClass
from safetynet.db import db
from safetynet.sharing import Disclosure
from safetynet.sharing.models import DisclosureTerms
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.scenes import Scene

CAUSE = "The hospital has not answered yet, and she may be moved."


@pytest.fixture
def scene(app: Flask, cast: Cast) -> Scene:
    """Probation knows her name; the covered house leads."""
    scene = scenes.open_case(app, cast)
    scenes.write_name(app, scene, cast.probation, "Rosalind", "Courtname")
    scenes.unseat(app, scene, cast.provider)
    return scene


def typed(cast: Cast, **changed: Any) -> dict[str, Any]:
    said: dict[str, Any] = {
        "to_agency_id": str(cast.outsider.agency_id),
        "basis": "child_statute",
        "categories": ["identity"],
        "reported_on": clock.today().isoformat(),
        "identities_verified": "y",
    }
    return {name: value for name, value in (said | changed).items() if value is not None}


class Told(NamedTuple):
    ends_on: date
    ended_at: datetime | None


def told(app: Flask) -> list[Told]:
    with app.app_context(), job("test: look"):
        return [Told(row.ends_on, row.ended_at) for row in rows(Disclosure)]


def ordered(cast: Cast, **changed: Any) -> dict[str, Any]:
    order = {
        "basis": "court_order",
        "reported_on": None,
        "identities_verified": None,
        "reference": "Order 22-104",
        "judge": "Judge Nakamura, on 3 May",
        "reason": "Names the school and the clinic, nothing else.",
    }
    return typed(cast, **(order | changed))


def test_a_law_carries_for_its_days_from_the_report(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    """CR-09: what was reported ten days ago is open for twenty more, and on the next day closed."""
    reported = clock.today() - timedelta(days=10)
    browser.as_(cast.probation)
    page = browser.get(f"{scene.path}/disclosures/new")
    assert page.status_code == 200 and "Not signed off by counsel" in page.text
    path = f"{scene.path}/disclosures"
    answer = browser.post(path, typed(cast, reported_on=reported.isoformat()))
    assert answer.status_code == 303
    assert browser.get(answer.location).status_code == 200
    [one] = told(app)
    assert one.ends_on == reported + timedelta(days=30)
    entry = scenes.last_entry(app)
    assert entry.permission == "disclosure:write"


def test_what_crossed_is_open_until_the_last_day_and_not_after(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    scenes.seat(app, scene, cast.teacher)
    path = f"{scene.path}/disclosures"
    given = ordered(cast, to_agency_id=str(cast.teacher.agency_id), categories=["safe_contact"])
    days = clock.today() + timedelta(days=5)
    assert browser.as_(cast.advocate).post(path, given, ends_on=days.isoformat()).status_code == 303
    assert "Confirmed" in browser.as_(cast.teacher).get(scene.path).text
    clock.stand_at(clock.start_of(days + timedelta(days=1)))
    assert "Confirmed" not in browser.as_(cast.teacher).get(scene.path).text


@pytest.mark.parametrize(
    "changed",
    [
        {"reported_on": None},
        {"reported_on": "2999-01-01"},
        {"reported_on": "9999-12-31"},
        {"basis": "emergency", "reason": CAUSE, "reported_on": "2999-01-01"},
        {"reported_on": "2001-01-01"},
        {"identities_verified": None},
        {"categories": []},
        {"categories": ["substance_use"]},
        {"categories": ["privileged"]},
        {"to_agency_id": "all"},
        {"basis": "answer"},
        {"basis": "team_statute"},
        {"basis": "court_order"},
        {"basis": "case_file", "categories": ["juvenile_court"]},
        {"basis": "case_file", "reference": "827(a)(1)(K)"},
        {"basis": "emergency"},
        {"basis": "emergency", "reason": "too short"},
        {"basis": "mandated_report"},
        {"ends_on": "2999-01-01"},
    ],
)
def test_what_a_law_needs_is_asked_for(
    changed: dict[str, Any], app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    path = f"{scene.path}/disclosures"
    answer = browser.as_(cast.probation).post(path, typed(cast, **changed))
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert told(app) == []


def test_a_covered_agency_tells_by_order_or_report_alone(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    """CR-02."""
    path = f"{scene.path}/disclosures"
    browser.as_(cast.advocate)
    for basis, more in (("child_statute", {}), ("emergency", {"reason": CAUSE})):
        answer = browser.post(path, typed(cast, basis=basis, **more))
        assert answer.status_code == 422
        assert "release, court order or mandated report only" in answer.text
    report = typed(cast, basis="mandated_report", to_agency_id=str(cast.probation.agency_id))
    assert browser.post(path, report).status_code == 303
    assert browser.post(path, ordered(cast)).status_code == 303


def test_it_goes_on_once_for_a_written_cause(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    browser.as_(cast.probation)
    first = browser.post(f"{scene.path}/disclosures", typed(cast)).location
    assert "Let it go on" in browser.get(first).text
    assert browser.post(f"{first}/extension", reason="because").status_code == 422
    second = browser.post(f"{first}/extension", reason=CAUSE)
    assert second.status_code == 303
    assert CAUSE in browser.get(second.location).text
    for again in (first, second.location):
        assert browser.post(f"{again}/extension", reason=CAUSE).status_code == 422
    one, further = told(app)
    assert further.ends_on == one.ends_on + timedelta(days=30)


def test_what_is_over_does_not_go_on(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    first = browser.as_(cast.probation).post(f"{scene.path}/disclosures", typed(cast)).location
    clock.stand_at(clock.now() + timedelta(days=31))
    assert browser.as_(cast.probation).post(f"{first}/extension", reason=CAUSE).status_code == 422
    assert len(told(app)) == 1


def test_it_can_be_ended_at_once(app: Flask, browser: Browser, cast: Cast, scene: Scene) -> None:
    browser.as_(cast.probation)
    first = browser.post(f"{scene.path}/disclosures", typed(cast)).location
    assert browser.post(f"{first}/end").status_code == 303
    [one] = told(app)
    assert one.ended_at is not None
    assert "Ended" in browser.get(first).text


def test_the_grounds_stay_with_who_told(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    first = browser.as_(cast.probation).post(f"{scene.path}/disclosures", typed(cast)).location
    for player, code in ((cast.advocate, 404), (cast.coordinator, 403), (cast.outsider, 404)):
        assert browser.as_(player).get(first).status_code == code
        assert browser.post(f"{first}/end").status_code == code
    with app.app_context(), job("test: look"):
        [terms] = rows(DisclosureTerms)
        assert terms.owner_id == cast.probation.agency_id


def test_the_page_of_who_sees_what_leads_to_it(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    first = browser.as_(cast.probation).post(f"{scene.path}/disclosures", typed(cast)).location
    page = browser.get(f"{scene.path}/sharing").text
    assert first in page and f"{scene.path}/disclosures/new" in page


REDWOOD = "Redwood County Office"


@pytest.fixture
def redwood(app: Flask) -> str:
    """The id of an agency of another county, which nobody here works for."""
    with app.app_context(), job("test: another county"):
        agency = Agency(name=REDWOOD, handle="redwood", kind=AgencyClass.ELSEWHERE)
        db.session.add(agency)
        return str(agency.id)


def test_a_report_goes_to_another_county_on_paper(
    app: Flask, browser: Browser, cast: Cast, scene: Scene, redwood: str
) -> None:
    page = browser.as_(cast.probation).get(f"{scene.path}/disclosures/new").text
    assert f"{REDWOOD} (in another county, in writing alone)" in page
    report = typed(cast, basis="mandated_report", to_agency_id=redwood)
    answer = browser.post(f"{scene.path}/disclosures", report)
    assert answer.status_code == 303
    assert f"on the screen {REDWOOD} sees nothing of it" in browser.told(answer)
    assert REDWOOD in browser.get(answer.location).text
    assert REDWOOD in browser.get(f"{scene.path}/sharing").text
    assert len(told(app)) == 1
    packet = browser.get(f"{scene.path}/exports/new").text
    assert REDWOOD in packet, "what was told is the ground of a sealed packet"


@pytest.mark.parametrize("basis", ["case_file", "child_statute", "court_order"])
def test_what_holds_in_this_county_alone_tells_no_other(
    app: Flask, browser: Browser, cast: Cast, scene: Scene, redwood: str, basis: str
) -> None:
    given = typed(cast) if basis == "child_statute" else ordered(cast, basis=basis)
    answer = browser.as_(cast.probation).post(
        f"{scene.path}/disclosures", given | {"to_agency_id": redwood}
    )
    assert answer.status_code == 422 and "tells nobody in another county" in answer.text
    assert told(app) == []
