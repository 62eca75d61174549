"""Breaking the glass: one case, one hour, a written reason, and somebody looks at it (CR-45)."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from threading import Barrier, BrokenBarrierError, Thread
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import delete, insert, update
from werkzeug.test import TestResponse

from safetynet import clock
from safetynet.access import Role, job
from safetynet.agencies.models import PaperKind
from safetynet.agencies.papers import record
from safetynet.cases import keep_out
from safetynet.db import Model
from safetynet.notes.models import Note
from safetynet.sharing import emergencies
from safetynet.sharing.emergencies import OPENS
from safetynet.sharing.models import BreakGlass
from safetynet.vault import Category, Triple
from tests import scenes
from tests.audit.test_rows import run
from tests.browser import Browser, rows
from tests.cast import Cast, Player
from tests.house.inside import Hand, actor_for, behind_the_door
from tests.ledger import last_entry
from tests.meetings.sitting import call_meeting
from tests.scenes import Scene

REASON = "She wrote from the motel that somebody is at the door."
GLASS = Model.metadata.tables["break_glass"]
NEW = {Category.SAFE_CONTACT, Category.LOCATION, Category.HEALTH}
"""What no seat opens, and an emergency does."""


@pytest.fixture
def urgent(app: Flask, cast: Cast) -> Scene:
    """A case with words of every agency at its table, of kinds that no seat opens."""
    scene = scenes.open_case(app, cast)
    for player in (cast.advocate, cast.provider, cast.probation):
        scenes.write_note(app, scene, player, Category.HEALTH, f"Health, by {player.email}.")
    scenes.write_note(app, scene, cast.provider, Category.SUBSTANCE_USE, "Substance use.")
    return scene


def ask(browser: Browser, scene: Scene, reason: str = REASON) -> Any:
    return browser.post(f"{scene.path}/emergency", reason=reason)


def opened(app: Flask, scene: Scene, player: Player, owner: UUID) -> set[Category]:
    with app.app_context():
        actor = actor_for(player)
        triples = [Triple(scene.survivor_id, owner, kind) for kind in Category]
        return {triple.category for triple in triples if actor.basis_for(triple)}


def the_glass(app: Flask) -> UUID:
    with app.app_context(), job("test: look"):
        [found] = [row.id for row in rows(BreakGlass)]
        return UUID(str(found))


@pytest.fixture
def later() -> Iterator[Any]:
    yield lambda **ahead: clock.stand_at(clock.now() + timedelta(**ahead))
    clock.stand_at(None)


def test_it_opens_one_case_for_whoever_asked(
    app: Flask, browser: Browser, cast: Cast, urgent: Scene
) -> None:
    other = scenes.open_case(app, cast)
    clinic = cast.provider.agency_id
    before = opened(app, urgent, cast.probation, clinic)
    assert not before & NEW
    answer = ask(browser.as_(cast.probation), urgent)
    assert (answer.status_code, answer.location) == (303, urgent.path)
    assert last_entry(app).permission == "glass:break"
    assert opened(app, urgent, cast.probation, clinic) == before | NEW
    assert not opened(app, other, cast.probation, clinic) & NEW
    colleague = scenes.colleague(app, cast.probation, Role.PROBATION)
    assert not opened(app, urgent, colleague, clinic) & NEW


def test_walls_open_as_far_as_the_key(
    app: Flask, browser: Browser, cast: Cast, urgent: Scene
) -> None:
    ask(browser.as_(cast.probation), urgent)
    with behind_the_door(app, cast.probation, "GET"):
        texts = {note.text for note in rows(Note)}
    assert texts == {f"Health, by {one.email}." for one in (cast.provider, cast.probation)}
    page = browser.get(urgent.path).text
    assert "because you opened it in an emergency" in page


def test_it_stands_on_the_ledger_with_its_own_basis(
    app: Flask, browser: Browser, cast: Cast, urgent: Scene
) -> None:
    ask(browser.as_(cast.probation), urgent)
    browser.get(f"{urgent.path}/notes")
    assert f"break_glass {the_glass(app)}" in last_entry(app).basis
    browser.as_(cast.privacy_officer)
    record = browser.get(f"/oversight/records/{urgent.number}").text
    assert "an emergency, for an hour" in record


def test_after_an_hour_it_is_closed_again(
    app: Flask, browser: Browser, cast: Cast, urgent: Scene, later: Any
) -> None:
    ask(browser.as_(cast.probation), urgent)
    later(minutes=59)
    assert opened(app, urgent, cast.probation, cast.provider.agency_id) >= NEW
    later(minutes=1, seconds=1)
    assert not opened(app, urgent, cast.probation, cast.provider.agency_id) & NEW


def test_it_opens_neither_covered_words_nor_privileged_notes(
    app: Flask, browser: Browser, cast: Cast, urgent: Scene
) -> None:
    """Nor kinds that a law of their own keeps, such as substance use (42 CFR Part 2)."""
    ask(browser.as_(cast.probation), urgent)
    assert opened(app, urgent, cast.probation, cast.harbor_id) == set()
    kinds = opened(app, urgent, cast.probation, cast.provider.agency_id)
    assert not kinds & {Category.PRIVILEGED, Category.SUBSTANCE_USE, Category.LEGAL_ADVICE}


@pytest.mark.parametrize("reason", ["", "It is urgent.", "x" * 19, "\u200b" * 30])
def test_it_takes_a_reason_of_twenty_characters(
    app: Flask, browser: Browser, cast: Cast, urgent: Scene, reason: str
) -> None:
    assert ask(browser.as_(cast.probation), urgent, reason).status_code == 422
    assert not opened(app, urgent, cast.probation, cast.provider.agency_id) & NEW


def test_a_reason_that_is_too_long_is_not_called_too_short(
    browser: Browser, cast: Cast, urgent: Scene
) -> None:
    refused = ask(browser.as_(cast.probation), urgent, "x" * 1001)
    assert refused.status_code == 422
    assert "longer than 1000" in refused.text and "at least 20" not in refused.text


def test_lead_and_privacy_officer_see_it_at_once(
    app: Flask, browser: Browser, cast: Cast, urgent: Scene
) -> None:
    ask(browser.as_(cast.advocate), urgent)
    for player in (cast.supervisor, cast.privacy_officer):
        home = browser.as_(player).get("/").text
        assert f"{urgent.number} was opened in an emergency" in home
        page = browser.get(f"/emergencies/{the_glass(app)}").text
        assert (REASON in page) is (player is cast.supervisor)
    assert "in an emergency" not in browser.as_(cast.outsider).get("/").text


def test_the_next_waits_until_somebody_looked(
    app: Flask, browser: Browser, cast: Cast, urgent: Scene, later: Any
) -> None:
    other = scenes.open_case(app, cast)
    ask(browser.as_(cast.advocate), urgent)
    later(days=3)
    answer = ask(browser.as_(cast.advocate), other)
    assert answer.status_code == 422 and "must look at your last emergency" in answer.text
    said = {"words": "It was one.", "version": 1}
    closing = f"/emergencies/{the_glass(app)}/closing"
    assert browser.as_(cast.supervisor).post(closing, said).status_code == 303
    assert ask(browser.as_(cast.advocate), other).status_code == 303


def test_whoever_asks_twice_at_once_has_one_emergency(
    app: Flask, cast: Cast, urgent: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both were told that nothing waits; one of them is told that something does."""
    asked, together, answers = emergencies.waits_for_review, Barrier(2), list[TestResponse]()

    def both_ask(member: UUID) -> bool:
        if asked(member):
            return True
        # SQLite lets one write after the other, and nobody comes.
        with suppress(BrokenBarrierError):
            together.wait(3)
        return False

    monkeypatch.setattr(emergencies, "waits_for_review", both_ask)
    scenes_of_both = [urgent, scenes.open_case(app, cast)]
    browsers = [Browser(app).as_(cast.probation) for _ in scenes_of_both]

    def send(browser: Browser, scene: Scene) -> None:
        answers.append(ask(browser, scene))

    threads = [
        Thread(target=send, args=pair) for pair in zip(browsers, scenes_of_both, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(answer.status_code for answer in answers) == [303, 422]
    [refused] = [answer for answer in answers if answer.status_code == 422]
    assert "must look at your last emergency" in refused.text
    assert the_glass(app)


def test_looking_at_it_closes_what_is_still_open(
    app: Flask, browser: Browser, cast: Cast, urgent: Scene
) -> None:
    ask(browser.as_(cast.probation), urgent)
    said = {"words": "That was no emergency.", "version": 1}
    browser.as_(cast.privacy_officer).post(f"/emergencies/{the_glass(app)}/closing", said)
    assert not opened(app, urgent, cast.probation, cast.provider.agency_id) & NEW


def test_what_was_found_is_said_once(
    app: Flask, browser: Browser, cast: Cast, urgent: Scene
) -> None:
    ask(browser.as_(cast.probation), urgent)
    path = f"/emergencies/{the_glass(app)}"
    browser.as_(cast.privacy_officer)
    said = {"words": "That was no emergency.", "version": 1}
    assert browser.post(f"{path}/closing", said).status_code == 303
    late = browser.post(f"{path}/closing", said | {"words": "It was one.", "version": 2})
    assert late.status_code == 409 and "It was one." in late.text
    assert "It was one." not in browser.get(path).text


def test_nobody_looks_at_their_own(app: Flask, browser: Browser, cast: Cast, urgent: Scene) -> None:
    ask(browser.as_(cast.supervisor), urgent)
    path = f"/emergencies/{the_glass(app)}"
    assert "in an emergency: look" not in browser.get("/").text
    assert browser.get(path).status_code == 403
    said = {"words": "It was one.", "version": 1}
    assert browser.post(f"{path}/closing", said).status_code == 403
    assert browser.as_(cast.privacy_officer).post(f"{path}/closing", said).status_code == 303


def test_nothing_of_it_leaves_as_a_paper(
    app: Flask, browser: Browser, cast: Cast, urgent: Scene, later: Any
) -> None:
    calendar = f"/meetings/{call_meeting(app, cast, urgent)}/agenda.pdf"
    assert browser.as_(cast.probation).get(calendar).status_code == 200
    ask(browser, urgent)
    assert browser.get(calendar).status_code == 403
    assert 'class="on-screen-only"' in browser.get(urgent.path).text
    later(minutes=61)
    assert browser.as_(cast.probation).get(calendar).status_code == 200
    assert "on-screen-only" not in browser.get(urgent.path).text


def test_others_may_not_and_a_stranger_must_not_know(
    app: Flask, browser: Browser, cast: Cast, urgent: Scene
) -> None:
    for player in (cast.coordinator, cast.counsel, cast.officer, cast.administrator):
        assert browser.as_(player).get(f"{urgent.path}/emergency").status_code == 403
    browser.as_(cast.outsider)
    assert browser.get(f"{urgent.path}/emergency").status_code == 404
    assert ask(browser, urgent).status_code == 404
    ask(browser.as_(cast.advocate), urgent)
    other = scenes.colleague(app, cast.outsider, Role.SUPERVISOR)
    assert browser.as_(other).get(f"/emergencies/{the_glass(app)}").status_code == 404


def test_neither_a_conflict_nor_ended_papers_are_passed(
    app: Flask, browser: Browser, cast: Cast, urgent: Scene
) -> None:
    ask(browser.as_(cast.probation), urgent)
    with app.app_context():
        by, on = actor_for(cast.coordinator), cast.probation
        with job("test: a conflict"):
            keep_out(urgent.survivor_id, on.agency_id, on.id, "Her cousin.", by)
    assert browser.get(f"{urgent.path}/emergency").status_code == 404
    assert opened(app, urgent, cast.probation, cast.provider.agency_id) == set()
    ask(browser.as_(cast.provider), urgent)
    with app.app_context(), job("test: a paper"):
        day = clock.today() - timedelta(days=1)
        record(PaperKind.TRAINING, cast.provider.agency_id, cast.provider.id, day, by.id)
    assert opened(app, urgent, cast.provider, cast.probation.agency_id) == set()


def test_what_sql_writes_opens_nothing(
    app: Flask, browser: Browser, cast: Cast, urgent: Scene, hand: Hand
) -> None:
    """Neither for longer, nor for another, nor for another case; nor is it looked at by SQL."""
    ask(browser.as_(cast.advocate), urgent)
    [row] = hand.table(GLASS)
    forged = row | {"id": uuid4(), "member_id": cast.probation.id, "of_agency_id": urgent.case_id}
    hand.change(insert(GLASS).values(forged | {"of_agency_id": cast.probation.agency_id}))
    assert not opened(app, urgent, cast.probation, cast.provider.agency_id) & NEW
    hand.change(delete(GLASS).where(GLASS.c.id == forged["id"]))
    hand.change(update(GLASS).values(closed_at=clock.now()))
    assert ask(browser, urgent).status_code == 422
    hand.change(update(GLASS).values(closed_at=None, until=clock.now() + timedelta(days=9)))
    assert not opened(app, urgent, cast.advocate, cast.provider.agency_id) & NEW


def test_one_that_sql_deleted_is_named(
    app: Flask, browser: Browser, cast: Cast, urgent: Scene, hand: Hand
) -> None:
    ask(browser.as_(cast.advocate), urgent)
    found = the_glass(app)
    hand.run("DELETE FROM glass_words")
    hand.run("DELETE FROM break_glass")
    assert f"break_glass {found}: " in run(app, "verify").output


def test_what_opens_is_no_privileged_kind() -> None:
    assert Category.PRIVILEGED not in OPENS and Category.OFFICE not in OPENS
