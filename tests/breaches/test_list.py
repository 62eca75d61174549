"""Whom a breach touches: what the ledger says, and nothing else."""

from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import insert, update

from safetynet import clock
from safetynet.access import guard
from safetynet.audit import Entry, Result
from safetynet.audit.encoding import encode
from safetynet.audit.tables import entries
from safetynet.breaches.models import Affected
from safetynet.vault import Category, Triple
from tests import scenes
from tests.breaches.conftest import (
    Desk,
    Report,
    at,
    decide,
    latest,
    listed,
    look_into,
    part_of,
    read,
    saved,
)
from tests.browser import Browser
from tests.cast import Cast, Player
from tests.house.inside import Hand, behind_the_door, ledger, open_case_elsewhere
from tests.retention.conftest import supervisor_of
from tests.scenes import Scene
from tests.sharing.test_conflicts import block

Row = tuple[UUID, UUID, frozenset[str]]
NOBODY = UUID(int=0)


def seen_by(app: Flask, player: Player) -> set[Row]:
    """Return what the ledger says that somebody saw, asked in the simplest way."""
    found: dict[tuple[UUID, UUID], set[str]] = {}
    for entry in ledger(app):
        if entry.actor == player.id and entry.result not in {Result.REFUSED, Result.FAILED}:
            for touch in entry.touches:
                if NOBODY not in {touch.survivor, touch.owner}:
                    found.setdefault((touch.survivor, touch.owner), set()).add(touch.category)
    return {(*whose, frozenset(kinds)) for whose, kinds in found.items()}


@pytest.fixture
def busy(app: Flask, browser: Browser, cast: Cast, seen: Scene) -> Scene:
    """Harbor's advocate opened two young people's records, printed, and was refused a third."""
    other = scenes.open_case(app, cast)
    elsewhere = open_case_elsewhere(app, cast.outsider)
    scenes.release(app, seen, cast.advocate, Category.SAFETY_RISK, obtained_by=cast.probation)
    browser.as_(cast.advocate)
    for path in (seen.path, other.path, f"/accounting/{seen.number}/en.pdf", elsewhere.path):
        browser.get(path)
    browser.as_(cast.probation).get(seen.path)
    return seen


def test_the_list_is_what_the_ledger_says(
    app: Flask, browser: Browser, cast: Cast, busy: Scene, report: Report
) -> None:
    path = look_into_advocate(browser, cast, report)
    expected = seen_by(app, cast.advocate)
    assert listed(app) == expected and len(expected) == 3
    # Who goes on opening while it is read is read again.
    third = scenes.open_case(app, cast)
    browser.as_(cast.advocate).get(third.path)
    read(browser.as_(cast.privacy_officer), path)
    assert listed(app) == seen_by(app, cast.advocate) and len(listed(app)) == 4
    with_her = [row for row in saved(app, Affected) if row.survivor_id == third.survivor_id]
    assert [row.number for row in with_her] == [third.number]


def look_into_advocate(browser: Browser, cast: Cast, report: Report) -> str:
    browser.as_(cast.advocate)
    path = report(about=str(cast.advocate.id))
    browser.as_(cast.privacy_officer)
    assert look_into(browser, path, cast.advocate.id).status_code == 303
    return path


def test_an_entry_that_sql_wrote_names_nobody_and_is_counted(
    app: Flask, browser: Browser, cast: Cast, busy: Scene, hand: Hand, report: Report
) -> None:
    elsewhere = open_case_elsewhere(app, cast.outsider)
    browser.as_(cast.outsider).get(elsewhere.path)
    path = look_into_advocate(browser, cast, report)
    expected = listed(app)
    [hers] = [entry for entry in ledger(app) if elsewhere.survivor_id in entry.survivors][-1:]
    forge(hand, hers, cast.advocate)
    read(browser, path)
    assert listed(app) == expected
    assert latest(app).unbelieved == 1
    assert "Part of the ledger cannot be believed" in browser.get(path).text


def forge(hand: Hand, entry: Entry, player: Player) -> None:
    """Put a visit into somebody's name, with a MAC that SQL cannot make."""
    payload = encode(
        Entry(
            actor=player.id,
            permission=entry.permission,
            endpoint=entry.endpoint,
            result=entry.result,
            touches=entry.touches,
            writer=b"forged!!",
            counter=1,
            previous=bytes(32),
            at=entry.at,
        )
    )
    row = {"writer": b"forged!!", "counter": 1, "at": entry.at, "actor": player.id}
    row |= {"permission": entry.permission, "result": entry.result.value, "payload": payload}
    hand.change(insert(entries).values(row | {"mac": bytes(32), "hash": bytes(32)}))


@pytest.mark.parametrize("column", ["actor", "at"])
def test_an_entry_that_sql_hid_from_searching_is_found_all_the_same(
    app: Flask,
    browser: Browser,
    cast: Cast,
    busy: Scene,
    hand: Hand,
    report: Report,
    column: str,
) -> None:
    """The columns beside an entry are there to search by; the entry says whose it is, and when."""
    path = look_into_advocate(browser, cast, report)
    expected = listed(app)
    if hand.is_sqlite:
        hand.run("DROP TRIGGER ledger_entries_no_update")
    elsewhere = {"actor": cast.outsider.id, "at": 1}[column]
    theirs = update(entries).where(entries.c.actor == cast.advocate.id)
    hand.change(theirs.values({column: elsewhere}))
    read(browser, path)
    assert listed(app) == expected


def test_whom_a_conflict_hides_from_the_privacy_officer_is_told_too(
    app: Flask, browser: Browser, cast: Cast, seen: Scene, report: Report
) -> None:
    block(app, seen, cast.privacy_officer, by=cast.coordinator)
    browser.as_(cast.probation).get(seen.path)
    path = report(about=str(cast.probation.id))
    browser.as_(cast.privacy_officer)
    look_into(browser, path, cast.probation.id)
    page = browser.get(path).text
    assert seen.number not in page
    assert part_of(app, cast.probation.agency_id).people == 1
    desk = Desk(browser.as_(supervisor_of(app, cast, "probation")), cast.probation)
    assert seen.number in browser.get(desk.path).text


def test_of_a_covered_provider_others_learn_how_many(
    app: Flask, browser: Browser, cast: Cast, report: Report
) -> None:
    hers = open_case_elsewhere(app, cast.outsider)
    browser.as_(cast.outsider).get(hers.path)
    path = report(about=str(cast.outsider.id))
    browser.as_(cast.privacy_officer)
    look_into(browser, path, cast.outsider.id)
    decide(browser, path)
    for page in (browser.get(path).text, browser.get(f"{path}/report").text):
        assert "Elsewhere Shelter" in page and hers.number not in page
    assert part_of(app, cast.outsider.agency_id).people == 1
    desk = Desk(browser.as_(supervisor_of(app, cast, "elsewhere")), cast.outsider)
    assert hers.number in browser.get(desk.path).text
    for player in (cast.advocate, cast.coordinator, cast.probation, cast.provider):
        assert browser.as_(player).get(desk.path).status_code == 404
        assert "BR-" not in browser.get("/breaches").text
    # Who runs it has no hand in an agency's own work.
    assert browser.as_(cast.privacy_officer).get(desk.path).status_code == 403
    assert browser.get(desk.person).status_code in {403, 404}


def test_the_teams_own_words_are_told_by_the_coordinating_office(
    app: Flask, browser: Browser, cast: Cast, seen: Scene, report: Report
) -> None:
    """The review team has no people of its own who could call anybody."""
    with behind_the_door(app, cast.coordinator) as visit:
        team = Triple(seen.survivor_id, cast.team_id, Category.TEAM_DISCUSSION)
        visit.note_opened(team, "decisions.text", seen.case_id)
        guard._keep(visit, Result.OPENED)
    browser.as_(cast.advocate)
    path = report()
    look_into(browser.as_(cast.privacy_officer), path, cast.coordinator.id)
    office = cast.coordinator.agency_id
    assert listed(app) == {(seen.survivor_id, office, frozenset({Category.TEAM_DISCUSSION}))}


def test_only_what_was_seen_in_the_time_counts(
    app: Flask, browser: Browser, cast: Cast, busy: Scene, report: Report
) -> None:
    browser.as_(cast.advocate)
    path = report(about=str(cast.advocate.id))
    browser.as_(cast.privacy_officer)
    days_ago = clock.now() - timedelta(days=3)
    said = {"since": at(days_ago), "until": at(days_ago + timedelta(hours=1))}
    assert look_into(browser, path, cast.advocate.id, **said).status_code == 303
    assert not listed(app)


def test_a_lost_phone_is_not_the_desk_computer(
    app: Flask, browser: Browser, cast: Cast, seen: Scene, report: Report
) -> None:
    """One account, two sign-ins: what the other one opened is not on the list."""
    other = scenes.open_case(app, cast)
    browser.as_(cast.advocate).get(seen.path)
    browser.as_(cast.advocate).get(other.path)
    path = look_into_advocate(browser, cast, report)
    assert {row[0] for row in listed(app)} == {seen.survivor_id, other.survivor_id}
    [scope] = [link for link in links(browser, path) if "/scopes/" in link and "new" not in link]
    opened = [entry for entry in ledger(app) if seen.survivor_id in entry.survivors]
    [phone] = {entry.sign_in.hex() for entry in opened if entry.actor == cast.advocate.id}
    assert phone in browser.get(scope).text
    said = {"sign_ins": [phone], "version": 1}
    assert browser.post(f"{scope}/sign-ins", said).status_code == 303
    read(browser, path)
    assert {row[0] for row in listed(app)} == {seen.survivor_id}


def links(browser: Browser, path: str) -> list[str]:
    return [part.partition('"')[0] for part in browser.get(path).text.split('href="')[1:]]


def test_a_visit_in_two_scopes_counts_once(
    app: Flask, browser: Browser, cast: Cast, busy: Scene, report: Report
) -> None:
    path = look_into_advocate(browser, cast, report)
    before = {row.survivor_id: row.visits for row in saved(app, Affected)}
    agency = {"agency": str(cast.harbor_id)}
    assert look_into(browser, path, "", **agency).status_code == 303
    assert {row.survivor_id: row.visits for row in saved(app, Affected)} == before


def test_once_somebody_was_called_the_list_does_not_shrink(
    app: Flask, browser: Browser, cast: Cast, run: str
) -> None:
    desk = Desk(browser.as_(supervisor_of(app, cast, "probation")), cast.probation)
    assert desk.call("reached").status_code == 303
    browser.as_(cast.privacy_officer)
    [scope] = [link for link in links(browser, run) if "/scopes/" in link and "new" not in link]
    answer = browser.post(f"{scope}/withdrawal", {"version": 1})
    assert "may grow, and not shrink" in browser.told(answer)
    assert len(listed(app)) == 1


def test_a_scope_that_was_wrong_is_withdrawn_before(
    app: Flask, browser: Browser, cast: Cast, run: str
) -> None:
    [scope] = [link for link in links(browser, run) if "/scopes/" in link and "new" not in link]
    assert browser.post(f"{scope}/withdrawal", {"version": 1}).status_code == 303
    assert "No account is looked into yet" in browser.get(run).text


@pytest.mark.parametrize(
    "changes",
    [
        {"account": "", "agency": ""},
        {"account": "00000000-0000-4000-8000-000000000000"},
        {"since": ""},
        {"since": "2026-01-02T10:00", "until": "2026-01-01T10:00"},
        {"since": "2099-01-01T10:00", "until": "2099-01-02T10:00"},
    ],
)
def test_a_scope_that_says_nothing_is_sent_back(
    browser: Browser, cast: Cast, report: Report, changes: dict[str, str]
) -> None:
    browser.as_(cast.advocate)
    path = report()
    browser.as_(cast.privacy_officer)
    answer = look_into(browser, path, cast.advocate.id, **changes)
    assert answer.status_code == 422


def test_reading_the_ledger_is_no_look_at_anybody(
    app: Flask, browser: Browser, cast: Cast, run: str, seen: Scene
) -> None:
    """It is on the ledger as a job in the privacy officer's name, and opens nothing."""
    jobs = [entry for entry in ledger(app) if entry.permission == "job:whom a breach touches"]
    assert [entry.actor for entry in jobs] == [cast.privacy_officer.id]
    assert seen.survivor_id in jobs[0].survivors
    assert {touch.effect for touch in jobs[0].touches} <= {Result.CREATED, Result.CHANGED}
