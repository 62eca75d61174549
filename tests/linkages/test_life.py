"""The whole way of a linkage: who took which step when, hand-overs, what was shared, the inbox."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from safetynet import clock
from safetynet.access import job
from safetynet.directory import ServiceType
from safetynet.linkages import LinkageStatus, LinkageStep
from safetynet.linkages.life import NEXT, STEPS, Side
from safetynet.vault import Category
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.ledger import last_entry
from tests.linkages.offering import list_for, of, offered, sent, take
from tests.scenes import Scene

DANA = "Dana Whitfield"
DOOR = "Side door, ring twice, half past three"


@pytest.fixture
def scene(app: Flask, cast: Cast) -> Scene:
    return scenes.open_case(app, cast)


@pytest.fixture
def path(browser: Browser, cast: Cast, app: Flask, scene: Scene) -> str:
    """A linkage that probation sent to the school, which has no seat."""
    return sent(browser, scene, list_for(app, cast.teacher.agency_id), cast.probation)


def test_every_step_that_is_not_allowed_is_refused_with_a_sentence(
    browser: Browser, cast: Cast, app: Flask, path: str
) -> None:
    """From where it was sent, either side is told so of each step that cannot follow."""
    for side, where, player in (
        (Side.OFFERING, "steps", cast.probation),
        (Side.PROVIDER, "answers", cast.teacher),
    ):
        browser.as_(player)
        assert browser.post(f"{path}/{where}/suggested", version="1").status_code in {404, 409}
        for to in STEPS:
            if side in NEXT[LinkageStatus.SENT].get(to, ()):
                continue
            answer = browser.post(
                f"{path}/{where}/{to}",
                version=str(of(browser, path, "version")),
                why="overtaken",
                on=clock.today().isoformat(),
            )
            assert answer.status_code == 422, to
            assert "There is a problem" in answer.text
    assert of(browser, path, "status") is LinkageStatus.SENT


def test_a_place_on_the_waiting_list_moves_and_its_day_stays(
    browser: Browser, cast: Cast, app: Flask, path: str
) -> None:
    browser.as_(cast.teacher)
    assert take(browser, path, "answers/waitlisted", why="no_bed", position="4") == 303
    day = clock.today()
    with clock.standing_at(clock.now() + timedelta(days=9)):
        browser.as_(cast.teacher)
        assert take(browser, path, "answers/waitlisted", why="no_bed", position="2") == 303
    assert (of(browser, path, "position"), of(browser, path, "on")) == (2, day)
    page = browser.as_(cast.teacher).get(path).text
    assert "place 4" in page and "place 2" in page and "since" in page


def test_an_appointment_has_a_place_and_whoever_canceled_it(
    browser: Browser, cast: Cast, app: Flask, scene: Scene, path: str
) -> None:
    browser.as_(cast.teacher)
    take(browser, path, "answers/accepted")
    day = (clock.today() + timedelta(days=3)).isoformat()
    assert take(browser, path, "answers/appointment_offered", on=day, place=DOOR) == 303
    assert DOOR in browser.get(path).text
    assert DOOR not in browser.as_(cast.probation).get(path).text, "neither seat nor release"
    browser.as_(cast.teacher)
    assert take(browser, path, "answers/cancelled", why="") == 422
    assert take(browser, path, "answers/cancelled", why="canceled_by_youth") == 303
    assert "Canceled by the young person" in browser.as_(cast.probation).get(path).text


def test_both_sides_are_reminded_of_an_appointment(
    browser: Browser, cast: Cast, app: Flask, scene: Scene, path: str
) -> None:
    browser.as_(cast.teacher)
    take(browser, path, "answers/accepted")
    take(browser, path, "answers/appointment_offered", on=clock.today().isoformat())
    ahead = f"Appointment for {scene.number}: Evening class"
    for player in (cast.teacher, cast.probation):
        assert ahead in browser.as_(player).get("/").text
    assert ahead not in browser.as_(cast.outsider).get("/").text
    how = f"Say how the appointment went for {scene.number}"
    with clock.standing_at(clock.now() + timedelta(days=1)):
        assert how in browser.as_(cast.teacher).get("/").text
        assert how not in browser.as_(cast.probation).get("/").text


def test_a_warm_hand_over_is_part_of_the_way(
    browser: Browser, cast: Cast, app: Flask, scene: Scene, path: str
) -> None:
    browser.as_(cast.probation)
    assert "Note a warm hand-over" in browser.get(path).text
    assert browser.post(f"{path}/hand-over", how="", on="").status_code == 422
    later = (clock.today() + timedelta(days=1)).isoformat()
    assert browser.post(f"{path}/hand-over", how="in_person", on=later).status_code == 422
    today = clock.today().isoformat()
    done = browser.post(f"{path}/hand-over", how="in_person", on=today, contact=DANA)
    assert done.status_code == 303
    assert last_entry(app).permission == "linkage:write"
    page = browser.get(path).text
    assert "Warm hand-over, in person" in page and DANA in page
    assert of(browser, path, "status") is LinkageStatus.SENT
    browser.as_(cast.teacher)
    page = browser.get(path).text
    assert "Warm hand-over, in person" in page and DANA not in page
    assert browser.post(f"{path}/hand-over", how="by_phone", on=today).status_code == 403
    browser.as_(cast.outsider)
    assert browser.get(f"{path}/hand-over").status_code == 404
    assert browser.post(f"{path}/hand-over", how="by_phone", on=today).status_code == 404


def test_nobody_is_introduced_where_it_is_over(
    browser: Browser, cast: Cast, app: Flask, path: str
) -> None:
    browser.as_(cast.teacher)
    take(browser, path, "answers/declined", why="age")
    browser.as_(cast.probation)
    today = clock.today().isoformat()
    answer = browser.post(f"{path}/hand-over", how="by_phone", on=today)
    assert answer.status_code == 422 and "Nobody can be introduced here now" in answer.text


def test_what_was_shared_is_recorded_as_it_is_sent_and_ends_with_the_release(
    browser: Browser, cast: Cast, app: Flask, scene: Scene
) -> None:
    path = offered(browser, scene, list_for(app, cast.teacher.agency_id), cast.advocate)
    kinds = (Category.LINKAGE, Category.IDENTITY)
    release = scenes.release(app, scene, cast.teacher, *kinds, obtained_by=cast.advocate)
    take(browser, path, "steps/sent")
    with app.app_context(), job("test: look"):
        assert rows(LinkageStep)[-1].release_ids == [str(release)]
    for player in (cast.advocate, cast.teacher):
        page = browser.as_(player).get(path).text
        assert "Shared as it was sent" in page and "Name and identity" in page
    page = browser.as_(cast.provider).get(path).text
    assert "Shared as it was sent" not in page, "a release of others is not the table’s to know"
    with clock.standing_at(clock.now() + timedelta(days=91)):
        page = browser.as_(cast.teacher).get(path).text
        assert "ended" in page.partition("Shared as it was sent")[2]
        assert scenes.NAME not in page


def test_without_a_release_the_page_says_that_nothing_was_shared(
    browser: Browser, cast: Cast, path: str
) -> None:
    page = browser.as_(cast.teacher).get(path).text
    assert "It was sent without a release: case number and service, no more." in page


def test_the_inbox_shows_one_after_the_other(
    browser: Browser, cast: Cast, app: Flask, scene: Scene
) -> None:
    service = list_for(app, cast.teacher.agency_id)
    first, second, third = (sent(browser, scene, service, cast.probation) for _ in range(3))
    browser.as_(cast.teacher)
    for path, left in ((first, "3 wait"), (second, "2 wait"), (third, "1 waits")):
        page = browser.get("/linkages/inbox").text
        assert left in page and f'href="{path}"' in page
        version = str(of(browser, path, "version"))
        answer = browser.post(f"{path}/answers/accepted", version=version, back="inbox")
        assert answer.location.startswith("/linkages/inbox?answered=")
        assert "Offer an appointment" in browser.get(answer.location).text
    assert "Nothing waits for an answer" in browser.get("/linkages/inbox").text


def test_what_was_received_waits_behind_what_nobody_saw(
    browser: Browser, cast: Cast, app: Flask, scene: Scene
) -> None:
    service = list_for(app, cast.teacher.agency_id)
    first, second = (sent(browser, scene, service, cast.probation) for _ in range(2))
    browser.as_(cast.teacher)
    take(browser, first, "answers/received", back="inbox")
    assert f'href="{second}"' in browser.get("/linkages/inbox").text
    page = browser.get(f"/linkages/inbox?after={second.rpartition('/')[2]}").text
    assert f'href="{first}"' in page and "We have received it" not in page


def test_a_second_tap_does_nothing(browser: Browser, cast: Cast, app: Flask, path: str) -> None:
    """The once-only key of the button leads to where the first tap led."""
    browser.as_(cast.teacher)
    tap = {"version": str(of(browser, path, "version")), "back": "inbox"}
    tap["form_key"] = "6f1e3f0e-52b5-4c4b-8d27-6f5b6b3c2a10"
    before = len(rows_of_steps(app))
    first = browser.post(f"{path}/answers/accepted", tap)
    second = browser.post(f"{path}/answers/accepted", tap)
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.location == second.location
    assert len(rows_of_steps(app)) == before + 1


def rows_of_steps(app: Flask) -> list[LinkageStep]:
    with app.app_context(), job("test: look"):
        return list(rows(LinkageStep))


def test_nobody_else_finds_it_in_the_inbox(browser: Browser, cast: Cast, path: str) -> None:
    linkage = path.rpartition("/")[2]
    for player in (cast.outsider, cast.child_welfare):
        page = browser.as_(player).get(f"/linkages/inbox?answered={linkage}").text
        assert "Evening class" not in page
    assert browser.as_(cast.coordinator).get("/linkages/inbox").status_code == 403


def test_a_decline_names_three_others_with_reasons(
    browser: Browser, cast: Cast, app: Flask, scene: Scene
) -> None:
    bed: dict[str, Any] = {"languages": ["en", "es"]}
    today = clock.today()
    wanted = list_for(app, cast.teacher.agency_id, ServiceType.SHELTER, languages=["en", "es"])
    for number, facts in enumerate(
        (
            {"openings": 2, "openings_confirmed_on": today},
            {"openings": 0, "openings_confirmed_on": today},
            {},
            {"is_active": False, "openings": 9, "openings_confirmed_on": today},
            {"takes_referrals": False, "openings": 9, "openings_confirmed_on": today},
        )
    ):
        list_for(app, None, ServiceType.SHELTER, name=f"House {number}", **(bed | facts))
    list_for(app, None, ServiceType.TRANSPORT, name="A ride")
    path = sent(browser, scene, wanted, cast.probation)
    browser.as_(cast.teacher)
    take(browser, path, "answers/declined", why="no_bed")
    assert "Look next at" not in browser.get(path).text, "it is not the provider’s to look"
    page = browser.as_(cast.probation).get(path).text
    shown = page.partition("Look next at")[2]
    assert shown.index("House 0") < min(shown.index("House 1"), shown.index("House 2"))
    assert "2 places free, confirmed today" in shown and "speaks Spanish too" in shown
    for absent in ("House 3", "House 4", "A ride"):
        assert absent not in shown
    link = f"{scene.path}/linkages/new?service="
    assert link in page
