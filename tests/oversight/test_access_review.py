"""The monthly access review: what nothing explains is flagged, decided, and signed off."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from safetynet import clock
from safetynet.access import Permission, Role, job
from safetynet.accessreviews import Disposition, DispositionNote, SignOff, Verdict
from safetynet.accessreviews.months import name_of, next_month
from safetynet.cases import Case, ClosingKind
from safetynet.db import db
from safetynet.oversight.month import reads_in
from safetynet.vault import NOBODY, Category
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.house.inside import behind_the_door
from tests.ledger import last_entry
from tests.scenes import Scene

NOTE = "She asked for the file to answer the court."
Stand = Callable[[int], None]


@pytest.fixture
def stand() -> Iterator[Stand]:
    """Stand some days after the tenth of next month, at noon."""
    tenth = next_month(clock.today()).replace(day=10)
    with ExitStack() as standing:
        began = clock.start_of(tenth) + timedelta(hours=12)
        yield lambda days: standing.enter_context(clock.standing_at(began + timedelta(days=days)))


@dataclass
class Late:
    """A case that was closed long before two people opened it."""

    scene: Scene
    month: str

    @property
    def path(self) -> str:
        return f"/oversight/reviews/{self.month}"


@pytest.fixture
def late(app: Flask, browser: Browser, cast: Cast, stand: Stand) -> Late:
    stand(0)
    scene = scenes.open_case(app, cast)
    scenes.release(app, scene, cast.probation, obtained_by=cast.advocate)
    browser.as_(cast.advocate).get(scene.path)
    with app.app_context(), job("test: close"):
        case = db.session.scalars(select(Case).where(Case.id == scene.case_id)).one()
        case.close(ClosingKind.SAFE_AND_STABLE, clock.now())
    stand(45)
    browser.as_(cast.advocate).get(scene.path)
    browser.get(scene.path)
    browser.as_(cast.probation).get(scene.path)
    month = name_of(clock.today())
    return Late(scene, month)


def reads(page: str) -> list[str]:
    """Return the addresses of the reads on a page of a month."""
    return re.findall(r'href="(/oversight/reviews/[0-9-]{7}/reads/[0-9a-f]{32})"', page)


def test_reads_long_after_closing_are_flagged(browser: Browser, cast: Cast, late: Late) -> None:
    page = browser.as_(cast.supervisor).get(late.path).text
    assert len(reads(page)) == 2
    assert page.count("Nothing explains this read") == 2
    assert "Advocate, advocate, Harbor House" in page
    assert "Probation, probation officer, County Probation" in page
    assert late.scene.number in page
    assert scenes.LAST not in page


def test_reads_at_an_open_case_are_explained(
    app: Flask, browser: Browser, cast: Cast, stand: Stand
) -> None:
    stand(0)
    scene = scenes.open_case(app, cast)
    browser.as_(cast.advocate).get(scene.path)
    page = browser.as_(cast.supervisor).get(f"/oversight/reviews/{name_of(clock.today())}").text
    assert "Everything that was opened this month is explained." in page
    assert "Advocate, advocate" in page


def test_how_many_young_people_one_opened_on_one_day(
    app: Flask, browser: Browser, cast: Cast, stand: Stand
) -> None:
    """Three on one day and one on the next: the most is three, and four in all."""
    stand(0)
    browser.as_(cast.advocate)
    opened = [scenes.open_case(app, cast) for _ in range(4)]
    for scene in (*opened[:3], opened[0]):
        browser.get(scene.path)
    stand(1)
    browser.as_(cast.advocate).get(opened[3].path)
    with behind_the_door(app, cast.supervisor):
        found = reads_in(clock.today().replace(day=1), cast.harbor_id)
        [reader] = [one for one in found.readers if one.who.id == cast.advocate.id]
        assert (len(reader.young_people), reader.most_in_a_day) == (4, 3)
    page = browser.as_(cast.supervisor).get(f"/oversight/reviews/{name_of(clock.today())}").text
    assert "Most in a day" in page


def test_what_others_opened_of_others_is_not_our_review(
    app: Flask, browser: Browser, cast: Cast, late: Late
) -> None:
    """County Probation reads a name of its own in the closed case: no row of Harbor's."""
    scenes.write_name(app, late.scene, cast.child_welfare, "Ros", "Quill")
    scenes.seat(app, late.scene, cast.child_welfare)
    browser.as_(cast.child_welfare).get(late.scene.path)
    page = browser.as_(cast.supervisor).get(late.path).text
    assert "Child Welfare" not in page


def test_a_flag_takes_a_word_and_the_note_stays_in_the_office(
    app: Flask, browser: Browser, cast: Cast, late: Late
) -> None:
    browser.as_(cast.supervisor)
    first = reads(browser.get(late.path).text)[0]
    assert browser.get(first).status_code == 200
    answer = browser.post(first, verdict="explained", note=NOTE)
    assert (answer.status_code, answer.location) == (303, late.path)
    assert "Explained" in browser.get(late.path).text
    assert NOTE in browser.get(first).text
    with app.app_context(), job("test: look"):
        [said], [note] = rows(Disposition), rows(DispositionNote)
        assert (said.verdict, said.decided_by_id) == (Verdict.EXPLAINED, cast.supervisor.id)
        assert (note.survivor_id, note.owner_id) == (NOBODY, cast.harbor_id)
        assert note.category is Category.OFFICE


def test_an_explanation_needs_words(browser: Browser, cast: Cast, late: Late) -> None:
    browser.as_(cast.supervisor)
    first = reads(browser.get(late.path).text)[0]
    refused = browser.post(first, verdict="explained", note=" ")
    assert refused.status_code == 422
    assert "Write what explains it" in refused.text
    assert browser.post(first, verdict="", note=NOTE).status_code == 422
    assert browser.post(first, verdict="spoken_with", note="").status_code == 303


def test_nobody_excuses_their_own_read(
    app: Flask, browser: Browser, cast: Cast, late: Late
) -> None:
    browser.as_(cast.supervisor).get(late.scene.path)
    own = reads(browser.get(late.path).text)[-1]
    page = browser.get(own).text
    assert "This is your own read" in page
    assert "spoken_with" not in page
    assert browser.post(own, verdict="explained", note=NOTE).status_code == 422
    assert browser.post(own, verdict="reported", note=NOTE).status_code == 303


def test_a_month_is_signed_off_when_it_is_over_and_all_is_decided(
    app: Flask, browser: Browser, cast: Cast, late: Late, stand: Stand
) -> None:
    browser.as_(cast.supervisor)
    found = reads(browser.get(late.path).text)
    assert browser.post(f"{late.path}/sign-off").status_code == 303
    assert "The month is not over yet" in browser.get(late.path).text
    stand(90)
    browser.as_(cast.supervisor).post(f"{late.path}/sign-off")
    assert "A read still waits for your word" in browser.get(late.path).text
    for read, verdict in zip(found, ("spoken_with", "reported"), strict=True):
        browser.post(read, verdict=verdict, note="")
    browser.post(f"{late.path}/sign-off")
    browser.post(f"{late.path}/sign-off")
    assert "Signed off" in browser.get(late.path).text
    assert "Signed off" in browser.get("/oversight/reviews").text
    with app.app_context(), job("test: look"):
        [done] = rows(SignOff)
        assert (done.flagged, done.reported) == (2, 1)
        assert (done.agency_id, done.signed_by_id) == (cast.harbor_id, cast.supervisor.id)


def test_the_privacy_officer_sees_sign_offs_and_reports_without_notes(
    app: Flask, browser: Browser, cast: Cast, late: Late
) -> None:
    browser.as_(cast.supervisor)
    one, other = reads(browser.get(late.path).text)
    browser.post(one, verdict="explained", note="The court asked.")
    browser.post(other, verdict="reported", note=NOTE)
    page = browser.as_(cast.privacy_officer).get(f"/oversight/reviews?month={late.month}").text
    assert "Harbor House" in page
    assert "No supervisor" in page
    assert page.count("Supervisor, Harbor House") == 1
    assert "Probation, probation officer, County Probation" in page
    assert late.scene.number in page
    assert NOTE not in page
    assert "Harbor House reported reads" in browser.get("/").text


def test_a_month_that_is_over_waits_on_the_supervisors_home(
    app: Flask, browser: Browser, cast: Cast, late: Late, stand: Stand
) -> None:
    assert "access review of" not in browser.as_(cast.privacy_officer).get("/").text
    stand(90)
    page = browser.as_(cast.supervisor).get("/").text
    assert f'href="{late.path}"' in page
    for read in reads(browser.get(late.path).text):
        browser.post(read, verdict="spoken_with", note="")
    browser.post(f"{late.path}/sign-off")
    assert f'href="{late.path}"' not in browser.get("/").text
    assert "access review of" not in browser.as_(cast.advocate).get("/").text


def test_only_a_supervisor_reviews(browser: Browser, cast: Cast, late: Late) -> None:
    read = reads(browser.as_(cast.supervisor).get(late.path).text)[0]
    for player in (cast.advocate, cast.coordinator, cast.privacy_officer, cast.administrator):
        browser.as_(player)
        assert browser.get(late.path).status_code == 403
        assert browser.get(read).status_code == 403
        assert browser.post(read, verdict="spoken_with").status_code == 403
        assert browser.post(f"{late.path}/sign-off").status_code == 403
    assert browser.as_(cast.advocate).get("/oversight/reviews").status_code == 403


def test_another_agencys_reads_are_not_there(
    app: Flask, browser: Browser, cast: Cast, late: Late
) -> None:
    read = reads(browser.as_(cast.supervisor).get(late.path).text)[0]
    browser.as_(scenes.colleague(app, cast.outsider, Role.SUPERVISOR))
    assert reads(browser.get(late.path).text) == []
    assert browser.get(read).status_code == 404
    assert browser.post(read, verdict="spoken_with").status_code == 404


@pytest.mark.parametrize("month", ["2026-13", "1999-01", "2999-01", "soon", "2026-1"])
def test_a_month_that_cannot_be_reviewed_is_not_there(
    browser: Browser, cast: Cast, month: str
) -> None:
    assert browser.as_(cast.supervisor).get(f"/oversight/reviews/{month}").status_code == 404


def test_reviewing_is_on_the_ledger(app: Flask, browser: Browser, cast: Cast, late: Late) -> None:
    browser.as_(cast.supervisor)
    read = reads(browser.get(late.path).text)[0]
    entry = last_entry(app)
    assert (entry.actor, entry.permission) == (cast.supervisor.id, Permission.ACCESS_REVIEW)
    assert "walls down: access review" in entry.basis
    browser.post(read, verdict="spoken_with", note=NOTE)
    tables = {touch.table for touch in last_entry(app).touches}
    assert {"dispositions", "disposition_notes"} <= tables
