"""Somebody who signs in is a person of concern: kept out at once, until somebody has looked."""

from uuid import uuid4

import pytest
from flask import Flask

from safetynet import clock
from safetynet.access import Role, job
from safetynet.agencies import Member
from safetynet.db import db
from safetynet.referrals import Referral
from safetynet.screening import MatchState
from safetynet.screening.commands import run_command
from safetynet.sharing import ConflictBlock
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import Cast, Player
from tests.house.sweep import steady
from tests.house.together import stopped_at
from tests.ledger import last_entry
from tests.referrals.telling import typed
from tests.scenes import Scene
from tests.screening.around import HE, enrolled, matches
from tests.sharing.test_conflicts import block, everything_shown

FOUND_OUT = "The birth dates are twenty years apart."


@pytest.fixture
def scene(app: Flask, cast: Cast) -> Scene:
    return scenes.open_case(app, cast)


def decide(browser: Browser, match: object, decision: str = "other") -> int:
    said = {"decision": decision, "reason": FOUND_OUT, "version": 1}
    return browser.post(f"/matches/{match}/decision", said).status_code


def blocks(app: Flask) -> list[ConflictBlock]:
    with app.app_context(), job("test: look"):
        found = rows(ConflictBlock)
        db.session.expunge_all()
        return found


# At once ---------------------------------------------------------------------------------------


def test_whoever_signs_in_under_the_whole_name_is_kept_out_at_once(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    him = enrolled(app, cast.probation, HE)
    assert browser.as_(him).get(scene.path).status_code == 200
    scenes.person_of_concern(app, scene, cast.advocate, "Thornquist, Silvan")
    with stopped_at(clock.now()):
        seen = browser.look(scene.path)
        nothing = browser.look(f"/cases/{uuid4()}")
    assert (seen.status_code, steady(seen)) == (404, steady(nothing))
    assert browser.as_(cast.probation).get(scene.path).status_code == 200


def test_no_page_tells_him(app: Flask, browser: Browser, cast: Cast, scene: Scene) -> None:
    """Neither that she is there, nor that anybody was matched."""
    him = enrolled(app, cast.probation, HE, Role.SUPERVISOR)
    before = everything_shown(browser.as_(him))
    assert any(scene.number in page for page in before.values())
    scenes.person_of_concern(app, scene, cast.advocate, HE)
    pages = everything_shown(browser.as_(him))
    # Which permissions there are is no secret.
    del pages["/oversight/matrix"]
    for word in (scene.number, scenes.LAST, "like a person of concern", "kept out", "/matches/"):
        assert [path for path, page in pages.items() if word in page] == []
    [match] = matches(app)
    assert browser.look(f"/matches/{match.id}").status_code == 404


def test_a_form_that_names_him_does_it_too(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    """Wherever he stands among several."""
    him = enrolled(app, cast.provider, HE)
    form = typed("team_statute", **{"persons-1-called": "King", "persons-2-called": HE})
    answer = browser.as_(cast.probation).post("/referrals/new", form)
    assert answer.status_code == 303, answer.text
    [match] = matches(app)
    assert (match.member_id, match.concern_agency_id) == (him.id, cast.probation.agency_id)


def test_who_was_only_referred_is_called_by_the_number_of_the_referral(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    enrolled(app, cast.provider, HE)
    form = typed("team_statute", **{"persons-1-called": HE})
    assert browser.as_(cast.probation).post("/referrals/new", form).status_code == 303
    with app.app_context(), job("test: look"):
        [referral] = rows(Referral)
        number = referral.number
    assert f"{number}: somebody is kept out" in browser.as_(cast.coordinator).get("/").text


def test_whoever_names_himself_is_kept_out_too(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    him = enrolled(app, cast.advocate, HE)
    scenes.person_of_concern(app, scene, him, HE)
    assert browser.as_(him).get(scene.path).status_code == 404


def test_a_new_member_meets_what_was_written_before(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    scenes.person_of_concern(app, scene, cast.advocate, HE)
    assert matches(app) == []
    said = {"name": HE, "email": "silvan@harbor.example.org", "role": "advocate"}
    path = f"/people/agencies/{cast.harbor_id}/members"
    invited = browser.as_(cast.administrator).post(path, said, checked_how="photo_id")
    assert invited.status_code == 201
    [match] = matches(app)
    assert match.is_whole and match.block_id
    with app.app_context(), job("test: look"):
        [him] = rows(Member, Member.name == HE)
        him.is_active = True  # as somebody who came in by the link
        person = Player(him.id, him.agency_id, him.role, "")
    assert browser.as_(person).get(scene.path).status_code == 404


def test_a_new_name_is_a_new_question(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    him = enrolled(app, cast.probation, "Silvain Thornquist")
    scenes.person_of_concern(app, scene, cast.advocate, HE)
    [similar] = matches(app)
    assert decide(browser.as_(cast.coordinator), similar.id) == 303
    with app.app_context(), job("test: a new name"):
        [member] = rows(Member, Member.id == him.id)
        member.name = HE
    assert [match.state for match in matches(app)] == [MatchState.OTHER, MatchState.OPEN]
    assert browser.as_(him).get(scene.path).status_code == 404


# Not too much ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Silvain Thornquist", "Silvan Marcus", "Silvan", "Thornquist"])
def test_a_name_that_is_only_alike_keeps_nobody_out(
    app: Flask, browser: Browser, cast: Cast, scene: Scene, name: str
) -> None:
    him = enrolled(app, cast.probation, HE)
    scenes.person_of_concern(app, scene, cast.advocate, name)
    assert browser.as_(him).get(scene.path).status_code == 200
    assert [match.is_whole for match in matches(app)] == ([False] if "Silvain" in name else [])


def test_others_of_the_office_and_other_young_people_stay_as_they_are(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    him, other = enrolled(app, cast.probation, HE), scenes.open_case(app, cast)
    scenes.person_of_concern(app, scene, cast.advocate, HE)
    assert browser.as_(him).get(other.path).status_code == 200


# Looking ---------------------------------------------------------------------------------------


def test_the_coordinator_lets_somebody_else_of_that_name_in_again(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    him = enrolled(app, cast.probation, HE)
    scenes.person_of_concern(app, scene, cast.advocate, HE)
    [match] = matches(app)
    home = browser.as_(cast.coordinator).get("/").text
    assert f"{scene.number}: somebody is kept out until you decide" in home
    assert f"/matches/{match.id}" in browser.get("/matches").text
    page = browser.get(f"/matches/{match.id}").text
    assert f"{HE}, County Probation" in page and scene.number in page
    assert decide(browser, match.id) == 303
    assert last_entry(app).permission == "concern:review"
    assert browser.as_(him).get(scene.path).status_code == 200
    assert decide(browser.as_(cast.coordinator), match.id) == 409


def test_the_same_pair_is_not_raised_again(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    him = enrolled(app, cast.probation, HE)
    scenes.person_of_concern(app, scene, cast.advocate, HE)
    [match] = matches(app)
    decide(browser.as_(cast.coordinator), match.id)
    scenes.person_of_concern(app, scene, cast.provider, HE)
    said = app.test_cli_runner().invoke(run_command)
    assert said.exit_code == 0 and said.output.startswith("0 names"), said.output
    assert [one.state for one in matches(app)] == [MatchState.OTHER]
    assert browser.as_(him).get(scene.path).status_code == 200


def test_a_whole_name_outweighs_what_was_said_of_one_that_was_only_alike(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    him = enrolled(app, cast.probation, HE)
    scenes.person_of_concern(app, scene, cast.advocate, "Silvain Thornquist")
    [match] = matches(app)
    decide(browser.as_(cast.coordinator), match.id)
    scenes.person_of_concern(app, scene, cast.provider, HE)
    assert [one.is_whole for one in matches(app)] == [False, True]
    assert browser.as_(him).get(scene.path).status_code == 404


def test_an_open_match_becomes_a_block_when_the_whole_name_is_known(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    him = enrolled(app, cast.probation, HE)
    scenes.person_of_concern(app, scene, cast.advocate, "Silvain Thornquist")
    scenes.person_of_concern(app, scene, cast.advocate, HE)
    [match] = matches(app)
    assert match.is_whole and match.block_id
    assert browser.as_(him).get(scene.path).status_code == 404


@pytest.mark.parametrize("name", [HE, "Silvain Thornquist"])
def test_a_confirmed_match_becomes_an_ordinary_conflict(
    app: Flask, browser: Browser, cast: Cast, scene: Scene, name: str
) -> None:
    """Also where the name was only alike; and it is lifted like any other."""
    him = enrolled(app, cast.probation, HE)
    scenes.person_of_concern(app, scene, cast.advocate, name)
    [match] = matches(app)
    assert decide(browser.as_(cast.coordinator), match.id, "same") == 303
    page = browser.get(f"{scene.path}/conflicts").text
    assert FOUND_OUT in page and "Coordinator, Coordinating Office" in page
    assert browser.as_(him).get(scene.path).status_code == 404
    [standing] = blocks(app)
    path = f"{scene.path}/conflicts/{standing.id}/lifting"
    lifting = {"reason": "It was cleared up.", "version": standing.version}
    assert browser.as_(cast.coordinator).post(path, lifting).status_code == 303
    app.test_cli_runner().invoke(run_command)
    assert browser.as_(him).get(scene.path).status_code == 200


def test_a_block_that_waits_is_lifted_on_its_own_page_only(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    """And a supervisor of his does not learn of it before somebody has looked."""
    enrolled(app, cast.advocate, HE)
    scenes.person_of_concern(app, scene, cast.provider, HE)
    [standing] = blocks(app)
    page = browser.as_(cast.coordinator).get(f"{scene.path}/conflicts").text
    assert "Screening, " in page and "/lifting" not in page and 'href="/matches"' in page
    path = f"{scene.path}/conflicts/{standing.id}/lifting"
    assert browser.get(path).status_code == 403
    page = browser.as_(cast.supervisor).get(f"{scene.path}/conflicts").text
    assert "No conflict is recorded" in page
    assert browser.get(path).status_code == 404


def test_where_a_conflict_is_recorded_nobody_need_look(
    app: Flask, cast: Cast, scene: Scene
) -> None:
    him = enrolled(app, cast.probation, HE)
    block(app, scene, him, by=cast.coordinator)
    scenes.person_of_concern(app, scene, cast.advocate, HE)
    assert matches(app) == [] and len(blocks(app)) == 1


# The coordinator herself -----------------------------------------------------------------------


def test_a_coordinator_who_is_meant_sees_nothing_of_it(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    """Her colleague and the privacy officer do, so that she can be let in again."""
    she = enrolled(app, cast.coordinator, HE)
    scenes.person_of_concern(app, scene, cast.advocate, HE)
    [match] = matches(app)
    path = f"/matches/{match.id}"
    assert browser.as_(she).get(path).status_code == 404
    assert path not in browser.get("/matches").text + browser.get("/").text
    assert browser.get(scene.path).status_code == 404
    assert browser.as_(cast.coordinator).get(path).status_code == 200
    assert path in browser.as_(cast.privacy_officer).get("/").text
    assert path in browser.get("/matches").text
    assert browser.get(path).status_code == 200
    assert decide(browser, match.id) == 303
    assert browser.as_(she).get(scene.path).status_code == 200


def test_a_coordinator_does_not_decide_about_herself_even_if_only_alike(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    she = enrolled(app, cast.coordinator, HE)
    scenes.person_of_concern(app, scene, cast.advocate, "Silvain Thornquist")
    [match] = matches(app)
    assert browser.as_(she).get(scene.path).status_code == 200
    assert browser.get(f"/matches/{match.id}").status_code == 404
    assert decide(browser, match.id) == 404
    assert f"/matches/{match.id}" not in browser.get("/matches").text + browser.get("/").text


def test_a_privacy_officer_sees_no_other_match(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    enrolled(app, cast.probation, HE)
    scenes.person_of_concern(app, scene, cast.advocate, HE)
    [match] = matches(app)
    assert browser.as_(cast.privacy_officer).get(f"/matches/{match.id}").status_code == 404
    for player in (cast.advocate, cast.probation, cast.supervisor, cast.outsider):
        assert browser.as_(player).get(f"/matches/{match.id}").status_code == 404
        assert browser.get("/matches").status_code == 403
        assert decide(browser, match.id) == 403
    assert browser.as_(cast.analyst).get(f"/matches/{match.id}").status_code == 403
