"""Linkages: offered from the case file, answered by the provider, known to nobody else."""

import pytest
from flask import Flask

from safetynet import clock
from safetynet.access import job
from safetynet.directory import Service, ServiceType
from safetynet.linkages import Details, Linkage, LinkageStatus, LinkageStep, Side, WrongStepError
from safetynet.linkages.life import NEXT
from safetynet.vault import Category
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.ledger import last_entry
from tests.linkages.offering import WORDS, list_for, of, offered, take
from tests.scenes import Scene
from tests.survivors.reaching import open_number


@pytest.fixture
def scene(app: Flask, cast: Cast) -> Scene:
    return scenes.open_case(app, cast)


def test_a_service_is_offered_sent_accepted_and_used(
    browser: Browser, cast: Cast, app: Flask, scene: Scene
) -> None:
    """The teacher's agency has no seat; it learns of the linkage when it is sent, and no sooner."""
    path = offered(browser, scene, list_for(app, cast.teacher.agency_id), cast.probation)
    assert browser.as_(cast.teacher).get(path).status_code == 404
    browser.as_(cast.probation)
    assert "Send to Unified Schools" in browser.get(path).text
    assert take(browser, path, "steps/sent") == 303

    browser.as_(cast.teacher)
    inbox = browser.get("/linkages").text
    assert scene.number in inbox and "Accept" in inbox
    assert take(browser, path, "answers/accepted") == 303
    assert browser.get(f"{path}/answers/appointment_offered").status_code == 200
    assert take(browser, path, "answers/appointment_offered") == 422
    day = clock.today().isoformat()
    assert take(browser, path, "answers/appointment_offered", on=day) == 303
    assert take(browser, path, "answers/attended") == 303
    assert "Days from sending to first service" in browser.get(path).text

    browser.as_(cast.probation)
    assert "first service after 0 days" in browser.get(scene.path).text
    with app.app_context(), job("test: look"):
        assert [step.after for step in rows(LinkageStep)] == [
            LinkageStatus.YOUTH_AGREED,
            LinkageStatus.SENT,
            LinkageStatus.ACCEPTED,
            LinkageStatus.APPOINTMENT_OFFERED,
            LinkageStatus.ATTENDED,
        ]


def test_a_provider_declines_with_a_reason_and_may_explain(
    browser: Browser, cast: Cast, app: Flask, scene: Scene
) -> None:
    path = offered(browser, scene, list_for(app, cast.teacher.agency_id), cast.probation)
    take(browser, path, "steps/sent")
    browser.as_(cast.teacher)
    assert take(browser, path, "answers/declined", why="") == 422
    assert take(browser, path, "answers/declined", why="age", text="She is too young") == 303
    assert "She is too young" in browser.get(path).text
    page = browser.as_(cast.probation).get(path).text
    assert "declined" in page and "Age" in page
    assert "She is too young" not in page, "the provider has neither seat nor release"


def test_the_provider_knows_the_linkage_and_not_the_case(
    browser: Browser, cast: Cast, app: Flask, scene: Scene
) -> None:
    path = offered(browser, scene, list_for(app, cast.teacher.agency_id), cast.advocate)
    take(browser, path, "steps/sent")
    page = browser.as_(cast.teacher).get(path).text
    assert scene.number in page
    assert WORDS not in page and scenes.FIRST not in page
    assert browser.get(scene.path).status_code == 404
    assert browser.get(f"{scene.path}/linkages/new").status_code == 404


def test_a_release_carries_name_and_words_to_the_provider(
    browser: Browser, cast: Cast, app: Flask, scene: Scene
) -> None:
    path = offered(browser, scene, list_for(app, cast.teacher.agency_id), cast.advocate)
    assert take(browser, path, "steps/release_signed") == 422
    scenes.release(
        app, scene, cast.teacher, Category.LINKAGE, Category.IDENTITY, obtained_by=cast.advocate
    )
    assert take(browser, path, "steps/release_signed") == 303
    assert take(browser, path, "steps/sent") == 303
    page = browser.as_(cast.teacher).get(path).text
    assert WORDS in page and scenes.NAME in page


def test_a_released_contact_is_opened_from_the_linkage_on_record(
    browser: Browser, cast: Cast, app: Flask, scene: Scene
) -> None:
    path = offered(browser, scene, list_for(app, cast.teacher.agency_id), cast.advocate)
    take(browser, path, "steps/sent")
    reveal = f"{path}/safe-contacts/{scene.contact_id}/reveal"
    assert browser.as_(cast.teacher).post(reveal).status_code == 404
    scenes.release(app, scene, cast.teacher, Category.SAFE_CONTACT, obtained_by=cast.advocate)
    page = browser.get(path).text
    assert "Read what to say, on record" in page and scenes.PHONE not in page
    told = browser.post(reveal).text
    assert scenes.CODE_PHRASE in told and scenes.PHONE not in told
    assert scenes.PHONE in open_number(browser, scene.contact_id).text
    assert last_entry(app).permission == "contact:reveal"
    assert browser.as_(cast.outsider).post(reveal).status_code == 404


def test_home_says_who_waits_for_an_answer(
    browser: Browser, cast: Cast, app: Flask, scene: Scene
) -> None:
    path = offered(browser, scene, list_for(app, cast.teacher.agency_id), cast.probation)
    take(browser, path, "steps/sent")
    waiting = f"Answer County Probation about {scene.number}"
    assert waiting in browser.as_(cast.teacher).get("/").text
    assert waiting not in browser.as_(cast.outsider).get("/").text
    browser.as_(cast.teacher)
    take(browser, path, "answers/declined", why="no_bed")
    assert waiting not in browser.get("/").text
    declined = f"Unified Schools declined: look further for {scene.number}"
    assert declined in browser.as_(cast.probation).get("/").text


def test_the_whole_way_works_without_any_release(browser: Browser, cast: Cast, app: Flask) -> None:
    """CR-08: signing is never a condition; a coded case goes all the way."""
    scene = scenes.open_case(app, cast, named=False)
    path = offered(browser, scene, list_for(app, cast.teacher.agency_id), cast.advocate)
    assert take(browser, path, "steps/sent") == 303
    browser.as_(cast.teacher)
    for step in ("accepted", "engaged", "completed"):
        assert take(browser, path, f"answers/{step}") == 303
    browser.as_(cast.advocate)
    assert take(browser, path, "steps/closed", why="") == 303


def test_words_cross_by_seat_but_never_a_covered_providers(
    browser: Browser, cast: Cast, app: Flask, scene: Scene
) -> None:
    """Probation and the clinic sit at the table; Harbor does too, and is covered (CR-02)."""
    service = list_for(app, cast.teacher.agency_id)
    by_probation = offered(browser, scene, service, cast.probation, text="from probation")
    by_harbor = offered(browser, scene, service, cast.advocate, text="from harbor")
    browser.as_(cast.provider)
    assert "from probation" in browser.get(by_probation).text
    page = browser.get(by_harbor)
    assert page.status_code == 200 and "from harbor" not in page.text
    scenes.release(app, scene, cast.provider, Category.LINKAGE, obtained_by=cast.advocate)
    assert "from harbor" in browser.get(by_harbor).text


def test_a_telling_service_is_hidden_from_the_table(
    browser: Browser, cast: Cast, app: Flask, scene: Scene
) -> None:
    """That somebody goes to a substance use programme is Part 2 content by itself (CR-10)."""
    service = list_for(app, cast.teacher.agency_id, ServiceType.SUBSTANCE_USE)
    path = offered(browser, scene, service, cast.probation)
    assert browser.as_(cast.provider).get(path).status_code == 404
    assert "Evening class" not in browser.get(scene.path).text
    scenes.release(app, scene, cast.provider, Category.LINKAGE, obtained_by=cast.probation)
    assert browser.get(path).status_code == 404
    scenes.release(app, scene, cast.provider, Category.SUBSTANCE_USE, obtained_by=cast.probation)
    assert WORDS in browser.get(path).text


@pytest.mark.parametrize("player", ["outsider", "teacher", "child_welfare"])
def test_outsiders_do_not_learn_that_the_linkage_exists(
    browser: Browser, cast: Cast, app: Flask, scene: Scene, player: str
) -> None:
    path = offered(browser, scene, list_for(app, cast.provider.agency_id), cast.probation)
    take(browser, path, "steps/sent")
    browser.as_(cast.players[player])
    for page in (path, f"{path}/answers/accepted", f"{path}/steps/closed"):
        assert browser.get(page).status_code == 404
        assert browser.post(page, version="1").status_code in {404, 405}
    assert browser.post(f"{path}/notes", text="x").status_code == 404
    assert scene.number not in browser.get("/linkages").text


def test_each_side_takes_its_own_steps(
    browser: Browser, cast: Cast, app: Flask, scene: Scene
) -> None:
    path = offered(browser, scene, list_for(app, cast.provider.agency_id), cast.probation)
    take(browser, path, "steps/sent")
    assert take(browser, path, "answers/accepted") == 403
    assert take(browser, path, "steps/accepted") == 422
    browser.as_(cast.provider)
    assert take(browser, path, "steps/closed") == 403
    assert browser.as_(cast.prosecutor).get("/linkages").status_code == 403
    assert of(browser, path, "status") is LinkageStatus.SENT


def test_a_step_from_a_page_shown_earlier_is_a_conflict(
    browser: Browser, cast: Cast, app: Flask, scene: Scene
) -> None:
    path = offered(browser, scene, list_for(app, cast.provider.agency_id), cast.probation)
    take(browser, path, "steps/sent")
    browser.as_(cast.provider)
    shown = str(of(browser, path, "version"))
    assert take(browser, path, "answers/waitlisted", version=shown, why="", position="4") == 303
    assert "place 4" in browser.get(path).text
    assert take(browser, path, "answers/declined", version=shown, why="age") == 409


def test_answers_are_written_down_for_a_provider_that_does_not_sign_in(
    browser: Browser, cast: Cast, app: Flask, scene: Scene
) -> None:
    path = offered(browser, scene, list_for(app, None), cast.probation)
    for step in ("steps/release_signed", "steps/sent", "answers/accepted"):
        assert take(browser, path, step) == 303


def test_the_answer_is_on_the_ledger(
    browser: Browser, cast: Cast, app: Flask, scene: Scene
) -> None:
    path = offered(browser, scene, list_for(app, cast.provider.agency_id), cast.probation)
    take(browser, path, "steps/sent")
    browser.as_(cast.provider)
    take(browser, path, "answers/accepted")
    entry = last_entry(app)
    assert (entry.permission, entry.result) == ("linkage:answer", "changed")


def test_a_wrong_step_has_a_name() -> None:
    linkage = Linkage(status=LinkageStatus.SUGGESTED, service=Service(name="x"))
    with pytest.raises(WrongStepError):
        linkage.move(LinkageStatus.COMPLETED, Side.PROVIDER, clock.now(), Details())


def test_every_state_can_be_reached_and_left() -> None:
    reached = {to for steps in NEXT.values() for to in steps} | {LinkageStatus.SUGGESTED}
    assert reached == set(LinkageStatus) == set(NEXT)
    assert [state for state, steps in NEXT.items() if not steps] == [LinkageStatus.CLOSED]
