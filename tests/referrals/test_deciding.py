"""Triage, acceptance, declining, questions and answers."""

from datetime import timedelta
from typing import Any

from flask import Flask

from safetynet import clock
from safetynet.access import Actor, job
from safetynet.cases import Case
from safetynet.notices import what_waits
from safetynet.referrals import Referral, ReferralStatus
from safetynet.referrals.models import is_repeat
from safetynet.sharing import TeamSeat
from tests.browser import Browser, rows
from tests.cast import Cast, Player
from tests.ledger import last_entry
from tests.referrals.telling import FACTS, coded, released, send, typed, version_of


def decide(app: Flask, browser: Browser, player: Player, path: str, act: str, **form: Any) -> Any:
    """Open the page of an act, and post it with the version it carries."""
    assert browser.as_(player).get(f"{path}/{act}").status_code == 200
    return browser.post(f"{path}/{act}", form, version=version_of(app, path))


def test_what_burns_comes_first(browser: Browser, cast: Cast) -> None:
    send(browser, cast.probation, typed("team_statute", urgency="next_review"))
    send(browser, cast.probation, typed("team_statute", urgency="hours"))
    send(browser, cast.probation, typed("team_statute", urgency="days"))
    page = browser.as_(cast.coordinator).get("/referrals").text
    at = [page.index(word) for word in ("tag-urgent", ">Next review", 'tag-waiting">Days')]
    # Hours burn; of two that wait for the same working day the older comes first.
    assert at == sorted(at)


def test_long_lists_turn_pages_both_ways(browser: Browser, cast: Cast) -> None:
    numbers = []
    for _ in range(27):
        path = send(browser, cast.advocate, coded())
        numbers.append(browser.get(path).text.partition("Referral R-")[2][:9])
    first = browser.as_(cast.coordinator).get("/referrals").text
    assert sum(number in first for number in numbers) == 25
    older = first.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0]
    second = browser.get(older.replace("&amp;", "&")).text
    assert sum(number in second for number in numbers) == 2
    newer = second.partition('rel="prev"')[0].rpartition('href="')[2].partition('"')[0]
    again = browser.get(newer.replace("&amp;", "&")).text
    assert [n for n in numbers if n in again] == [n for n in numbers if n in first]
    assert browser.get("/referrals?after=nonsense").status_code == 200


def test_triage_sets_urgency_and_route(app: Flask, browser: Browser, cast: Cast) -> None:
    path = send(browser, cast.probation, typed("team_statute"))
    answer = decide(
        app, browser, cast.coordinator, path, "triage", urgency="hours", route="rapid_response"
    )
    assert answer.status_code == 303
    page = browser.as_(cast.probation).get(path).text
    assert "Rapid response" in page and "Triaged" in page


def test_acceptance_opens_a_case_with_lead_and_sender(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    path = send(browser, cast.probation, typed("team_statute"))
    answer = decide(
        app,
        browser,
        cast.coordinator,
        path,
        "acceptance",
        lead=str(cast.harbor_id),
        with_sender="y",
        reason="Harbor knows her.",
    )
    assert answer.status_code == 303 and "/cases/" in answer.location
    with app.app_context(), job("test: look"):
        [referral], [case] = rows(Referral), rows(Case)
        assert referral.status is ReferralStatus.ACCEPTED and referral.case_id == case.id
        assert case.survivor_id == referral.survivor_id and not case.is_coded
        assert {seat.agency_id for seat in rows(TeamSeat)} == {
            cast.harbor_id,
            cast.probation.agency_id,
        }
    assert FACTS in browser.as_(cast.advocate).get(answer.location).text
    assert "Harbor knows her." in browser.as_(cast.probation).get(path).text
    assert browser.as_(cast.outsider).get(answer.location).status_code == 404


def test_a_coded_referral_becomes_a_coded_case(app: Flask, browser: Browser, cast: Cast) -> None:
    """CR-08: the whole way without a release and without a name."""
    path = send(browser, cast.advocate, coded())
    answer = decide(app, browser, cast.coordinator, path, "acceptance", lead=str(cast.harbor_id))
    with app.app_context(), job("test: look"):
        assert rows(Case)[0].is_coded
    page = browser.get(answer.location).text
    assert FACTS not in page


def test_a_case_within_twelve_months_makes_a_repeat(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    first = send(browser, cast.probation, typed("team_statute"))
    decide(app, browser, cast.coordinator, first, "acceptance", lead=str(cast.harbor_id))
    with app.app_context(), job("test: look"):
        number = rows(Case)[0].number
    second = send(browser, cast.probation, typed("team_statute"))
    wrong = decide(
        app, browser, cast.coordinator, second, "acceptance",
        lead=str(cast.harbor_id), earlier_case="SN-1999-001",
    )  # fmt: skip
    assert wrong.status_code == 422 and "no case of that number" in wrong.text
    decide(
        app, browser, cast.coordinator, second, "acceptance",
        lead=str(cast.harbor_id), earlier_case=number,
    )  # fmt: skip
    with app.app_context(), job("test: look"):
        assert [referral.is_repeat for referral in rows(Referral)] == [False, True]


def test_twelve_months_are_the_repeat_window() -> None:
    today = clock.today()
    assert is_repeat(today - timedelta(days=365), today)
    assert not is_repeat(today - timedelta(days=366), today)
    assert not is_repeat(None, today)


def test_the_sender_learns_why_not_and_where_instead(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    path = send(browser, cast.advocate, coded())
    answer = decide(
        app, browser, cast.coordinator, path, "refusal",
        decline="other_county", alternative="other_county", reason="Please call Delta County.",
    )  # fmt: skip
    assert answer.status_code == 303
    page = browser.as_(cast.advocate).get(path).text
    assert "Another county is responsible" in page and "Please call Delta County." in page
    assert browser.as_(cast.coordinator).get(f"{path}/triage").status_code == 403


def test_a_question_goes_back_and_its_answer_comes(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    path = send(browser, cast.probation, typed("team_statute"))
    decide(app, browser, cast.coordinator, path, "return", text="Where is she now?")
    assert "Where is she now?" in browser.as_(cast.probation).get(path).text
    answer = decide(app, browser, cast.probation, path, "reply", text="With an aunt.")
    assert answer.status_code == 303
    page = browser.as_(cast.coordinator).get(path).text
    assert "With an aunt." in page
    assert browser.as_(cast.probation).get(f"{path}/reply").status_code == 409


def test_the_sender_adds_and_tells_more(app: Flask, browser: Browser, cast: Cast) -> None:
    path = send(browser, cast.advocate, coded())
    decide(app, browser, cast.advocate, path, "addition", text="She called again.")
    assert "She called again." not in browser.as_(cast.coordinator).get(path).text
    form = {"basis": "release"} | released("referral_narrative")
    answer = decide(app, browser, cast.advocate, path, "sending", **form)
    assert answer.status_code == 303
    page = browser.as_(cast.coordinator).get(path).text
    assert "She called again." in page and FACTS in page
    assert browser.as_(cast.advocate).get(f"{path}/sending").status_code == 409


def test_only_the_coordinator_decides(app: Flask, browser: Browser, cast: Cast) -> None:
    path = send(browser, cast.probation, typed("team_statute"))
    for player in (cast.probation, cast.advocate, cast.prosecutor, cast.supervisor):
        browser.as_(player)
        for act in ("triage", "acceptance", "refusal", "return"):
            assert browser.get(f"{path}/{act}").status_code == 403
            assert browser.post(f"{path}/{act}", version=1).status_code == 403


def test_a_decision_on_what_has_moved_on_is_refused(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    path = send(browser, cast.probation, typed("team_statute"))
    old = version_of(app, path)
    decide(app, browser, cast.coordinator, path, "triage", urgency="days", route="hotline")
    answer = browser.post(f"{path}/acceptance", lead=str(cast.harbor_id), version=old)
    assert answer.status_code == 409


def test_decisions_are_on_the_ledger(app: Flask, browser: Browser, cast: Cast) -> None:
    path = send(browser, cast.probation, typed("team_statute"))
    decide(app, browser, cast.coordinator, path, "acceptance", lead=str(cast.harbor_id))
    entry = last_entry(app)
    assert entry.permission == "case:open"
    assert {"cases", "team_seats", "referrals"} <= {touch.table for touch in entry.touches}


def test_what_waits_is_said_to_whoever_can_do_it(app: Flask, browser: Browser, cast: Cast) -> None:
    path = send(browser, cast.probation, typed("team_statute"))
    assert waiting(app, cast.coordinator) == ["referrals.show"]
    assert waiting(app, cast.probation) == []
    decide(app, browser, cast.coordinator, path, "return", text="Where is she now?")
    assert waiting(app, cast.coordinator) == []
    assert waiting(app, cast.probation) == ["referrals.ask_to_reply"]
    assert waiting(app, cast.advocate) == []


def waiting(app: Flask, player: Player) -> list[str]:
    """Return where the things lead that wait for somebody about referrals."""
    actor = Actor(player.id, player.role, player.agency_id)
    with app.app_context(), job("test: what waits"):
        found = what_waits(actor, clock.today())
        return [thing.endpoint for thing in found if thing.kind == "referrals"]
