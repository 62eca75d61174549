"""Somebody around a young person is called like a person of concern: people are asked to talk."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from safetynet import clock
from safetynet.access import Role, job
from safetynet.cases import Case
from safetynet.db import db
from safetynet.directory import ServiceType
from safetynet.plans import PlanKind, Section, add_line, start
from safetynet.referrals import Referral, Voice
from safetynet.screening import Kind, MatchState
from safetynet.screening.commands import run_command
from safetynet.sharing import ReleaseTerms
from safetynet.survivors import SafeContact
from safetynet.vault import Category
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.house.inside import actor_for, ledger
from tests.linkages.offering import list_for, offered
from tests.scenes import Scene
from tests.screening.around import HE, contact_of, enrolled, matches
from tests.screening.test_members import FOUND_OUT, decide

TALK = "talk a contact through before anybody uses it"
Way = Callable[[Browser, Cast, Scene], None]


@pytest.fixture
def scene(app: Flask, cast: Cast) -> Scene:
    return scenes.open_case(app, cast)


# Every place in which somebody is named --------------------------------------------------------


def as_tied(tie: str) -> Way:
    def write(browser: Browser, _cast: Cast, scene: Scene) -> None:
        said = {"kind": "phone", "value": "555-010-3322", "person": HE, "tie": tie, "version": 0}
        assert browser.post(f"{scene.path}/safe-contacts", said).status_code == 303

    return write


def in_a_linkage(browser: Browser, cast: Cast, scene: Scene) -> None:
    service = list_for(browser.app, None, ServiceType.MENTORING)
    path = offered(browser, scene, service, cast.advocate)
    said = {"text": "Called them.", "contact": f"Ask for {HE}"}
    assert browser.post(f"{path}/notes", said).status_code == 303


def in_a_plan(browser: Browser, cast: Cast, scene: Scene) -> None:
    with browser.app.app_context():
        actor = actor_for(cast.advocate)
        with job("test: a plan"):
            [case] = rows(Case, Case.id == scene.case_id)
            plan = start(case, PlanKind.SAFETY, clock.today())
            add_line(plan, Section.IF_I_RETURN, f"if {HE} comes back, go to Nell", actor)
            add_line(plan, Section.SAFE_ADULTS, f"Coach Nell, {HE}", actor)


def in_a_referral(browser: Browser, cast: Cast, scene: Scene) -> None:
    with browser.app.app_context(), job("test: a referral"):
        referral = db.session.scalars(select(Referral)).first()
        assert referral
        about = {"survivor_id": scene.survivor_id, "owner_id": cast.harbor_id}
        voice = Voice(**about, referral_id=referral.id, safe_people=f"her coach; {HE}")
        voice.unsafe_people = "the boys upstairs"
        db.session.add(voice)


def on_a_release(browser: Browser, cast: Cast, scene: Scene) -> None:
    """Where the form did not stop it: the agency that wrote it may not read who is of concern."""
    release = scenes.release(browser.app, scene, cast.provider, obtained_by=cast.advocate)
    with browser.app.app_context(), job("test: a guardian signs"):
        [terms] = rows(ReleaseTerms, ReleaseTerms.release_id == release)
        terms.signer_names = f"{scenes.FIRST}, {HE}"


@pytest.mark.parametrize(
    ("way", "kind"),
    [
        (as_tied("guardian"), Kind.GUARDIAN),
        (as_tied("household"), Kind.HOUSEHOLD),
        (as_tied("other"), Kind.CONTACT),
        (in_a_linkage, Kind.LINKAGE),
        (in_a_plan, Kind.SAFE_ADULT),
        (in_a_referral, Kind.SAFE_PERSON),
        (on_a_release, Kind.SIGNER),
    ],
)
def test_each_place_in_which_somebody_is_named(
    app: Flask, browser: Browser, cast: Cast, scene: Scene, way: Way, kind: Kind
) -> None:
    """The coordinator is asked to look, the agency to talk first; nobody is kept out."""
    scenes.person_of_concern(app, scene, cast.probation, HE)
    way(browser.as_(cast.advocate), cast, scene)
    [match] = matches(app)
    assert (match.kind, match.block_id, match.of_agency_id) == (kind, None, cast.harbor_id)
    assert match.concern_agency_id == cast.probation.agency_id
    home = browser.as_(cast.advocate).get("/").text
    assert f"{scene.number}: {TALK}" in home
    page = browser.get(f"/matches/{match.id}").text
    assert "Call the coordinating office" in page
    home = browser.as_(cast.coordinator).get("/").text
    assert f"{scene.number}: a name is like that of a person of concern" in home


def test_a_person_of_concern_meets_who_was_named_before(
    app: Flask, cast: Cast, scene: Scene
) -> None:
    """Half a name is enough around one young person; a whole one is needed around others."""
    contact_of(app, scene, cast.advocate, "Silvan")
    contact_of(app, scenes.open_case(app, cast), cast.advocate, "Silvan")
    scenes.person_of_concern(app, scene, cast.probation, HE)
    [match] = matches(app)
    assert (match.kind, match.is_whole) == (Kind.GUARDIAN, False)


def test_who_must_not_know_is_no_contact(app: Flask, cast: Cast, scene: Scene) -> None:
    with app.app_context(), job("test: a contact"):
        [contact] = rows(SafeContact, SafeContact.id == scene.contact_id)
        contact.not_to_know, contact.say = HE, "Say it is the library"
    scenes.person_of_concern(app, scene, cast.probation, HE)
    assert matches(app) == []


# What each may learn ---------------------------------------------------------------------------


def test_nothing_sealed_reaches_the_coordinator_by_a_match(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    """Harbor is a covered provider: its words stay there, and so do the other agency's."""
    scenes.person_of_concern(app, scene, cast.advocate, HE)
    contact_of(app, scene, cast.provider, "Silvan Thornquist-Marsh")
    enrolled(app, cast.probation, "Silvain Thornquist")
    browser.as_(cast.coordinator)
    paths = ["/", "/matches", *(f"/matches/{match.id}" for match in matches(app))]
    assert len(paths) == 4
    for path in paths:
        page = browser.get(path).text
        assert scene.number in page
        for word in ("Silvan", "Marsh", "555-010-3322", scenes.LAST):
            assert word not in page, path
    page = browser.get(paths[2]).text + browser.get(paths[3]).text
    assert "kept by Harbor House: ask there" in page and "written down by" not in page
    assert "Bridge Clinic" in page and "Silvain Thornquist, County Probation" in page


def test_with_a_basis_the_coordinator_reads_the_name(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    kinds = (Category.PERSONS_OF_CONCERN, Category.SAFE_CONTACT)
    scenes.release(app, scene, cast.coordinator, *kinds, obtained_by=cast.advocate)
    scenes.person_of_concern(app, scene, cast.advocate, HE)
    contact_of(app, scene, cast.advocate, "Silvan T.")
    [match] = matches(app)
    page = browser.as_(cast.coordinator).get(f"/matches/{match.id}").text
    assert HE in page and "Silvan T." in page and "555-010-3322" not in page


def test_an_agency_reads_the_reason_only_where_it_may_read_it_anyway(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    """Probation and the clinic share by their seats; Harbor is covered, and shares nothing."""
    contact_of(app, scene, cast.provider, f"{HE} junior")
    scenes.person_of_concern(app, scene, cast.advocate, HE)
    [match] = matches(app)
    path = f"/matches/{match.id}"
    page = browser.as_(cast.provider).get(path).text
    assert f"{HE} junior" in page and "Harbor House" not in page
    assert page.count(HE) == 1 and "Person of concern" not in page
    scenes.person_of_concern(app, scene, cast.probation, HE)
    for player in (cast.advocate, cast.probation, cast.outsider, cast.supervisor):
        assert browser.as_(player).get(path).status_code == 404
        assert TALK not in browser.get("/").text


def test_names_around_two_young_people_are_for_the_coordinator_alone(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    """Found at night, by whole names: neither agency may learn of the other's young person."""
    other = scenes.open_case(app, cast)
    contact_of(app, other, cast.provider, HE)
    scenes.person_of_concern(app, scene, cast.advocate, HE)
    assert matches(app) == []
    for new in (1, 0):
        said = app.test_cli_runner().invoke(run_command)
        assert said.output.startswith(f"{new} names"), said.output
    [match] = matches(app)
    assert (match.survivor_id, match.other_survivor_id) == (scene.survivor_id, other.survivor_id)
    page = browser.as_(cast.coordinator).get(f"/matches/{match.id}").text
    assert scene.number in page and other.number in page and HE not in page
    for player in (cast.provider, cast.advocate):
        assert browser.as_(player).get(f"/matches/{match.id}").status_code == 404
        assert TALK not in browser.get("/").text


def test_whom_a_conflict_hides_has_no_match_either(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    """Her colleague looks: to a coordinator who is kept out she is not there."""
    she = enrolled(app, cast.coordinator, HE)
    scenes.person_of_concern(app, scene, cast.advocate, HE)
    contact_of(app, scene, cast.provider, HE)
    assert len(matches(app)) == 2
    page = browser.as_(she).get("/matches").text
    assert "/matches/" not in page and scene.number not in page
    blocked = enrolled(app, cast.provider, f"{HE} ", Role.PROVIDER)
    assert TALK not in browser.as_(blocked).get("/").text


# Deciding --------------------------------------------------------------------------------------


@pytest.mark.parametrize("decision", ["same", "other"])
def test_once_decided_it_is_not_asked_again(
    app: Flask, browser: Browser, cast: Cast, scene: Scene, decision: str
) -> None:
    contact = contact_of(app, scene, cast.advocate, HE)
    scenes.person_of_concern(app, scene, cast.probation, HE)
    [match] = matches(app)
    assert decide(browser.as_(cast.coordinator), match.id, decision) == 303
    assert FOUND_OUT in browser.get(f"/matches/{match.id}").text
    assert TALK not in browser.as_(cast.advocate).get("/").text
    scenes.person_of_concern(app, scene, cast.advocate, HE)
    with app.app_context(), job("test: another number"):
        rows(SafeContact, SafeContact.id == contact)[0].value = "555-010-9876"
    app.test_cli_runner().invoke(run_command)
    assert [one.state for one in matches(app)] == [MatchState(decision)]
    with app.app_context(), job("test: another name"):
        rows(SafeContact, SafeContact.id == contact)[0].person = f"Mr. {HE}"
    assert [one.state for one in matches(app)] == [MatchState(decision), MatchState.OPEN]


def test_a_decision_says_how_one_knows(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    contact_of(app, scene, cast.advocate, HE)
    scenes.person_of_concern(app, scene, cast.probation, HE)
    [match] = matches(app)
    browser.as_(cast.coordinator)
    for missing in ("decision", "reason", "version"):
        said = {"decision": "other", "reason": FOUND_OUT, "version": 1} | {missing: ""}
        assert browser.post(f"/matches/{match.id}/decision", said).status_code == 422


# On the ledger ---------------------------------------------------------------------------------


def test_the_ledger_says_that_names_were_compared_and_shows_nobody_as_a_reader(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    scenes.person_of_concern(app, scene, cast.probation, HE)
    as_tied("guardian")(browser.as_(cast.advocate), cast, scene)
    [entry] = [e for e in ledger(app) if e.endpoint == "survivors.add_contact"]
    assert "walls down: persons of concern" in entry.basis
    assert "scanned persons_of_concern: 1" in entry.basis
    assert {touch.table for touch in entry.touches} == {"safe_contacts", "concern_matches"}
    app.test_cli_runner().invoke(run_command)
    night = ledger(app)[-1]
    assert night.permission == "job:persons of concern" and night.touches == ()
