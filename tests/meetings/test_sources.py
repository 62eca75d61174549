"""Whose words stand in the record: asked again as they are saved, whatever a view forgot."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import update

from safetynet import clock
from safetynet.access import NotYoursToWriteError, job
from safetynet.db import db
from safetynet.meetings.models import (
    Addendum,
    AgendaItem,
    AnswerBasis,
    Decision,
    Dissent,
    ReviewAnswer,
    TaskWords,
    Wishes,
)
from safetynet.meetings.review_questions import ReviewQuestion
from safetynet.sharing import Release, TeamSeat
from safetynet.vault import Category
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.house.inside import Hand, behind_the_door
from tests.meetings.sitting import Sitting, confirm, end, sit_down
from tests.scenes import release, seat, unseat

Line = Callable[[Cast, Sitting, UUID], Any]


def _line(basis: AnswerBasis) -> Line:
    def written(cast: Cast, sitting: Sitting, source: UUID) -> ReviewAnswer:
        return ReviewAnswer(
            **_about(cast, sitting),
            category=Category.TEAM_DISCUSSION,
            question=ReviewQuestion.SAFETY_PLAN,
            basis=basis,
            source_id=source,
            text="x",
        )

    return written


def _wishes(cast: Cast, sitting: Sitting, source: UUID) -> Wishes:
    category = Category.TEAM_DISCUSSION
    return Wishes(**_about(cast, sitting), category=category, told_by_id=source, text="x")


def _dissent(cast: Cast, sitting: Sitting, source: UUID) -> Dissent:
    return Dissent(**_about(cast, sitting), agency_id=source, text="x")


def _decision(cast: Cast, sitting: Sitting, source: UUID) -> Decision:
    return Decision(**_about(cast, sitting), source_id=source, text="x")


def _addendum(cast: Cast, sitting: Sitting, source: UUID) -> Addendum:
    author = cast.coordinator.id
    return Addendum(**_about(cast, sitting), source_id=source, author_id=author, text="x")


def _about(cast: Cast, sitting: Sitting) -> dict[str, UUID]:
    item, survivor = sitting.item_id, sitting.scene.survivor_id
    return {"item_id": item, "survivor_id": survivor, "owner_id": cast.team_id}


BY_STATUTE, AS_TEAM, RELEASED, SPOKEN, OWN = (
    _line(AnswerBasis.TEAM_STATUTE),
    _line(AnswerBasis.TEAM),
    _line(AnswerBasis.RELEASE),
    _line(AnswerBasis.SPOKEN),
    _line(AnswerBasis.OWN),
)


def write(app: Flask, cast: Cast, sitting: Sitting, line: Line, source: UUID) -> None:
    """Save a line as a view would that asked nobody."""
    with behind_the_door(app, cast.coordinator):
        db.session.add(line(cast, sitting, source))
        db.session.flush()
        db.session.rollback()


@pytest.mark.parametrize(
    "line",
    [BY_STATUTE, AS_TEAM, RELEASED, SPOKEN, OWN, _wishes, _dissent, _decision, _addendum],
)
def test_no_basis_carries_what_a_covered_provider_said(
    app: Flask, browser: Browser, cast: Cast, line: Line
) -> None:
    """CR-02: neither the statute nor a claim that the words are the team's."""
    sitting = sit_down(app, cast, browser)
    with pytest.raises(NotYoursToWriteError):
        write(app, cast, sitting, line, cast.harbor_id)


@pytest.mark.parametrize("line", [BY_STATUTE, _wishes, _dissent, _decision, _addendum])
def test_the_statute_needs_a_seat_at_this_table(
    app: Flask, browser: Browser, cast: Cast, line: Line
) -> None:
    sitting = sit_down(app, cast, browser)
    write(app, cast, sitting, line, cast.probation.agency_id)
    with pytest.raises(NotYoursToWriteError):
        write(app, cast, sitting, line, cast.child_welfare.agency_id)
    unseat(app, sitting.scene, cast.probation)
    with pytest.raises(NotYoursToWriteError):
        write(app, cast, sitting, line, cast.probation.agency_id)


def test_a_seat_that_sql_wrote_carries_nobodys_words(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    sitting = sit_down(app, cast, browser)
    forged = seat(app, sitting.scene, cast.child_welfare)
    hand = Hand(app)
    hand.change(
        update(TeamSeat.__table__)  # type: ignore[arg-type]
        .where(TeamSeat.__table__.c.id == forged)
        .values(mac=bytes(32))
    )
    hand.close()
    with pytest.raises(NotYoursToWriteError):
        write(app, cast, sitting, BY_STATUTE, cast.child_welfare.agency_id)


def test_a_basis_says_what_carries_it(app: Flask, browser: Browser, cast: Cast) -> None:
    """A line may not claim another basis than the live one."""
    sitting = sit_down(app, cast, browser)
    release(app, sitting.scene, cast.coordinator, Category.PLAN, obtained_by=cast.advocate)
    for line in (RELEASED, _wishes, _dissent, _decision, _addendum):
        write(app, cast, sitting, line, cast.harbor_id)
    for line, source in ((BY_STATUTE, cast.harbor_id), (AS_TEAM, cast.probation.agency_id)):
        with pytest.raises(NotYoursToWriteError):
            write(app, cast, sitting, line, source)
    for line in (AS_TEAM, _decision, _addendum):
        write(app, cast, sitting, line, cast.team_id)


def test_what_the_team_concludes_holds_nothing_that_a_covered_provider_told(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    sitting = sit_down(app, cast, browser)
    assert "Whose information is in these lines?" in browser.get(sitting.screen).text
    told = {"version": "2", "concluded_from": str(cast.harbor_id)}
    for typed in ({"decisions": "She moves on Friday."}, {"tasks": "Pack the bags @clinic"}):
        refused = browser.post(sitting.screen, told | typed)
        assert refused.status_code == 422
        assert "without what Harbor House told" in refused.text
    release(app, sitting.scene, cast.coordinator, Category.PLAN, obtained_by=cast.advocate)
    lines = {"decisions": "She moves on Friday.", "tasks": "Pack the bags @clinic"}
    assert browser.post(sitting.screen, told | lines).status_code == 303
    assert browser.get(sitting.screen).text.count("as told by Harbor House") == 2
    with app.app_context(), job("test: look"):
        [decision], [task] = rows(Decision), rows(TaskWords)
        assert decision.source_id == task.source_id == cast.harbor_id
        assert decision.owner_id == task.owner_id == cast.team_id


def test_who_types_a_line_need_not_choose(app: Flask, browser: Browser, cast: Cast) -> None:
    sitting = sit_down(app, cast, browser)
    browser.post(sitting.screen, version="2", decisions="Wait.", tasks="Call @clinic")
    with app.app_context(), job("test: look"):
        [decision], [task] = rows(Decision), rows(TaskWords)
        assert decision.source_id == task.source_id == cast.team_id


def test_where_nobody_needs_a_release_nothing_is_asked(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    sitting = sit_down(app, cast, browser)
    unseat(app, sitting.scene, cast.advocate)
    assert "Whose information" not in browser.get(sitting.screen).text
    typed = {"decisions": "Wait.", "concluded_from": str(cast.harbor_id), "version": "2"}
    browser.post(sitting.screen, typed)
    with app.app_context(), job("test: look"):
        [decision] = rows(Decision)
        assert decision.source_id == cast.team_id


def test_an_addendum_holds_nothing_that_a_covered_provider_told(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    sitting = sit_down(app, cast, browser)
    browser.post(sitting.screen, version="2", no_wishes="not_asked")
    confirm(browser, sitting.screen)
    end(browser, cast, sitting)
    browser.post(f"{sitting.path}/finalisation")
    path, harbor = f"{sitting.screen}/addenda", str(cast.harbor_id)
    assert "Whose information" in browser.get(path).text
    refused = browser.post(path, text="Her words", concluded_from=harbor)
    assert refused.status_code == 422 and "without what Harbor House told" in refused.text
    assert (
        browser.post(path, text="A wrong day", concluded_from=str(cast.team_id)).status_code == 303
    )
    assert browser.post(path, text="Another").status_code == 303
    with app.app_context(), job("test: look"):
        assert {line.source_id for line in rows(Addendum)} == {cast.team_id}


def test_what_stood_on_a_release_can_be_withdrawn_after_it_ended(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    sitting = sit_down(app, cast, browser)
    release(app, sitting.scene, cast.coordinator, Category.PLAN, obtained_by=cast.advocate, days=1)
    harbor = str(cast.harbor_id)
    told = {"wishes": "a key", "wishes_from": harbor, "dissent": "later", "dissent_from": harbor}
    browser.post(sitting.screen, told, said_safety_plan="x", source_safety_plan=harbor, version="2")
    with app.app_context(), job("test: look, and stop"):
        [line], [wish], [dissent] = rows(ReviewAnswer), rows(Wishes), rows(Dissent)
        named = (f"answer:{line.id}", f"wishes:{wish.id}", f"dissent:{dissent.id}")
        for given in rows(Release):
            given.revoke(clock.now())
    for row in named:
        with app.app_context(), job("test: look"):
            [version] = [item.version for item in rows(AgendaItem)]
        gone = browser.post(sitting.screen, remove=row, version=str(version))
        assert gone.status_code == 303
    with app.app_context(), job("test: look"):
        assert rows(ReviewAnswer) == rows(Wishes) == rows(Dissent) == []
