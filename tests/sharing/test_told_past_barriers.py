"""What is told under a law, where a conflict or an open matter stands (CR-17, CR-23)."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from safetynet import clock
from safetynet.access import job
from safetynet.db import db
from safetynet.sharing.models import Disclosure, DisclosureBasis
from safetynet.vault import Category
from tests import scenes
from tests.browser import Browser
from tests.cast import Cast, Player
from tests.scenes import Scene
from tests.sharing.test_conflicts import block
from tests.sharing.test_matters import reached, record, shown
from tests.sharing.test_telling import CAUSE, ordered, told, typed

LAWS = [DisclosureBasis.CHILD_STATUTE, DisclosureBasis.MANDATED_REPORT, DisclosureBasis.EMERGENCY]
"""By which probation can tell somebody her name."""
PASSES_A_MATTER = {DisclosureBasis.COURT_ORDER}
PASSES_A_CONFLICT = {DisclosureBasis.COURT_ORDER, DisclosureBasis.MANDATED_REPORT}


@pytest.fixture
def at_table(app: Flask, cast: Cast) -> Scene:
    """A case at whose table the police sit, with words of probation that no seat opens."""
    scene = scenes.open_case(app, cast)
    scenes.seat(app, scene, cast.officer)
    scenes.write_note(app, scene, cast.probation, Category.HEALTH, "Health, by probation.")
    return scene


def tell_health(app: Flask, scene: Scene, to: Player, cast: Cast, basis: DisclosureBasis) -> None:
    """Write down that probation told something, as if before anything stood in the way."""
    day = clock.today()
    with app.app_context(), job("test: told"):
        row = Disclosure(
            survivor_id=scene.survivor_id,
            from_agency_id=cast.probation.agency_id,
            to_agency_id=to.agency_id,
            basis=basis,
            categories=[Category.HEALTH.value],
            starts_on=day,
            ends_on=day + timedelta(days=3),
        )
        db.session.add(row)


def typed_by(cast: Cast, basis: DisclosureBasis) -> dict[str, Any]:
    to = {"to_agency_id": str(cast.officer.agency_id)}
    if basis is DisclosureBasis.COURT_ORDER:
        return ordered(cast, categories=["identity"], **to)
    return typed(cast, basis=basis.value, reason=CAUSE, **to)


@pytest.mark.parametrize("basis", DisclosureBasis)
def test_of_all_laws_a_courts_order_alone_passes_the_wall(
    app: Flask, cast: Cast, at_table: Scene, basis: DisclosureBasis
) -> None:
    tell_health(app, at_table, cast.officer, cast, basis)
    assert Category.HEALTH in reached(app, at_table, cast.officer, cast.probation)
    record(app, at_table, cast.officer, cast.counsel)
    opens = {Category.HEALTH} if basis in PASSES_A_MATTER else set()
    assert reached(app, at_table, cast.officer, cast.probation) == opens
    assert len(shown(app, cast.officer)) == len(opens)


@pytest.mark.parametrize("basis", [*LAWS, DisclosureBasis.COURT_ORDER])
def test_nobody_writes_down_what_would_not_pass_the_wall(
    app: Flask, browser: Browser, cast: Cast, at_table: Scene, basis: DisclosureBasis
) -> None:
    record(app, at_table, cast.officer, cast.counsel)
    path = f"{at_table.path}/disclosures"
    answer = browser.as_(cast.probation).post(path, typed_by(cast, basis))
    if basis in PASSES_A_MATTER:
        assert answer.status_code == 303
        assert "City Police now sees what you chose" in browser.told(answer)
    else:
        assert answer.status_code == 422
        assert "only a release or a court’s order carries this" in answer.text
    assert len(told(app)) == (basis in PASSES_A_MATTER)


@pytest.mark.parametrize("basis", DisclosureBasis)
def test_no_law_opens_anything_on_the_screen_of_whom_a_conflict_keeps_out(
    app: Flask, browser: Browser, cast: Cast, at_table: Scene, basis: DisclosureBasis
) -> None:
    tell_health(app, at_table, cast.officer, cast, basis)
    block(app, at_table, cast.officer, by=cast.coordinator, agency=True)
    assert reached(app, at_table, cast.officer, cast.probation) == set()
    assert shown(app, cast.officer) == []
    assert browser.as_(cast.officer).get(at_table.path).status_code == 404


@pytest.mark.parametrize("basis", [*LAWS, DisclosureBasis.COURT_ORDER])
def test_a_conflict_stops_every_law_but_an_order_and_a_report(
    app: Flask, browser: Browser, cast: Cast, at_table: Scene, basis: DisclosureBasis
) -> None:
    """What nobody may refuse is written down, goes over on paper, and she can see that it did."""
    block(app, at_table, cast.officer, by=cast.coordinator, agency=True)
    path = f"{at_table.path}/disclosures"
    answer = browser.as_(cast.probation).post(path, typed_by(cast, basis))
    if basis in PASSES_A_CONFLICT:
        assert answer.status_code == 303
        assert "Hand it over on paper" in browser.told(answer)
        assert "City Police can see" in browser.get(f"{at_table.path}/sharing").text
    else:
        assert answer.status_code == 422
        assert "only a court’s order or a mandated report carries anything" in answer.text
    assert len(told(app)) == (basis in PASSES_A_CONFLICT)


def test_a_block_on_one_person_keeps_nothing_from_their_agency(
    app: Flask, browser: Browser, cast: Cast, at_table: Scene
) -> None:
    block(app, at_table, cast.officer, by=cast.coordinator)
    answer = browser.as_(cast.probation).post(
        f"{at_table.path}/disclosures", typed_by(cast, DisclosureBasis.COURT_ORDER)
    )
    assert "City Police now sees what you chose" in browser.told(answer)
    assert reached(app, at_table, cast.officer, cast.probation) == set()
    partner = scenes.colleague(app, cast.officer, cast.officer.role)
    assert Category.IDENTITY in reached(app, at_table, partner, cast.probation)


@pytest.mark.parametrize("barrier", ["conflict", "matter"])
def test_what_a_barrier_stops_does_not_go_on(
    app: Flask, browser: Browser, cast: Cast, at_table: Scene, barrier: str
) -> None:
    first = browser.as_(cast.probation).post(
        f"{at_table.path}/disclosures", typed_by(cast, DisclosureBasis.CHILD_STATUTE)
    )
    if barrier == "conflict":
        block(app, at_table, cast.officer, by=cast.coordinator, agency=True)
    else:
        record(app, at_table, cast.officer, cast.counsel)
    answer = browser.post(f"{first.location}/extension", reason=CAUSE)
    assert answer.status_code == 422 and "To this agency only" in answer.text
    assert len(told(app)) == 1
