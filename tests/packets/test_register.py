"""The paper register: which numbered copies there are, and which did not come back."""

from datetime import timedelta
from uuid import UUID

from flask import Flask

from safetynet import clock
from safetynet.access import job
from safetynet.audit import Result
from safetynet.meetings.models import MinutesCopy
from safetynet.packets.models import Fate, PaperFate
from tests.browser import Browser, rows
from tests.cast import Cast, Player
from tests.meetings.sitting import call_meeting
from tests.scenes import last_entry, open_case


def _printed(app: Flask, browser: Browser, cast: Cast, *players: Player) -> UUID:
    meeting = call_meeting(app, cast, open_case(app, cast))
    for player in players:
        browser.as_(player).get(f"/meetings/{meeting}/packet.pdf")
    return meeting


def _copies(app: Flask) -> dict[UUID, str]:
    """Return field of the form and serial, by holder."""
    with app.app_context(), job("test: look"):
        return {copy.member_id: copy.serial for copy in rows(MinutesCopy)}


def _fields(app: Flask) -> dict[UUID, str]:
    with app.app_context(), job("test: look"):
        return {copy.member_id: f"fate_{copy.id.hex}" for copy in rows(MinutesCopy)}


def test_the_chair_says_what_became_of_each(app: Flask, browser: Browser, cast: Cast) -> None:
    meeting = _printed(app, browser, cast, cast.advocate, cast.probation)
    path, fields = f"/meetings/{meeting}/papers", _fields(app)
    page = browser.as_(cast.coordinator).get(path).text
    assert all(serial in page for serial in _copies(app).values())
    said = {fields[cast.advocate.id]: "shredded", fields[cast.probation.id]: ""}
    assert "One paper was noted." in browser.told(browser.post(path, said))
    assert last_entry(app).result is Result.OPENED  # of the page that said so
    with app.app_context(), job("test: look"):
        [fate] = rows(PaperFate)
        assert (fate.member_id, fate.fate) == (cast.advocate.id, Fate.SHREDDED)
    browser.post(path, said | {fields[cast.advocate.id]: ""})
    with app.app_context(), job("test: look"):
        assert rows(PaperFate) == []
    assert browser.post(path, {fields[cast.advocate.id]: "eaten"}).status_code == 422


def test_nobody_else_sees_or_keeps_it(app: Flask, browser: Browser, cast: Cast) -> None:
    meeting = _printed(app, browser, cast, cast.advocate)
    path = f"/meetings/{meeting}/papers"
    for player in (cast.advocate, cast.supervisor, cast.outsider, cast.observer):
        assert browser.as_(player).get(path).status_code == 403
        assert browser.post(path).status_code == 403


def test_papers_that_are_out_are_called_to_mind(app: Flask, browser: Browser, cast: Cast) -> None:
    meeting = _printed(app, browser, cast, cast.advocate, cast.probation)
    fields = _fields(app)
    chair, holder = "papers of M-", "Give back your paper of M-"
    assert chair not in browser.as_(cast.coordinator).get("/").text
    clock.stand_at(clock.now() + timedelta(days=4))
    assert f"2 {chair}" in browser.as_(cast.coordinator).get("/").text
    assert holder in browser.as_(cast.advocate).get("/").text
    assert holder not in browser.as_(cast.provider).get("/").text
    said = {fields[cast.advocate.id]: "returned", fields[cast.probation.id]: ""}
    browser.as_(cast.coordinator).post(f"/meetings/{meeting}/papers", said)
    assert "One paper of M-" in browser.get("/").text
    assert holder not in browser.as_(cast.advocate).get("/").text
    assert holder in browser.as_(cast.probation).get("/").text
