"""One young person, one screen: what is said, by whom, on what basis; what is decided."""

from datetime import timedelta
from importlib import import_module

import pytest
from flask import Flask

from safetynet import clock
from safetynet.access import job
from safetynet.audit import Result, reading
from safetynet.meetings import AgendaItem
from safetynet.meetings.models import (
    AnswerBasis,
    Decision,
    Dissent,
    ItemStatus,
    NoWishes,
    ReviewAnswer,
    Task,
    TaskWords,
    Wishes,
)
from safetynet.vault import Category
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.meetings.sitting import call_meeting, confirm, item_of, sit_down
from tests.scenes import open_case, release

SAFE = "Stays with an aunt since Monday"


def test_the_chair_takes_down_a_whole_review(app: Flask, browser: Browser, cast: Cast) -> None:
    sitting = sit_down(app, cast, browser)
    answer = browser.post(
        sitting.screen,
        said_safety_status=SAFE,
        source_safety_status=str(cast.probation.agency_id),
        spoken_stabilization="y",
        source_stabilization=str(cast.harbor_id),
        said_referrals="We refer to counselling",
        source_referrals=str(cast.team_id),
        wishes="I want to stay at my school",
        wishes_from=str(cast.probation.agency_id),
        decisions="Placement is supported.\nThe school stays the same.",
        tasks="Confirm the bed @clinic due tomorrow\n- File the update @probation",
        dissent="Would rather wait a week",
        dissent_from=str(cast.provider.agency_id),
        next_review_on="2027-12-18",
        version="2",
    )
    assert answer.status_code == 303
    assert answer.location == sitting.screen
    page = browser.get(sitting.screen).text
    for words in (SAFE, "Spoken, not recorded", "stay at my school", "3 of 6 answered"):
        assert words in page
    for words in (
        "The school stays the same.",
        "Confirm the bed",
        "File the update",
        "wait a week",
    ):
        assert words in page
    with app.app_context(), job("test: look"):
        bases = {line.question: line.basis for line in rows(ReviewAnswer)}
        assert list(bases.values()) == [
            AnswerBasis.TEAM_STATUTE,
            AnswerBasis.SPOKEN,
            AnswerBasis.TEAM,
        ]
        said = [*rows(ReviewAnswer), *rows(Wishes), *rows(Decision), *rows(TaskWords)]
        assert {row.owner_id for row in [*said, *rows(Dissent)]} == {cast.team_id}
        first, second = rows(Task)
        assert first.due_on == clock.today() + timedelta(days=1)
        assert second.due_on == clock.today() + timedelta(days=7)


def test_a_review_is_on_the_ledger(app: Flask, browser: Browser, cast: Cast) -> None:
    sitting = sit_down(app, cast, browser)
    browser.post(sitting.screen, decisions="Placement is supported.", version="2")
    browser.as_(cast.provider).get(sitting.screen)
    browser.as_(cast.outsider).get(sitting.screen)
    with app.app_context(), job("test: look"):
        latest = [line.entry for line in reading.latest(30)[0]]
    asked = [entry for entry in latest if entry.asked == sitting.item_id]
    refused, read, written = asked[:3]
    assert (refused.actor, refused.result) == (cast.outsider.id, Result.REFUSED)
    assert (read.actor, read.result) == (cast.provider.id, Result.OPENED)
    assert "decisions" in {touch.table for touch in read.touches}
    assert (written.actor, written.permission) == (cast.coordinator.id, "review:write")
    assert {touch.survivor for touch in written.touches if touch.table == "decisions"} == {
        sitting.scene.survivor_id
    }


def test_around_the_table_it_is_read_and_elsewhere_it_does_not_exist(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    sitting = sit_down(app, cast, browser)
    browser.post(
        sitting.screen,
        said_safety_status=SAFE,
        source_safety_status=str(cast.probation.agency_id),
        decisions="Placement is supported.",
        version="2",
    )
    for player in (cast.advocate, cast.provider):
        page = browser.as_(player).get(sitting.screen).text
        assert SAFE in page
        assert "Placement is supported." in page
    for player in (cast.outsider, cast.prosecutor, cast.observer):
        assert browser.as_(player).get(sitting.screen).status_code == 404
    assert browser.as_(cast.outsider).post(sitting.screen, wishes="x").status_code == 404
    assert browser.as_(cast.observer).post(sitting.screen, wishes="x").status_code == 403


def test_of_a_covered_source_only_spoken_can_be_saved(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    sitting = sit_down(app, cast, browser)
    typed = {"said_safety_plan": "Her words to her advocate", "version": "2"}
    harbor = str(cast.harbor_id)
    refused = browser.post(sitting.screen, typed, source_safety_plan=harbor, decisions="Wait.")
    assert refused.status_code == 422
    assert "No release lets you write down what Harbor House says" in refused.text
    assert "Her words to her advocate" in refused.text
    assert "Wait." in refused.text
    both = browser.post(sitting.screen, typed, source_safety_plan=harbor, spoken_safety_plan="y")
    assert "not both" in both.text
    with app.app_context(), job("test: look"):
        assert rows(ReviewAnswer) == []
        assert rows(Decision) == []
    release(app, sitting.scene, cast.coordinator, Category.PLAN, obtained_by=cast.advocate)
    assert browser.post(sitting.screen, typed, source_safety_plan=harbor).status_code == 303
    with app.app_context(), job("test: look"):
        (line,) = rows(ReviewAnswer)
        assert (line.basis, line.owner_id) == (AnswerBasis.RELEASE, cast.team_id)


def test_a_release_of_another_kind_does_not_suffice(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    sitting = sit_down(app, cast, browser)
    release(app, sitting.scene, cast.coordinator, Category.IDENTITY, obtained_by=cast.advocate)
    refused = browser.post(
        sitting.screen,
        wishes="She wants to move",
        wishes_from=str(cast.harbor_id),
        version="2",
    )
    assert refused.status_code == 422
    assert "No release lets you write down" in refused.text


def test_words_without_a_source_are_not_taken(app: Flask, browser: Browser, cast: Cast) -> None:
    sitting = sit_down(app, cast, browser)
    no_source = browser.post(sitting.screen, said_referrals="Somebody said so", version="2")
    assert no_source.status_code == 422
    assert "Say whose information this is" in no_source.text
    spoken = browser.post(sitting.screen, spoken_referrals="y", version="2")
    assert "Say who spoke" in spoken.text
    stranger = str(cast.outsider.agency_id)
    invented = browser.post(
        sitting.screen, said_referrals="x", source_referrals=stranger, version="2"
    )
    assert invented.status_code == 422


def test_an_agency_writes_its_own_lines_which_stay_its_own(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    sitting = sit_down(app, cast, browser)
    page = browser.as_(cast.advocate).get(sitting.screen).text
    assert "Save our lines" in page
    assert "One task on each line" not in page
    answer = browser.post(
        sitting.screen,
        said_safety_plan="Our own words",
        wishes="She wants a key",
        decisions="We decide alone",
        then="next",
    )
    assert answer.status_code == 303
    assert "Our own words" in browser.get(sitting.screen).text
    with app.app_context(), job("test: look"):
        (line,) = rows(ReviewAnswer)
        assert (line.owner_id, line.category, line.basis) == (
            cast.harbor_id,
            Category.PLAN,
            AnswerBasis.OWN,
        )
        assert rows(Decision) == []
    for player in (cast.coordinator, cast.probation):
        assert "Our own words" not in browser.as_(player).get(sitting.screen).text
    release(app, sitting.scene, cast.probation, Category.PLAN, obtained_by=cast.advocate)
    assert "Our own words" in browser.as_(cast.probation).get(sitting.screen).text


def test_the_next_case_needs_the_wishes_or_a_reason(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    scenes = [open_case(app, cast) for _ in range(2)]
    meeting = call_meeting(app, cast, *scenes, days=0)
    first, second = (item_of(app, meeting, scene) for scene in scenes)
    path = f"/meetings/{meeting}/items"
    browser.as_(cast.coordinator)
    early = browser.post(f"{path}/{first}", then="next", version="1", no_wishes="not_asked")
    assert early.status_code == 409
    browser.post(f"/meetings/{meeting}/start")
    browser.post(f"{path}/{first}/beginning")
    refused = browser.post(f"{path}/{first}", then="next", version="2", decisions="Keep this.")
    assert refused.status_code == 422
    assert "Keep this." in refused.text
    assert "why it is not known" in refused.text
    on = browser.post(f"{path}/{first}", then="next", version="2", no_wishes="not_reached")
    assert on.location == f"{path}/{first}/readback"
    assert confirm(browser, f"{path}/{first}").location == f"{path}/{second}"
    with app.app_context(), job("test: look"):
        one, two = rows(AgendaItem)
        assert (one.status, one.no_wishes) == (ItemStatus.REVIEWED, NoWishes.NOT_REACHED)
        assert two.status is ItemStatus.IN_REVIEW
    back = browser.post(f"{path}/{second}", then="previous", version="2")
    assert back.location == f"{path}/{first}"
    # The day that was proposed is saved, and then the room turns away.
    last = browser.post(f"{path}/{second}", then="park", version="4")
    assert last.location == f"/meetings/{meeting}"
    assert "That was the last case" in browser.get(last.location).text
    browser.post(f"/meetings/{meeting}/end")
    assert "Minutes in draft" in browser.get(f"/meetings/{meeting}").text


def test_wishes_that_an_agency_keeps_to_itself_suffice(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    sitting = sit_down(app, cast, browser)
    browser.as_(cast.advocate).post(sitting.screen, wishes="She wants a key")
    on = browser.as_(cast.coordinator).post(sitting.screen, then="next", version="2")
    assert on.status_code == 303
    read = browser.get(f"{sitting.screen}/readback").text
    assert "She wants a key" not in read
    assert confirm(browser, sitting.screen).location == sitting.path
    assert "She wants a key" not in browser.get(sitting.screen).text


def test_a_task_line_that_cannot_be_read_says_why(app: Flask, browser: Browser, cast: Cast) -> None:
    sitting = sit_down(app, cast, browser)
    for line, why in (
        ("Confirm the bed", "Name the agency"),
        ("Confirm the bed @elsewhere", "@elsewhere has no seat at this table"),
        ("Confirm the bed @team", "@team has no seat"),
        ("Confirm the bed @clinic due frday", "is no day we know"),
    ):
        refused = browser.post(sitting.screen, tasks=f"Good @clinic\n{line}", version="2")
        assert refused.status_code == 422
        assert why in refused.text
        assert "Good @clinic" in refused.text
    with app.app_context(), job("test: look"):
        assert rows(Task) == []


def test_what_was_written_by_mistake_is_withdrawn(app: Flask, browser: Browser, cast: Cast) -> None:
    sitting = sit_down(app, cast, browser)
    browser.post(sitting.screen, decisions="A slip.", tasks="A slip @clinic", version="2")
    with app.app_context(), job("test: look"):
        decision, task = rows(Decision)[0].id, rows(Task)[0].id
    browser.as_(cast.probation)
    assert browser.post(sitting.screen, remove=f"decision:{decision}").status_code == 403
    assert browser.post(sitting.screen, remove="decision:nonsense").status_code == 404
    browser.as_(cast.coordinator)
    for named in (f"decision:{decision}", f"task:{task}"):
        gone = browser.post(sitting.screen, remove=named, said_referrals="", version="3")
        assert gone.status_code == 303
    with app.app_context(), job("test: look"):
        assert rows(Decision) == rows(Task) == rows(TaskWords) == []


def test_two_screens_of_the_chair_do_not_overwrite_each_other(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    sitting = sit_down(app, cast, browser)
    browser.post(sitting.screen, next_review_on="2027-01-01", version="2")
    stale = browser.post(sitting.screen, decisions="Typed meanwhile", version="2")
    assert stale.status_code == 409
    assert "Typed meanwhile" in stale.text


def test_the_basis_is_asked_for_again_as_a_line_is_saved(
    app: Flask, browser: Browser, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitting = sit_down(app, cast, browser)
    for name in ("record", "operations.reviewing"):
        module = import_module(f"safetynet.meetings.{name}")
        monkeypatch.setattr(module, "basis_to_record", lambda *_: AnswerBasis.RELEASE)
    refused = browser.post(
        sitting.screen,
        said_safety_plan="x",
        source_safety_plan=str(cast.harbor_id),
        version="2",
    )
    assert refused.status_code == 403
