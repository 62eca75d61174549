"""Before a number opens one says whether it is still safe; a contact that harms closes at once."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from safetynet import clock
from safetynet.access import job
from safetynet.audit import Result
from safetynet.bundles import Scope, parts_of, rows_in
from safetynet.cases import reasons_by_case
from safetynet.db import db
from safetynet.drafts import Draft
from safetynet.sharing import CATEGORY_WORDS
from safetynet.survivors import ContactAttempt, SafeContact
from safetynet.survivors.models import SHOWN_FOR, StillSafe
from safetynet.vault import Category
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.crawl import walk
from tests.ledger import last_entry
from tests.scenes import PHONE, Scene
from tests.survivors.reaching import open_number, say


@pytest.fixture
def scene(app: Flask, cast: Cast) -> Scene:
    return scenes.open_case(app, cast)


def contact_in(app: Flask, scene: Scene) -> SafeContact:
    with app.app_context(), job("test: look"):
        contact: SafeContact = rows(SafeContact, SafeContact.id == scene.contact_id)[0]
        db.session.expunge_all()
        return contact


def grow_old(app: Flask, scene: Scene, days: int = 31) -> None:
    with app.app_context(), job("test: time passes"):
        [contact] = rows(SafeContact, SafeContact.id == scene.contact_id)
        contact.confirmed_on = clock.today() - timedelta(days=days)


def test_the_answer_is_written_down_before_the_number_opens(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    browser.as_(cast.advocate)
    assert browser.post(f"/safe-contacts/{scene.contact_id}/number").status_code == 422
    page = open_number(browser, scene.contact_id, "not_asked").text
    assert PHONE in page and "tel:" not in page  # calling is not safe there
    assert "sms:5550107788" in page
    with app.app_context(), job("test: look"):
        [attempt] = rows(ContactAttempt)
        assert (attempt.still_safe, attempt.author_id) == (StillSafe.NOT_ASKED, cast.advocate.id)
        assert attempt.category is Category.SAFE_CONTACT and attempt.outcome is None


def test_what_is_older_than_30_days_is_asked_again_first(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    grow_old(app, scene)
    refused = say(browser.as_(cast.advocate), scene.contact_id, "not_asked")
    assert refused.status_code == 422 and "Ask again first" in refused.text
    assert PHONE not in refused.text
    assert PHONE in open_number(browser, scene.contact_id, "urgent").text
    assert contact_in(app, scene).is_stale(clock.today())
    assert PHONE in open_number(browser, scene.contact_id, "youth").text
    assert contact_in(app, scene).confirmed_on == clock.today()


def test_a_number_closes_after_half_an_hour(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    path = str(say(browser.as_(cast.advocate), scene.contact_id).location)
    assert PHONE in browser.get(path).text
    with clock.standing_at(clock.now() + SHOWN_FOR + timedelta(seconds=5)):
        page = browser.as_(cast.advocate).get(path).text
        assert PHONE not in page and "closed again" in page


@pytest.mark.parametrize("outcome", ["reached", "message_left", "not_reached", "wrong_person"])
def test_what_came_of_it_is_one_press(
    app: Flask, browser: Browser, cast: Cast, scene: Scene, outcome: str
) -> None:
    path = str(say(browser.as_(cast.advocate), scene.contact_id).location)
    assert "you opened a number" in browser.get("/").text
    assert browser.post(path).status_code == 422
    assert browser.post(path, outcome=outcome, text="At the drop-in.").status_code == 303
    page = browser.get(path).text
    assert PHONE not in page and "At the drop-in." in page
    assert "you opened a number" not in browser.get("/").text
    with app.app_context(), job("test: look"):
        assert rows(ContactAttempt)[0].outcome == outcome
    assert contact_in(app, scene).is_stale(clock.today()) == (outcome == "wrong_person")
    assert "written down before" in browser.told(browser.post(path, outcome="reached"))


def test_attempts_stand_where_the_contact_stands(
    browser: Browser, cast: Cast, scene: Scene
) -> None:
    path = str(say(browser.as_(cast.advocate), scene.contact_id).location)
    browser.post(path, outcome="message_left", text="At the drop-in.")
    page = browser.get(f"{scene.path}/safe-contacts").text
    assert "Message left as agreed" in page and "Advocate, Harbor House" in page
    assert "At the drop-in." not in page
    for colleague in (cast.advocate, cast.supervisor):
        browser.as_(colleague)
        told = browser.post(f"{scene.path}/safe-contacts/{scene.contact_id}/reveal").text
        assert "At the drop-in." in told, "whoever opens the contact reads what others wrote"


def test_whoever_was_reached_counts_for_the_agenda(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    path = str(say(browser.as_(cast.advocate), scene.contact_id).location)
    browser.post(path, outcome="reached")
    with app.test_request_context(), job("test: reasons"):
        later = reasons_by_case(clock.today() + timedelta(days=30))[scene.case_id]
        assert "no contact for 30 days" in {str(reason.sentence) for reason in later}


def test_only_who_opened_it_sees_it_and_says_what_came(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    path = str(say(browser.as_(cast.advocate), scene.contact_id).location)
    browser.as_(cast.supervisor)
    assert browser.get(path).status_code == 403
    assert browser.post(path, outcome="reached").status_code == 403
    for stranger in (cast.probation, cast.outsider):
        browser.as_(stranger)
        assert browser.get(path).status_code == 404
        assert say(browser, scene.contact_id).status_code == 404
    assert say(browser.as_(cast.coordinator), scene.contact_id).status_code == 403
    assert last_entry(app).result is Result.REFUSED


def test_the_number_opens_on_the_ledger(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    open_number(browser.as_(cast.advocate), scene.contact_id)
    entry = last_entry(app)
    assert entry.permission == "contact:reveal"
    assert scene.contact_id in {touch.row for touch in entry.touches}


def test_a_release_that_ended_closes_the_page_at_once(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    released = scenes.release(
        app, scene, cast.provider, Category.SAFE_CONTACT, obtained_by=cast.advocate
    )
    path = str(say(browser.as_(cast.provider), scene.contact_id).location)
    assert PHONE in browser.get(path).text
    browser.as_(cast.advocate).post(f"{scene.path}/releases/{released}/revocation")
    assert PHONE not in browser.as_(cast.provider).get(path).text


@pytest.mark.parametrize("before_calling", [True, False])
def test_its_own_agency_removes_what_is_not_safe(
    app: Flask, browser: Browser, cast: Cast, scene: Scene, *, before_calling: bool
) -> None:
    browser.as_(cast.advocate)
    if before_calling:
        assert PHONE not in open_number(browser, scene.contact_id, "no").text
    else:
        path = str(say(browser, scene.contact_id).location)
        browser.post(path, outcome="not_safe")
    contact = contact_in(app, scene)
    assert contact.do_not_contact and not contact.has_number
    assert say(browser, scene.contact_id).status_code == 422


def test_whoever_it_was_released_to_closes_it_for_everybody(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    """The number is another agency's and must not wait for its office to open."""
    scenes.release(app, scene, cast.provider, Category.SAFE_CONTACT, obtained_by=cast.advocate)
    open_before = str(say(browser.as_(cast.advocate), scene.contact_id).location)
    path = str(say(browser.as_(cast.provider), scene.contact_id).location)
    browser.post(path, outcome="not_safe")
    assert contact_in(app, scene).do_not_contact
    assert "walls down: a contact that may harm her" in last_entry(app).basis
    browser.as_(cast.advocate)
    assert PHONE not in browser.get(open_before).text
    assert say(browser, scene.contact_id).status_code == 422
    assert "not safe any more, remove it" in browser.get("/").text
    gone = f"{scene.path}/safe-contacts/{scene.contact_id}/destruction"
    assert browser.as_(cast.provider).post(gone).status_code == 403
    assert browser.as_(cast.advocate).post(gone).status_code == 303
    assert not contact_in(app, scene).has_number
    assert "remove it" not in browser.get("/").text


def test_a_contact_that_is_in_use_is_not_destroyed_by_the_button(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    gone = f"{scene.path}/safe-contacts/{scene.contact_id}/destruction"
    browser.as_(cast.advocate).post(gone)
    assert contact_in(app, scene).has_number


def everywhere(app: Flask, browser: Browser, player: Any) -> Iterator[tuple[str, str]]:
    """Yield every page, file and form that one person can reach."""
    browser.as_(player)

    def get(path: str) -> str | None:
        answer = browser.look(path)
        return answer.get_data(as_text=True) if answer.mimetype == "text/html" else None

    for _rule, path, html in walk(app, get, "/", per_rule=3):
        yield path, html


@pytest.mark.parametrize("who", ["own", "released"])
def test_a_closed_number_is_on_no_page_paper_or_draft(
    app: Flask, browser: Browser, cast: Cast, scene: Scene, who: str
) -> None:
    """Sweeps what everybody with a basis can open, whoever closed it, in its agency or not."""
    scenes.release(
        app,
        scene,
        cast.provider,
        Category.SAFE_CONTACT,
        Category.IDENTITY,
        obtained_by=cast.advocate,
    )
    _leave_a_draft(app, cast, scene)
    closer = cast.advocate if who == "own" else cast.provider
    browser.as_(closer)
    browser.post(str(say(browser, scene.contact_id).location), outcome="not_safe")
    for player in (cast.advocate, cast.supervisor, cast.provider, cast.coordinator):
        for path, html in everywhere(app, browser, player):
            assert PHONE not in html, path
    browser.as_(cast.advocate)
    told = browser.post(f"{scene.path}/safe-contacts/{scene.contact_id}/reveal").text
    assert PHONE not in told and "Do not contact" in told
    with app.test_request_context(), job("test: produce"):
        scope = Scope(cast.harbor_id, scene.survivor_id, frozenset(Category))
        texts = [
            said.text
            for part in parts_of(rows_in(scope), CATEGORY_WORDS)
            for entry in part.entries
            for said in entry.said
        ]
        assert not any(PHONE in text for text in texts)
        assert not rows(Draft, Draft.place.endswith(f"/safe-contacts/{scene.contact_id}"))


def _leave_a_draft(app: Flask, cast: Cast, scene: Scene) -> None:
    """Let a colleague have typed the number into a correction that she did not send."""
    place = f"{scene.path}/safe-contacts/{scene.contact_id}"
    with app.app_context(), job("test: a draft"):
        db.session.add(
            Draft(
                survivor_id=scene.survivor_id,
                owner_id=cast.harbor_id,
                category=Category.SAFE_CONTACT,
                author_id=cast.supervisor.id,
                form_key=scene.contact_id,
                place=place,
                page=f"{scene.path}/safe-contacts",
                kept_at=clock.now(),
                words=f'{{"title": "", "fields": [["value", "{PHONE}"]]}}',
            )
        )
