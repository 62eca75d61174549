"""The desk of triage: what burns first, who has it, who agreed, and where a referral goes on."""

import re
from datetime import timedelta
from typing import Any

from flask import Flask

from safetynet import clock
from safetynet.access import job
from safetynet.cases import Case
from safetynet.meetings.models import AgendaItem, ItemKind, Meeting, MeetingKind
from safetynet.meetings.operations.holding import finish_and_go_on
from safetynet.referrals import Referral, ReferralStatus
from safetynet.referrals.desk.models import Agreement, ClockEnd, ClockWords, ReferralClock
from tests.browser import Browser, rows
from tests.cast import Cast, Player
from tests.ledger import last_entry
from tests.meetings.sitting import call_meeting
from tests.referrals.telling import coded, send, typed, version_of

SCREENED = {"basis": "y", "duplicates": "y", "conflicts": "y"}


def act(app: Flask, browser: Browser, player: Player, path: str, what: str, **form: Any) -> Any:
    assert browser.as_(player).get(f"{path}/{what}").status_code == 200
    return browser.post(f"{path}/{what}", form, version=version_of(app, path))


def clocks(app: Flask, *where: Any) -> dict[str, tuple[ClockEnd | None, timedelta]]:
    with app.app_context(), job("test: look"):
        found = rows(ReferralClock, *where)
        return {one.key: (one.ended, one.due_at - one.aware_at) for one in found}


def numbers(page: str) -> list[str]:
    return re.findall(r">(R-\d{4}-\d{4})</a>", page)


def number_at(browser: Browser, path: str) -> str:
    return browser.get(path).text.partition("Referral R-")[2][:9]


def test_a_referral_comes_with_its_clocks(app: Flask, browser: Browser, cast: Cast) -> None:
    send(browser, cast.probation, typed("team_statute", urgency="hours"))
    found = clocks(app)
    assert set(found) == {"triage_urgent", "specialist", "first_meeting"}
    assert found["triage_urgent"] == (None, timedelta(hours=2))
    assert found["specialist"] == (None, timedelta(hours=72))
    with app.app_context(), job("test: look"):
        [referral] = rows(Referral)
        assert referral.received_at and referral.burns_at
        assert referral.burns_at - referral.received_at == timedelta(hours=2)


def test_a_kept_referral_has_no_clock(app: Flask, browser: Browser, cast: Cast) -> None:
    """A clock runs from the moment at which the office knows."""
    path = send(browser, cast.advocate, coded())
    before = clocks(app)
    answer = act(app, browser, cast.advocate, path, "sending", basis="coded")
    assert answer.status_code in {303, 422}
    assert clocks(app) == before


def test_where_the_least_time_is_left_comes_first(app: Flask, browser: Browser, cast: Cast) -> None:
    paths = [send(browser, cast.probation, typed("team_statute")) for _ in range(2)]
    urgent = send(browser, cast.probation, typed("team_statute", urgency="hours"))
    page = browser.as_(cast.coordinator).get("/referrals").text
    assert "2 h 0 min left" in page and numbers(page)[0].endswith(number_at(browser, urgent)[-4:])
    # What was triaged burns less than what was not.
    act(app, browser, cast.coordinator, urgent, "triage", urgency="days", route="next_review")
    order = numbers(browser.get("/referrals").text)
    assert order[0].endswith(number_at(browser, paths[0])[-4:])


def test_a_missed_clock_is_told_at_once_and_names_nobody(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    path = send(browser, cast.probation, typed("team_statute", urgency="hours"))
    with clock.standing_at(clock.now() + timedelta(hours=2, minutes=1)):
        home = browser.as_(cast.coordinator).get("/").text
        assert "late since" in home and "Overdue" in home
        first = home[home.index("Start here") :][:600]
        assert "Triage referral R-" in first and "Marigold" not in home
        assert "late since" in browser.get("/referrals").text
        assert "late since" in browser.get(path).text
        assert "late since" in browser.as_(cast.probation).get(path).text
        assert "late since" not in browser.as_(cast.advocate).get("/").text


def test_screening_asks_for_three_looks(app: Flask, browser: Browser, cast: Cast) -> None:
    path = send(browser, cast.probation, typed("team_statute"))
    missing = act(app, browser, cast.coordinator, path, "screening", basis="y", duplicates="y")
    assert missing.status_code == 422 and "conflicts of interest" in missing.text
    assert act(app, browser, cast.coordinator, path, "screening", **SCREENED).status_code == 303
    assert "Screened" in browser.as_(cast.probation).get(path).text
    browser.as_(cast.coordinator)
    assert browser.get(f"{path}/screening").status_code == 409
    # It still waits for its triage.
    assert clocks(app)["triage"][0] is None


def test_triage_ends_its_clock_and_starts_the_next(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    path = send(browser, cast.probation, typed("team_statute"))
    triaged = {"urgency": "hours", "route": "rapid_response"}
    act(app, browser, cast.coordinator, path, "triage", **triaged)
    found = clocks(app)
    assert found["triage"][0] is ClockEnd.DONE
    assert found["rapid_response"] == (None, timedelta(minutes=90))
    assert found["specialist"][0] is None
    # Once more changes nothing that runs.
    act(app, browser, cast.coordinator, path, "triage", **triaged)
    with app.app_context(), job("test: look"):
        assert len(rows(ReferralClock, ReferralClock.key == "rapid_response")) == 1


def test_a_question_stops_the_clock_and_its_answer_starts_it(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    path = send(browser, cast.probation, typed("team_statute"))
    act(app, browser, cast.coordinator, path, "return", text="Where is she now?")
    assert clocks(app)["triage"][0] is ClockEnd.DONE
    act(app, browser, cast.probation, path, "reply", text="With an aunt.")
    with app.app_context(), job("test: look"):
        found = rows(ReferralClock, ReferralClock.key == "triage")
        assert [one.ended for one in found] == [ClockEnd.DONE, None]


def test_one_person_has_it_and_the_list_can_be_narrowed(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    mine = send(browser, cast.probation, typed("team_statute"))
    other = send(browser, cast.probation, typed("team_statute"))
    me = str(cast.coordinator.id)
    assert act(app, browser, cast.coordinator, mine, "handler", handler=me).status_code == 303
    ends = [number_at(browser, path)[-4:] for path in (mine, other)]
    for whose, shown in (("mine", ends[:1]), ("nobodys", ends[1:]), ("", ends), ("odd", ends)):
        page = browser.get(f"/referrals?whose={whose}").text
        assert sorted(number[-4:] for number in numbers(page)) == sorted(shown)
    wrong = act(app, browser, cast.coordinator, other, "handler", handler=str(cast.advocate.id))
    assert wrong.status_code == 422


def test_who_agreed_is_noted_by_agency(app: Flask, browser: Browser, cast: Cast) -> None:
    path = send(browser, cast.probation, typed("team_statute"))
    agreed = [str(cast.harbor_id), str(cast.probation.agency_id)]
    answer = act(
        app, browser, cast.coordinator, path, "acceptance",
        lead=str(cast.harbor_id), agreed=agreed,
    )  # fmt: skip
    assert answer.status_code == 303
    page = browser.get(path).text
    assert "Harbor House: take it" in page and "2 agencies of 10 agreed; 6 are a majority" in page
    with app.app_context(), job("test: look"):
        assert {row.agency_id for row in rows(Agreement)} == {
            cast.harbor_id,
            cast.probation.agency_id,
        }


def test_an_agency_that_is_none_cannot_have_agreed(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    path = send(browser, cast.probation, typed("team_statute"))
    refusal = {"decline": "adult", "alternative": "none"}
    answer = act(
        app, browser, cast.coordinator, path, "refusal", agreed=[str(cast.team_id)], **refusal
    )
    assert answer.status_code == 422
    with app.app_context(), job("test: look"):
        assert rows(Agreement) == []


def test_what_is_not_taken_or_goes_elsewhere_has_no_clock(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    path = send(browser, cast.probation, typed("team_statute", urgency="hours"))
    words = "Delta County’s review, by telephone with its coordinator."
    answer = act(app, browser, cast.coordinator, path, "transfer", text=words)
    assert answer.status_code == 303
    assert "Transferred" in browser.get("/referrals?pile=transferred").text
    page = browser.as_(cast.probation).get(path).text
    assert words in page and "Not needed any more" in page
    assert all(ended for ended, _runs in clocks(app).values())
    with app.app_context(), job("test: look"):
        [referral] = rows(Referral)
        assert referral.status is ReferralStatus.TRANSFERRED and referral.burns_at is None
    assert browser.as_(cast.coordinator).get(f"{path}/acceptance").status_code == 403


def test_when_it_was_done_and_why_late(app: Flask, browser: Browser, cast: Cast) -> None:
    path = send(browser, cast.probation, typed("team_statute", urgency="hours"))
    with app.app_context(), job("test: look"):
        [running] = rows(ReferralClock, ReferralClock.key == "specialist")
        began, version = running.aware_at, running.version
        place = f"{path}/clocks/{running.id}"
    late = began + timedelta(hours=73)
    with clock.standing_at(late + timedelta(hours=1)):
        assert browser.as_(cast.coordinator).get(place).status_code == 200
        done = {"done_at": f"{clock.in_the_county(late):%Y-%m-%dT%H:%M}", "version": version}
        silent = browser.post(place, done)
        assert silent.status_code == 422 and "Say why it came late" in silent.text
        early = {"done_at": f"{clock.in_the_county(began - timedelta(days=1)):%Y-%m-%dT%H:%M}"}
        assert browser.post(place, done | early).status_code == 422
        words = {"why_late": "No bed was free.", "reference": "CW-2210"}
        assert browser.post(place, done | words).status_code == 303
        entry = last_entry(app)
        assert {"referral_clocks", "referral_clock_words"} <= {t.table for t in entry.touches}
        page = browser.get(path).text
        assert "CW-2210" in page and "No bed was free." in page and "Late" in page
        assert browser.post(place, done | words).status_code == 409
    # The words are the office's own, and no answer carries them to the sender yet.
    assert "CW-2210" not in browser.as_(cast.probation).get(path).text
    with app.app_context(), job("test: look"):
        assert [row.owner_id for row in rows(ClockWords)] == [cast.coordinator.agency_id]


def test_the_sender_says_too_when_it_was_done(app: Flask, browser: Browser, cast: Cast) -> None:
    path = send(browser, cast.probation, typed("team_statute", urgency="hours"))
    with app.app_context(), job("test: look"):
        [running] = rows(ReferralClock, ReferralClock.key == "specialist")
        place = f"{path}/clocks/{running.id}"
    with clock.standing_at(clock.now() + timedelta(minutes=5)):
        done = {"done_at": f"{clock.in_the_county(clock.now()):%Y-%m-%dT%H:%M}", "version": "1"}
        answer = browser.as_(cast.probation).post(place, done | {"reference": "CW-7"})
        assert answer.status_code == 303
        assert "CW-7" in browser.get(path).text
    assert clocks(app)["specialist"][0] is ClockEnd.DONE


def test_a_clock_is_started_by_hand_from_when_it_was_known(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    path = send(browser, cast.probation, typed("team_statute"))
    since = clock.now() - timedelta(hours=5)
    form = {"key": "examination", "aware_at": f"{clock.in_the_county(since):%Y-%m-%dT%H:%M}"}
    assert browser.as_(cast.coordinator).get(f"{path}/clocks/new").status_code == 200
    assert browser.post(f"{path}/clocks", form).status_code == 303
    assert clocks(app)["examination"] == (None, timedelta(hours=96))
    # It runs already, so it is not offered again.
    assert browser.post(f"{path}/clocks", form).status_code == 422
    ahead = clock.in_the_county(clock.now() + timedelta(days=1))
    form = {"key": "hotline_report", "aware_at": f"{ahead:%Y-%m-%dT%H:%M}"}
    assert browser.post(f"{path}/clocks", form).status_code == 422


def test_the_desk_is_the_coordinators_and_strangers_know_nothing(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    path = send(browser, cast.probation, typed("team_statute", urgency="hours"))
    with app.app_context(), job("test: look"):
        place = f"{path}/clocks/{rows(ReferralClock)[0].id}"
    for player in (cast.probation, cast.supervisor, cast.prosecutor, cast.administrator):
        browser.as_(player)
        for what in ("screening", "handler", "transfer", "clocks/new"):
            assert browser.get(f"{path}/{what}").status_code == 403
    for player in (cast.advocate, cast.outsider, cast.provider):
        assert browser.as_(player).get(place).status_code == 404
        assert browser.get(path).status_code == 404


def opened(app: Flask, browser: Browser, cast: Cast, then: str) -> str:
    path = send(browser, cast.probation, typed("team_statute"))
    answer = act(
        app, browser, cast.coordinator, path, "acceptance", lead=str(cast.harbor_id), then=then
    )
    assert answer.status_code == 303
    return str(answer.location)


def test_a_referral_goes_onto_the_next_agenda(app: Flask, browser: Browser, cast: Cast) -> None:
    meeting = call_meeting(app, cast)
    place = opened(app, browser, cast, "agenda")
    assert "/table" in place
    page = browser.as_(cast.coordinator).get(place).text
    assert str(meeting) in page
    path = place.partition("?")[0]
    answer = browser.post(path, meeting=str(meeting))
    assert answer.status_code == 303
    with app.app_context(), job("test: look"):
        [item], [case] = rows(AgendaItem), rows(Case)
        assert item.case_id == case.id and item.meeting_id == meeting
    assert "On the agenda of M-" in browser.get("/referrals?pile=accepted").text
    # It is on it now, so it cannot be put there twice.
    again = browser.post(path, meeting=str(meeting))
    assert "on every agenda already" in browser.told(again)
    with app.app_context(), job("test: look"):
        assert len(rows(AgendaItem)) == 1


def test_a_rapid_response_meeting_is_called_with_its_case(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    place = opened(app, browser, cast, "rapid_response")
    assert place.endswith("how=rapid")
    assert browser.as_(cast.coordinator).get(place).status_code == 200
    path = place.partition("?")[0].replace("/table", "/rapid-response")
    soon = clock.in_the_county(clock.now() + timedelta(hours=1))
    form = {
        "starts_at": f"{soon:%Y-%m-%dT%H:%M}",
        "minutes": "60",
        "place_code": "Room 4B",
        "chair_id": str(cast.coordinator.id),
    }
    assert browser.post(path, form | {"place_code": ""}).status_code == 422
    assert browser.post(path, form).status_code == 303
    with app.app_context(), job("test: look"):
        [meeting], [item] = rows(Meeting), rows(AgendaItem)
        assert meeting.kind is MeetingKind.RAPID and meeting.is_published
        assert item.meeting_id == meeting.id and item.kind is ItemKind.EMERGENCY
    assert "Rapid response M-" in browser.get("/referrals?pile=accepted").text


def test_only_who_runs_meetings_brings_a_case_to_the_table(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    path = opened(app, browser, cast, "agenda").partition("?")[0]
    for player in (cast.advocate, cast.probation, cast.supervisor):
        assert browser.as_(player).get(path).status_code == 403
        assert browser.post(path).status_code == 403


def test_the_first_review_ends_the_clock_of_a_referral(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    meeting = call_meeting(app, cast)
    path = opened(app, browser, cast, "agenda").partition("?")[0]
    browser.as_(cast.coordinator).post(path, meeting=str(meeting))
    with app.app_context(), job("test: look"):
        item = rows(AgendaItem)[0].id
    screen = f"/meetings/{meeting}/items/{item}"
    browser.post(f"/meetings/{meeting}/start")
    browser.post(f"{screen}/beginning")
    assert clocks(app)["first_meeting"][0] is None
    with app.app_context(), job("test: the review ends"):
        finish_and_go_on(rows(AgendaItem)[0], clock.now())
    assert clocks(app)["first_meeting"][0] is ClockEnd.DONE
