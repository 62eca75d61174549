"""Breaking the glass: one case, one hour, a written reason, and somebody looks at it (CR-45)."""

import re
from contextlib import suppress
from datetime import timedelta
from threading import Barrier, BrokenBarrierError, Thread
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from safetynet import clock
from safetynet.access import Role, job
from safetynet.agencies.models import PaperKind
from safetynet.agencies.papers import record
from safetynet.cases import keep_out
from safetynet.notes.models import Note
from safetynet.sharing import emergencies
from safetynet.sharing.emergencies import OPENS
from safetynet.sharing.models import BreakGlass
from safetynet.vault import Category, Triple
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import Cast, Player
from tests.house.inside import actor_for, behind_the_door
from tests.ledger import last_entry
from tests.meetings.sitting import call_meeting
from tests.scenes import Scene

REASON = "She wrote from the motel that somebody is at the door."
NEW = {Category.SAFE_CONTACT, Category.LOCATION, Category.HEALTH}
"""What no seat opens, and an emergency does."""


def ask(browser: Browser, scene: Scene, reason: str = REASON) -> Any:
    return browser.post(f"{scene.path}/emergency", reason=reason)


def opened(app: Flask, scene: Scene, player: Player, owner: UUID) -> set[Category]:
    with app.app_context():
        actor = actor_for(player)
        triples = [Triple(scene.survivor_id, owner, kind) for kind in Category]
        return {triple.category for triple in triples if actor.basis_for(triple)}


def all_glasses(app: Flask) -> list[UUID]:
    with app.app_context(), job("test: look"):
        return [UUID(str(row.id)) for row in rows(BreakGlass)]


def the_glass(app: Flask) -> UUID:
    [found] = all_glasses(app)
    return found


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
    assert REASON in answer.text
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


def test_none_is_left_out_of_a_long_list(
    app: Flask, browser: Browser, cast: Cast, urgent: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(emergencies, "PAGE", 1)
    for _time in range(2):
        assert ask(browser.as_(cast.advocate), urgent).status_code == 303
        browser.as_(cast.supervisor)
        for glass_id in all_glasses(app):
            closing = f"/emergencies/{glass_id}/closing"
            browser.post(closing, words="It was one.", version="1")
    first, second = (browser.get(f"/emergencies?page={page}").text for page in (1, 2))
    seen = re.findall(r"/emergencies/([0-9a-f-]{36})", first + second)
    assert sorted(seen) == sorted(str(one) for one in all_glasses(app))
    assert len(seen) == 2
    assert "page=2" in first and "page=1" in second
    assert "Nobody has opened" not in browser.get("/emergencies?page=9").text


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


def test_why_it_was_opened_and_what_was_found_are_told_apart(
    app: Flask, browser: Browser, cast: Cast, urgent: Scene
) -> None:
    ask(browser.as_(cast.advocate), urgent)
    path = f"/emergencies/{the_glass(app)}"
    said = {"words": "He had let her go by then.", "version": 1}
    assert browser.as_(cast.supervisor).post(f"{path}/closing", said).status_code == 303
    page = browser.get(path).text
    words = ("Why it was opened", REASON, "What the review found", "He had let her go")
    assert sorted(words, key=page.index) == list(words)
    assert 'href="/oversight" aria-current="true"' in page and 'href="/cases" aria' not in page


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


def test_what_opens_is_no_privileged_kind() -> None:
    assert Category.PRIVILEGED not in OPENS and Category.OFFICE not in OPENS
