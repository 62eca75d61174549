"""What is typed is kept for its author, and for nobody else, until it is sent."""

from datetime import timedelta
from typing import NamedTuple
from uuid import UUID, uuid4

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from safetynet import clock
from safetynet.access import Role, job
from safetynet.audit import Result
from safetynet.drafts import Draft, operations
from safetynet.drafts.commands import drafts as drafts_group
from safetynet.drafts.models import LIVES
from safetynet.notes import Note
from safetynet.vault import Category, Triple
from safetynet.vault.compartments import NOBODY
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import Cast, Player
from tests.drafts.opened import Opened
from tests.house.inside import entries_of
from tests.scenes import Scene

TEXT = "She said the yellow door is where it began."


@pytest.fixture
def scene(app: Flask, cast: Cast) -> Scene:
    return scenes.open_case(app, cast)


class Row(NamedTuple):
    """A draft's row, once its session is gone."""

    id: UUID
    form_key: UUID
    triple: Triple


def drafts(app: Flask) -> list[Row]:
    with app.app_context(), job("test: look"):
        return [Row(draft.id, draft.form_key, draft.triple) for draft in rows(Draft)]


def note_of(browser: Browser, scene: Scene) -> Opened:
    return Opened(browser, f"{scene.path}/notes/new")


def address_of_draft(browser: Browser, page: str) -> str:
    """Return where the page leads whoever wants the text back."""
    link = BeautifulSoup(browser.get(page).text, "html.parser").select_one(".unsaved a")
    assert link is not None
    return str(link["href"])


def test_what_is_typed_is_there_when_the_form_is_opened_again(
    browser: Browser, cast: Cast, scene: Scene
) -> None:
    form = note_of(browser.as_(cast.advocate), scene)
    answer = form.keep(text=TEXT, category="plan", occurred_at="2025-03-01T10:30")
    assert answer.status_code == 200 and "Saved " in answer.text
    # As after a timeout: another sign-in, at another machine.
    browser.as_(cast.advocate)
    assert "You have unsaved text" in browser.get(form.page).text
    again = Opened(browser, address_of_draft(browser, form.page))
    assert (again.fields["text"], again.fields["category"]) == (TEXT, "plan")
    assert again.fields["occurred_at"] == "2025-03-01T10:30"
    assert again.fields["form_key"] != form.fields["form_key"]


def test_what_is_sent_is_kept_no_longer(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    form = note_of(browser.as_(cast.advocate), scene)
    form.keep(text=TEXT, category="plan")
    assert form.send().status_code == 303
    assert drafts(app) == []
    # What was on its way as the button was pressed comes too late, and brings nothing back.
    assert form.keep(text=TEXT).status_code == 303
    assert drafts(app) == []


def test_what_is_not_saved_is_kept(app: Flask, browser: Browser, cast: Cast, scene: Scene) -> None:
    form = note_of(browser.as_(cast.advocate), scene)
    form.keep(text=TEXT)
    assert form.send(category="").status_code == 422
    assert len(drafts(app)) == 1


def test_a_draft_that_was_used_goes_with_the_form(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    first = note_of(browser.as_(cast.advocate), scene)
    first.keep(text=TEXT, category="plan")
    again = Opened(browser, address_of_draft(browser, first.page))
    assert again.keep(text=f"{TEXT} And more.").status_code == 200
    (draft,) = drafts(app)
    assert str(draft.form_key) == again.fields["form_key"]
    assert again.send().status_code == 303
    assert drafts(app) == []


def test_a_form_shown_again_for_its_mistakes_still_ends_its_draft(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    first = note_of(browser.as_(cast.advocate), scene)
    first.keep(text=TEXT)
    again = Opened(browser, address_of_draft(browser, first.page))
    answer = again.send(category="")
    assert answer.status_code == 422
    assert Opened(browser, first.page, answer.text).send(category="plan").status_code == 303
    assert drafts(app) == []


def test_two_tabs_are_two_drafts(app: Flask, browser: Browser, cast: Cast, scene: Scene) -> None:
    browser.as_(cast.advocate)
    one, two = note_of(browser, scene), note_of(browser, scene)
    one.keep(text="In one tab.")
    two.keep(text="In the other.")
    page = browser.get(one.page).text
    assert page.count("You have unsaved text") == 2
    links = [str(a["href"]) for a in BeautifulSoup(page, "html.parser").select(".unsaved a")]
    assert {Opened(browser, link).fields["text"] for link in links} == {
        "In one tab.",
        "In the other.",
    }


def test_a_draft_used_in_two_tabs_loses_neither(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    note_of(browser.as_(cast.advocate), scene).keep(text=TEXT)
    address = address_of_draft(browser, f"{scene.path}/notes/new")
    one, two = Opened(browser, address), Opened(browser, address)
    for form, words in ((one, "One."), (two, "Two."), (one, "One, and on.")):
        assert form.keep(text=words).status_code == 200
    assert len(drafts(app)) == 2


def test_nobody_else_reads_it(app: Flask, browser: Browser, cast: Cast, scene: Scene) -> None:
    form = note_of(browser.as_(cast.advocate), scene)
    form.keep(text=TEXT)
    (draft,) = drafts(app)
    colleague = scenes.colleague(app, cast.advocate, Role.ADVOCATE)
    for player in (colleague, cast.supervisor, cast.probation, cast.coordinator):
        browser.as_(player)
        for page in (f"{scene.path}/notes/new", "/drafts"):
            assert "You have unsaved text" not in browser.get(page).text
        stranger = browser.post(f"/drafts/{draft.id}/removal")
        unknown = browser.post(f"/drafts/{uuid4()}/removal")
        assert (stranger.status_code, stranger.data) == (404, unknown.data)
        given = browser.get(f"{scene.path}/notes/new?draft={draft.id}")
        assert TEXT not in given.text
    assert len(drafts(app)) == 1


def test_whoever_may_not_send_a_form_keeps_none(browser: Browser, cast: Cast, scene: Scene) -> None:
    """The door answers as if the form had been sent to its own address."""
    form = note_of(browser.as_(cast.advocate), scene)
    browser.as_(cast.outsider)
    known = form.keep(text=TEXT)
    form.action = f"/cases/{uuid4()}/notes"
    assert (known.status_code, known.data) == (404, form.keep().data)
    form.action = f"{scene.path}/closing"
    assert browser.as_(cast.probation) and form.keep().status_code == 403


@pytest.mark.parametrize(
    "place", ["", "/nowhere", "//elsewhere.example/x", "/sign-in", "/assets/x"]
)
def test_a_draft_is_of_a_form_of_ours(
    browser: Browser, cast: Cast, scene: Scene, place: str
) -> None:
    form = note_of(browser.as_(cast.advocate), scene)
    form.action = place
    assert form.keep(text=TEXT).status_code == 404
    form.action = f"{scene.path}/notes"
    assert form.keep(text=TEXT, shown_at=place).status_code == 404


def test_whoever_leaves_the_table_leaves_the_draft(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    form = note_of(browser.as_(cast.probation), scene)
    form.keep(text=TEXT)
    assert "A title" in browser.get("/drafts").text
    scenes.unseat(app, scene, cast.probation)
    assert form.keep(text=TEXT).status_code == 404
    assert browser.get(form.page).status_code == 404
    assert "A title" not in browser.get("/drafts").text


def test_it_belongs_to_the_compartment_of_what_it_becomes(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    form = note_of(browser.as_(cast.advocate), scene)
    for chosen, category in (("", "safety_risk"), ("plan", "plan"), ("location", "location")):
        form.keep(text=TEXT, category=chosen)
        (draft,) = drafts(app)
        assert draft.triple == Triple(scene.survivor_id, cast.harbor_id, Category(category))


def test_a_change_of_a_note_is_of_the_notes_kind(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    scenes.write_note(app, scene, cast.advocate, Category.EXPLOITATION_ACCOUNT, TEXT)
    with app.app_context(), job("test: look"):
        [note] = [row.id for row in rows(Note)]
    form = Opened(browser.as_(cast.advocate), f"{scene.path}/notes/{note}/edit")
    assert form.keep(text=f"{TEXT} Changed.").status_code == 200
    (draft,) = drafts(app)
    assert draft.triple.category is Category.EXPLOITATION_ACCOUNT


def test_before_there_is_a_survivor_it_is_the_offices(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    form = Opened(browser.as_(cast.advocate), "/referrals/new")
    assert form.keep(facts=TEXT, first_name="Nadia").status_code == 200
    (draft,) = drafts(app)
    assert draft.triple == Triple(NOBODY, cast.harbor_id, Category.OFFICE)
    again = Opened(browser, address_of_draft(browser, "/referrals/new"))
    assert (again.fields["facts"], again.fields["first_name"]) == (TEXT, "Nadia")


def test_the_ledger_says_when_it_began_and_how_it_ended(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    form = note_of(browser.as_(cast.advocate), scene)
    before = len(entries_of(app, cast.advocate))
    for words in ("S", "Sh", "She", "She said"):
        assert form.keep(text=words, category="plan").status_code == 200
    assert form.send().status_code == 303
    began, sent = entries_of(app, cast.advocate)[before:]
    assert (began.permission, began.result) == ("draft:keep", Result.CHANGED)
    assert [(t.table, t.effect) for t in began.touches] == [("drafts", Result.CREATED)]
    assert ("drafts", Result.DELETED) in {(t.table, t.effect) for t in sent.touches}
    assert app.test_cli_runner().invoke(args=["audit", "verify"]).exit_code == 0


def test_thrown_away_is_gone(app: Flask, browser: Browser, cast: Cast, scene: Scene) -> None:
    form = note_of(browser.as_(cast.advocate), scene)
    form.keep(text=TEXT)
    (draft,) = drafts(app)
    answer = browser.post(f"/drafts/{draft.id}/removal")
    assert answer.location == form.page
    assert "You have unsaved text" not in browser.get(form.page).text
    assert drafts(app) == []


def test_there_is_room_for_so_many_and_none_is_dropped(
    app: Flask, browser: Browser, cast: Cast, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operations, "MOST", 2)
    browser.as_(cast.advocate)
    forms = [note_of(browser, scene) for _ in range(3)]
    kept = [form.keep(text=TEXT).status_code for form in forms]
    assert kept == [200, 200, 422]
    assert forms[0].keep(text=f"{TEXT} More.").status_code == 200
    assert len(drafts(app)) == 2


def test_a_form_that_no_form_takes_is_not_kept(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    form = note_of(browser.as_(cast.advocate), scene)
    assert form.keep(text="x" * operations.LONGEST).status_code == 413
    assert drafts(app) == []


def test_after_a_month_it_is_forgotten(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    form = note_of(browser.as_(cast.advocate), scene)
    form.keep(text=TEXT)
    _later(app, LIVES - timedelta(hours=1))
    assert "0 unsent" in app.test_cli_runner().invoke(drafts_group, ["run"]).output
    _later(app, timedelta(hours=2))
    assert "You have unsaved text" not in browser.as_(cast.advocate).get(form.page).text
    assert "1 unsent" in app.test_cli_runner().invoke(drafts_group, ["run"]).output
    assert drafts(app) == []


def _later(app: Flask, by: timedelta) -> None:
    clock.stand_at(clock.now() + by)


def test_a_role_that_reads_no_content_keeps_its_own_words(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    officer: Player = cast.privacy_officer
    form = Opened(browser.as_(officer), "/retention/holds")
    assert form.keep(reason=TEXT).status_code == 200
    again = Opened(browser, address_of_draft(browser, form.page))
    assert again.fields["reason"] == TEXT


def test_too_late_for_the_sign_in_leads_back_to_the_form(
    browser: Browser, cast: Cast, scene: Scene
) -> None:
    form = note_of(browser.as_(cast.advocate), scene)
    token = browser.csrf_token()
    browser._http.post("/sign-out", data={"csrf_token": token})
    answer = browser.post(form.action, form.fields | {"text": TEXT})
    assert answer.status_code == 401 and TEXT in answer.text
    assert f"/sign-in?next={form.page}" in answer.text
