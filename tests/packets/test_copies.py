"""Copies of minutes for somebody else: never without every owner's word."""

from uuid import UUID

from flask import Flask
from sqlalchemy import text

from safetynet.access import job
from safetynet.audit import Result
from safetynet.db import as_foundation, writing_engine
from safetynet.meetings.models import MinutesCopy
from safetynet.packets.models import CopyAsk
from safetynet.sharing import How, Release
from safetynet.vault import Category
from tests.browser import Browser, rows
from tests.cast import Cast, Player
from tests.house.relations import House
from tests.meetings.sitting import Sitting, end, sit_down
from tests.packets.conftest import DECIDED, OWN, TOLD
from tests.packets.reading import said_in
from tests.scenes import last_entry, open_case, release


def _ask(browser: Browser, minuted: Sitting, by: Player, to: Player) -> int:
    answer = browser.as_(by).post(f"{minuted.screen}/copies", to_agency_id=str(to.agency_id))
    return answer.status_code


def _asks(app: Flask) -> dict[UUID, UUID]:
    """Return the rows of the one request, by owner."""
    with app.app_context(), job("test: look"):
        return {one.agency_id: one.id for one in rows(CopyAsk)}


def test_it_is_made_when_all_agreed_and_holds_theirs_alone(
    app: Flask, browser: Browser, cast: Cast, minuted: Sitting
) -> None:
    assert _ask(browser, minuted, cast.provider, cast.teacher) == 303
    asks = _asks(app)
    # Harbor's own line does not reach the clinic; so Harbor is not asked, and its line not copied.
    assert asks.keys() == {cast.team_id, cast.probation.agency_id}
    copy = f"/minutes-copies/{asks[cast.team_id]}/copy.pdf"
    assert browser.as_(cast.provider).get(copy).status_code == 409
    for player, owner in (
        (cast.probation, cast.probation.agency_id),
        (cast.coordinator, cast.team_id),
    ):
        browser.as_(player)
        assert "A copy about SN-" in browser.get("/").text
        assert "Bridge Clinic asks" in browser.get("/minutes-copies").text
        assert browser.post(f"/minutes-copies/{asks[owner]}/agreed").status_code == 303
    answer = browser.as_(cast.provider).get(copy)
    entry, said = last_entry(app), said_in(answer.data)
    assert entry.result is Result.DISCLOSED
    for held in (TOLD, DECIDED, "Copy for Unified Schools", "With the agreement of: County"):
        assert "".join(held.split()) in said
    assert "".join(OWN.split()) not in said
    with app.app_context(), job("test: look"):
        [paper] = rows(MinutesCopy)
        assert (paper.for_agency_id, paper.member_id) == (cast.teacher.agency_id, cast.provider.id)
        assert paper.serial in said
        assert entry.detail_hash == paper.sha256


def test_one_no_is_enough(app: Flask, browser: Browser, cast: Cast, minuted: Sitting) -> None:
    _ask(browser, minuted, cast.provider, cast.teacher)
    asks = _asks(app)
    browser.as_(cast.coordinator).post(f"/minutes-copies/{asks[cast.team_id]}/agreed")
    browser.as_(cast.probation).post(f"/minutes-copies/{asks[cast.probation.agency_id]}/declined")
    again = browser.post(f"/minutes-copies/{asks[cast.probation.agency_id]}/agreed")
    assert "answered before" in browser.told(again)
    browser.as_(cast.provider)
    assert browser.get(f"/minutes-copies/{asks[cast.team_id]}/copy.pdf").status_code == 409
    assert "Somebody declined" in browser.get("/minutes-copies").text
    with app.app_context(), job("test: look"):
        assert rows(MinutesCopy) == []


def test_a_covered_agency_agrees_only_on_a_written_release(
    app: Flask, browser: Browser, cast: Cast, minuted: Sitting
) -> None:
    """An agreement among agencies is no release (CR-02)."""
    assert _ask(browser, minuted, cast.advocate, cast.teacher) == 303
    asks = _asks(app)
    harbor = f"/minutes-copies/{asks[cast.harbor_id]}"
    refused = browser.as_(cast.supervisor).post(f"{harbor}/agreed")
    assert refused.status_code == 422
    assert "No release lets Harbor House give this to Unified Schools" in refused.text
    signed = release(app, minuted.scene, cast.teacher, Category.PLAN, obtained_by=cast.advocate)
    assert browser.post(f"{harbor}/agreed").status_code == 422  # shown here is not in writing
    with app.app_context(), job("test: in writing"):
        rows(Release, Release.id == signed)[0].how = [How.WRITTEN]
    assert browser.post(f"{harbor}/agreed").status_code == 303
    browser.as_(cast.probation).post(f"/minutes-copies/{asks[cast.probation.agency_id]}/agreed")
    browser.as_(cast.coordinator).post(f"/minutes-copies/{asks[cast.team_id]}/agreed")
    made = browser.as_(cast.advocate).get(f"{harbor}/copy.pdf")
    assert "".join(OWN.split()) in said_in(made.data)
    House(app, cast).revoke(signed)
    assert browser.get(f"{harbor}/copy.pdf").status_code == 409


def test_strangers_neither_ask_nor_answer(
    app: Flask, browser: Browser, cast: Cast, minuted: Sitting
) -> None:
    assert _ask(browser, minuted, cast.outsider, cast.teacher) == 404
    assert browser.as_(cast.observer).get(f"{minuted.screen}/copies").status_code == 403
    _ask(browser, minuted, cast.provider, cast.teacher)
    asks = _asks(app)
    for player in (cast.outsider, cast.advocate, cast.teacher):
        browser.as_(player)
        for ask in asks.values():
            assert browser.post(f"/minutes-copies/{ask}/agreed").status_code == 404
            assert browser.get(f"/minutes-copies/{ask}/copy.pdf").status_code == 404
    # Probation is asked, and may not take the copy that the clinic asked for.
    own = asks[cast.probation.agency_id]
    assert browser.as_(cast.probation).get(f"/minutes-copies/{own}/copy.pdf").status_code == 403
    assert browser.post(f"/minutes-copies/{asks[cast.team_id]}/agreed").status_code == 404
    # Whoever asks does not answer for others.
    assert browser.as_(cast.provider).post(f"/minutes-copies/{own}/agreed").status_code == 403
    with app.app_context(), job("test: look"):
        assert {one.word for one in rows(CopyAsk)} == {None}


def test_nothing_goes_to_whom_a_conflict_keeps_out(
    app: Flask, browser: Browser, cast: Cast, minuted: Sitting
) -> None:
    House(app, cast).block(minuted.scene, cast.teacher)
    assert _ask(browser, minuted, cast.provider, cast.teacher) == 422
    assert _asks(app) == {}


def test_an_agreement_written_by_sql_is_none(
    app: Flask, browser: Browser, cast: Cast, minuted: Sitting
) -> None:
    _ask(browser, minuted, cast.provider, cast.teacher)
    asks = _asks(app)
    with app.app_context(), as_foundation(), writing_engine().begin() as connection:
        connection.execute(text("UPDATE copy_asks SET word = 'agreed'"))
    copy = f"/minutes-copies/{asks[cast.team_id]}/copy.pdf"
    assert browser.as_(cast.provider).get(copy).status_code in {404, 409}


def test_drafts_are_not_copied(app: Flask, browser: Browser, cast: Cast) -> None:
    held = sit_down(app, cast, browser, open_case(app, cast))
    end(browser, cast, held)
    asked = browser.as_(cast.provider).post(
        f"{held.screen}/copies", to_agency_id=str(cast.teacher.agency_id)
    )
    assert "Minutes in draft are not copied" in browser.told(asked)


def test_the_same_is_asked_once(app: Flask, browser: Browser, cast: Cast, minuted: Sitting) -> None:
    _ask(browser, minuted, cast.provider, cast.teacher)
    _ask(browser, minuted, cast.provider, cast.teacher)
    assert len(_asks(app)) == 2
