"""Who sets how long records are kept, who keeps them longer, and who orders them destroyed."""

from uuid import UUID

import pytest
from flask import Flask

from safetynet import clock
from safetynet.access import job
from safetynet.audit import Result
from safetynet.notes.models import Note
from safetynet.retention.models import Deadline, Destruction, DestructionOrder, LegalHold
from safetynet.survivors import Name, SafeContact
from safetynet.vault import Category
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.ledger import last_entry
from tests.retention.conftest import TEXT, Later, Run, entries_while, supervisor_of
from tests.scenes import LAST, Scene

YEARS_7, YEARS_10 = 7 * 366, 10 * 366
REASON = "The estate of her aunt asks for it."


def day(of: str, years: int = 0) -> dict[str, object]:
    """Return a field with a day, so many years from today."""
    return {of: f"{clock.today().year + years}-01-02"}


def today(of: str) -> dict[str, object]:
    return {of: clock.today().isoformat()}


def deadline(app: Flask, kind: str = "case") -> tuple[UUID, int]:
    with app.app_context(), job("test: look"):
        [row] = rows(Deadline, Deadline.record_class == kind)
        return row.id, (row.due_on - clock.today()).days


def order_of(app: Flask) -> UUID:
    with app.app_context(), job("test: look"):
        [order] = rows(DestructionOrder)
        return UUID(str(order.id))


@pytest.fixture
def due(scene: Scene, later: Later, run: Run) -> Scene:
    """The case seven years on: its keepers are warned."""
    later(YEARS_7)
    run()
    return scene


# What falls due ------------------------------------------------------------------------------


def test_each_supervisor_sees_her_own_and_the_privacy_officer_all(
    app: Flask, browser: Browser, cast: Cast, due: Scene
) -> None:
    for player in (cast.supervisor, cast.privacy_officer):
        page = browser.as_(player).get("/retention").text
        assert due.number in page and "Referral and case file" in page
        assert LAST not in page
    # The team's own words are kept by the agency that leads.
    assert "The team’s discussion" in browser.as_(cast.supervisor).get("/retention").text


def test_others_may_not_and_an_outsiders_supervisor_sees_nothing(
    app: Flask, browser: Browser, cast: Cast, due: Scene
) -> None:
    found, _days = deadline(app)
    for player in (cast.advocate, cast.coordinator, cast.analyst, cast.outsider):
        assert browser.as_(player).get("/retention").status_code == 403
    assert browser.as_(cast.privacy_officer).get("/retention/holds").status_code == 200
    path = f"/retention/deadlines/{found}/postponement"
    assert browser.get(path).status_code == 403
    assert browser.as_(cast.supervisor).get(path).status_code == 200
    other = supervisor_of(app, cast, "elsewhere")
    assert due.number not in browser.as_(other).get("/retention").text
    assert browser.get(path).status_code == 404


def test_a_supervisor_keeps_records_longer_for_a_sealed_reason(
    app: Flask, browser: Browser, cast: Cast, due: Scene, run: Run
) -> None:
    found, _days = deadline(app)
    path = f"/retention/deadlines/{found}/postponement"
    said = {"reason": REASON, "version": 1, **day("until", 2)}
    assert browser.as_(cast.supervisor).post(path, said).status_code == 303
    assert last_entry(app).permission == "retention:postpone"
    assert deadline(app)[1] > 365
    assert "destroyed: Referral and case file" not in browser.get("/").text
    run()
    with app.app_context(), job("test: look"):
        assert rows(Name)


def test_a_postponement_ends_within_five_years(
    app: Flask, browser: Browser, cast: Cast, due: Scene
) -> None:
    found, _days = deadline(app)
    path = f"/retention/deadlines/{found}/postponement"
    browser.as_(cast.supervisor)
    for until in (day("until", 6), day("until", -1)):
        answer = browser.post(path, {"reason": REASON, "version": 1, **until})
        assert answer.status_code == 422 and "within the next five years" in answer.text


# Schedules -----------------------------------------------------------------------------------


def test_the_privacy_officer_sets_how_long(
    app: Flask, browser: Browser, cast: Cast, scene: Scene, later: Later, run: Run
) -> None:
    said = {"years": 2, "start": "case_closed", "action": "narrative", "authority": "County rule 7"}
    path = "/retention/schedules/case"
    assert browser.as_(cast.supervisor).post(path, said, **today("since")).status_code == 403
    browser.as_(cast.privacy_officer)
    assert browser.post(path, said, **day("since", -1)).status_code == 422
    assert browser.post(path, said, **today("since")).status_code == 303
    assert last_entry(app).permission == "schedule:write"
    page = browser.get("/retention/schedules").text
    assert "County rule 7" in page and "Privacy Officer, Coordinating Office" in page
    assert browser.get("/retention/schedules/gossip").status_code == 404
    later(2 * 366)
    run()
    later(2 * 366 + 30)
    run()
    with app.app_context(), job("test: look"):
        # The narrative went, and who she is stayed.
        assert {note.category for note in rows(Note)} == {Category.HEALTH}
        assert rows(Name) and rows(SafeContact)


# Holds ---------------------------------------------------------------------------------------


def test_a_hold_stops_every_destruction_until_30_days_after_it_is_lifted(
    app: Flask, browser: Browser, cast: Cast, due: Scene, later: Later, run: Run
) -> None:
    said = {"number": due.number, "reason": REASON}
    assert browser.as_(cast.supervisor).post("/retention/holds", said).status_code == 403
    assert browser.as_(cast.privacy_officer).post("/retention/holds", said).status_code == 303
    assert last_entry(app).permission == "hold:keep"
    assert REASON in browser.get("/retention/holds").text
    assert "legal hold" in browser.as_(cast.supervisor).get("/retention").text
    later(YEARS_7 + 60)
    assert '"held": 2' in run("--json")
    with app.app_context(), job("test: look"):
        assert rows(Name)
        path = f"/retention/holds/{rows(LegalHold)[0].id}/lifting"
    lifting = {"reason": "The case was settled.", "version": 1}
    assert browser.as_(cast.privacy_officer).post(path, lifting).status_code == 303
    assert browser.get(path).status_code == 403
    run()
    later(YEARS_7 + 89)
    run()
    with app.app_context(), job("test: look"):
        assert rows(Name)
    later(YEARS_7 + 91)
    run()
    with app.app_context(), job("test: look"):
        assert not rows(Name)


def test_a_hold_on_an_unknown_number_is_mended(browser: Browser, cast: Cast, scene: Scene) -> None:
    said = {"number": "SN-2020-999", "reason": REASON}
    answer = browser.as_(cast.privacy_officer).post("/retention/holds", said)
    assert answer.status_code == 422 and "no such case" in answer.text


# Orders --------------------------------------------------------------------------------------


def ask(browser: Browser, cast: Cast, scene: Scene) -> None:
    said = {"number": scene.number, "basis": "wic_781", **day("ordered_on", -1)}
    assert browser.as_(cast.supervisor).post("/retention/orders", said).status_code == 303


def test_a_court_order_is_carried_out_at_once_by_two_people(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    ask(browser, cast, scene)
    path = f"/retention/orders/{order_of(app)}"
    assert browser.post(f"{path}/confirmation", version=1).status_code == 403
    browser.as_(cast.privacy_officer)
    assert scene.number in browser.get("/").text
    assert browser.get(path).status_code == 200
    assert browser.post(f"{path}/confirmation", version=1).status_code == 303
    with app.app_context(), job("test: look"):
        assert not rows(Name) and not rows(SafeContact)
        # The clinic's note is the clinic's to destroy.
        assert [note.category for note in rows(Note)] == [Category.HEALTH]
        stones = rows(Destruction)
        assert {stone.number for stone in stones} == {scene.number}
        assert {stone.by_id for stone in stones} == {cast.privacy_officer.id}
        stone = stones[-1].id
    page = browser.get(f"/retention/destructions/{stone}").text
    assert "Sealing order (WIC 781)" in page and "Privacy Officer" in page
    assert LAST not in page and TEXT not in page
    assert browser.post(f"{path}/confirmation", version=2).status_code == 403
    other = supervisor_of(app, cast, "elsewhere")
    assert browser.as_(other).get(f"/retention/destructions/{stone}").status_code == 404
    assert browser.get(path).status_code == 404


def test_the_entry_of_an_order_names_who_confirmed(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    ask(browser, cast, scene)
    browser.as_(cast.privacy_officer)
    confirmed = entries_while(
        app,
        lambda: browser.post(f"/retention/orders/{order_of(app)}/confirmation", version=1),
    )
    [_team, own] = [entry for entry in confirmed if entry.result is Result.DESTROYED]
    assert own.actor == cast.privacy_officer.id
    kinds = {touch.category for touch in own.touches if touch.effect is Result.DESTROYED}
    assert kinds == {str(category) for category in Category}


def test_the_others_at_the_table_are_told_to_do_the_same(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    clinic = supervisor_of(app, cast, "clinic")
    ask(browser, cast, scene)
    assert "do the same" not in browser.as_(clinic).get("/").text
    browser.as_(cast.privacy_officer)
    browser.post(f"/retention/orders/{order_of(app)}/confirmation", version=1)
    page = browser.as_(clinic).get("/").text
    assert f"A court ordered records of {scene.number} destroyed: do the same" in page
    said = {"number": scene.number, "basis": "wic_781", **day("ordered_on", -1)}
    assert browser.post("/retention/orders", said).status_code == 303
    assert "do the same" not in browser.get("/").text


def test_a_hold_goes_before_an_order(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    ask(browser, cast, scene)
    browser.as_(cast.privacy_officer)
    browser.post("/retention/holds", {"number": scene.number, "reason": REASON})
    path = f"/retention/orders/{order_of(app)}"
    assert "Destroy the records now" not in browser.get(path).text
    assert browser.post(f"{path}/confirmation", version=1).status_code == 303
    assert "Nothing was destroyed" in browser.get(path).text
    with app.app_context(), job("test: look"):
        assert rows(Name)


def test_an_order_may_be_declined(app: Flask, browser: Browser, cast: Cast, scene: Scene) -> None:
    ask(browser, cast, scene)
    path = f"/retention/orders/{order_of(app)}"
    assert browser.as_(cast.privacy_officer).post(f"{path}/refusal", version=1).status_code == 303
    assert "declined" in browser.as_(cast.supervisor).get(path).text
    with app.app_context(), job("test: look"):
        assert rows(Name)


def test_nobody_asks_about_a_case_that_is_not_open_to_her(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    other = supervisor_of(app, cast, "elsewhere")
    said = {"number": scene.number, "basis": "wic_781", **day("ordered_on", -1)}
    answer = browser.as_(other).post("/retention/orders", said)
    unknown = browser.post("/retention/orders", said | {"number": "SN-2020-999"})
    assert answer.status_code == unknown.status_code == 422
    assert "no such case" in answer.text


def test_what_is_gone_is_said_on_the_file_and_nothing_can_be_written_there(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    ask(browser, cast, scene)
    browser.as_(cast.privacy_officer)
    browser.post(f"/retention/orders/{order_of(app)}/confirmation", version=1)
    assert "Records of Harbor House were destroyed on" in (
        browser.as_(cast.supervisor).get(scene.path).text
    )
    browser.as_(cast.coordinator)
    answer = browser.post(f"{scene.path}/reopening", reason="She came back.", version=2)
    assert answer.status_code == 410 and "were destroyed" in answer.text
