"""One's own packet: on the screen and on paper, for its time and no longer."""

import re
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask

from safetynet import clock
from safetynet.access import job
from safetynet.audit import Result
from safetynet.meetings.models import MinutesCopy, PaperKind
from safetynet.sharing import How, Release
from safetynet.vault import Category
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.meetings.sitting import call_meeting, item_of
from tests.packets.reading import said_in
from tests.scenes import NAME, Scene, last_entry, open_case, release, unseat


def _called(app: Flask, cast: Cast, number: int = 1, days: int = 1) -> tuple[UUID, list[Scene]]:
    scenes = [open_case(app, cast) for _ in range(number)]
    return call_meeting(app, cast, *scenes, days=days), scenes


def test_each_has_pages_for_her_own_cases_only(app: Flask, browser: Browser, cast: Cast) -> None:
    meeting, scenes = _called(app, cast, 3)
    unseat(app, scenes[1], cast.provider)
    path = f"/meetings/{meeting}/packet"
    cover = browser.as_(cast.provider).get(path).text
    assert scenes[0].number in cover and scenes[2].number in cover
    assert scenes[1].number not in cover
    assert "You step out of the room" in cover
    other = browser.get(f"{path}/{item_of(app, meeting, scenes[1])}")
    invented = browser.get(f"{path}/{uuid4()}")
    assert other.status_code == invented.status_code == 404
    assert other.data == invented.data
    paper = said_in(browser.get(f"{path}.pdf").data)
    assert scenes[0].number in paper and scenes[1].number not in paper
    stranger = said_in(browser.as_(cast.outsider).get(f"{path}.pdf").data)
    assert "Nothingislistedonthiscopy." in stranger
    # Not "SN-" alone: a copy's serial is drawn, and one in a thousand has these letters.
    assert not re.search(r"SN-\d{4}-\d", stranger)
    assert not any(scene.number in stranger for scene in scenes)


def test_a_page_is_coded_without_a_basis_to_know_who(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    meeting, [scene] = _called(app, cast)
    page = f"/meetings/{meeting}/packet/{item_of(app, meeting, scene)}"
    coded = browser.as_(cast.probation).get(page).text
    assert "Coded: you have no basis to know the name." in coded
    assert NAME not in coded
    release(app, scene, cast.probation, Category.IDENTITY, obtained_by=cast.advocate)
    assert NAME in browser.get(page).text
    assert NAME in browser.as_(cast.advocate).get(page).text


def test_the_paper_is_numbered_marked_and_on_the_ledger(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    meeting, _scenes = _called(app, cast)
    answer = browser.as_(cast.probation).get(f"/meetings/{meeting}/packet.pdf")
    entry = last_entry(app)
    assert (entry.result, entry.actor) == (Result.DISCLOSED, cast.probation.id)
    with app.app_context(), job("test: look"):
        [copy] = rows(MinutesCopy)
        assert (copy.member_id, copy.kind) == (cast.probation.id, PaperKind.PACKET)
        assert entry.detail_hash == copy.sha256
        serial = copy.serial
    assert "packet-M-" in answer.headers["Content-Disposition"]
    assert said_in(answer.data).count(serial) >= 4  # in the facts, and twice on each page


def test_nobody_gets_the_packet_of_somebody_else(app: Flask, browser: Browser, cast: Cast) -> None:
    """There is one address, and it is the reader's own: the chair reads what she may see."""
    meeting, [scene] = _called(app, cast)
    mine = said_in(browser.as_(cast.coordinator).get(f"/meetings/{meeting}/packet.pdf").data)
    assert "Coordinator,CoordinatingOffice" in mine
    assert scene.number in mine
    assert "".join(NAME.split()) not in mine


def test_what_was_released_to_be_told_is_not_sent(app: Flask, browser: Browser, cast: Cast) -> None:
    meeting, [scene] = _called(app, cast)
    signed = release(app, scene, cast.probation, Category.IDENTITY, obtained_by=cast.advocate)
    with app.app_context(), job("test: by word of mouth"):
        rows(Release, Release.id == signed)[0].how = [How.VERBAL]
    path = f"/meetings/{meeting}/packet"
    page = browser.as_(cast.probation).get(f"{path}/{item_of(app, meeting, scene)}").text
    paper = said_in(browser.get(f"{path}.pdf").data)
    assert "To be told in the room, not sent" in page
    assert "Tobetoldintheroom,notsent:HarborHouse" in paper
    assert NAME not in page and "".join(NAME.split()) not in paper


@pytest.mark.parametrize(
    ("moved", "heading"),
    [(timedelta(days=-9), "not open yet"), (timedelta(days=3), "This packet is closed")],
)
def test_outside_its_time_it_says_when(
    app: Flask, browser: Browser, cast: Cast, moved: timedelta, heading: str
) -> None:
    meeting, [scene] = _called(app, cast)
    item = item_of(app, meeting, scene)
    clock.stand_at(clock.now() + moved)
    browser.as_(cast.advocate)
    for path in ("", ".pdf", f"/{item}"):
        answer = browser.get(f"/meetings/{meeting}/packet{path}")
        assert answer.status_code == 403
        assert heading in answer.text
        assert scene.number not in answer.text
        assert last_entry(app).result is Result.REFUSED


def test_who_has_no_place_at_the_table_has_no_packet(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    meeting, _scenes = _called(app, cast)
    for player in (cast.observer, cast.analyst, cast.privacy_officer, cast.administrator):
        assert browser.as_(player).get(f"/meetings/{meeting}/packet").status_code == 403
