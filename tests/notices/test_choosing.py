"""What people choose: once a day, quiet hours, never; and what nobody can turn off."""

from datetime import datetime, timedelta

import pytest
from flask import Flask

from safetynet.access import job
from safetynet.authentication.changing import change_password
from safetynet.authentication.models import Credential
from safetynet.notices import Kind, claiming, tell
from safetynet.notices.models import How, MailChoice, State
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import PASSWORD, Cast
from tests.notices.conftest import AT_ONCE, LetterBox, Stand

SPRING, AUTUMN = "2027-03-14", "2027-11-07"
"""The county's clock goes forward, and back, at two in the morning."""


@pytest.fixture
def waits(app: Flask, cast: Cast, county_clock: Stand) -> None:
    """Something waits for the outsider since a winter's noon."""
    county_clock("2027-01-12T12:00")
    scene = scenes.open_case(app, cast)
    scenes.seat(app, scene, cast.outsider)


def test_what_waits_comes_once_a_day_in_the_morning(
    waits: None, cast: Cast, box: LetterBox, county_clock: Stand
) -> None:
    for moment in ("2027-01-12T18:00", "2027-01-13T07:59"):
        county_clock(moment)
        assert not box.got(cast.outsider)
    county_clock("2027-01-13T08:00")
    assert len(box.got(cast.outsider)) == 1
    county_clock("2027-01-14T08:00")
    assert len(box.got(cast.outsider)) == 1


def test_ten_things_that_wait_are_one_mail(
    app: Flask, waits: None, cast: Cast, box: LetterBox, county_clock: Stand
) -> None:
    for _more in range(9):
        scenes.seat(app, scenes.open_case(app, cast), cast.outsider)
    county_clock("2027-01-13T08:00")
    [said] = box.got(cast.outsider)
    assert said.count("*") == 1
    assert box.states(cast.outsider) == [State.SENT] * 10


def test_what_waits_for_its_hour_is_not_before_what_may_be_said_at_any(
    app: Flask,
    waits: None,
    cast: Cast,
    box: LetterBox,
    county_clock: Stand,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(claiming, "MOST_IN_ONE", 1)
    county_clock("2027-01-13T03:00")
    with app.app_context(), job("test: told"):
        [credential] = rows(Credential, Credential.member_id == cast.outsider.id)
        tell(Kind.SIGNED_IN, credential, [cast.outsider.id])
    [said] = box.got(cast.outsider)
    assert "signed in" in said


def test_who_wants_it_at_once_gets_it_at_once_but_not_at_night(
    waits: None, cast: Cast, box: LetterBox, county_clock: Stand
) -> None:
    box.choose(cast.outsider, waits=How.AT_ONCE)
    for night in ("2027-01-12T19:00", "2027-01-12T23:59", "2027-01-13T00:00", "2027-01-13T06:59"):
        county_clock(night)
        assert not box.got(cast.outsider)
    county_clock("2027-01-13T07:00")
    assert len(box.got(cast.outsider)) == 1


@pytest.mark.parametrize(
    ("day", "quiet", "hours"),
    [
        # At two it is three: an hour that does not exist begins and ends nothing.
        (SPRING, (2, 4), [10, 11]),
        (SPRING, (23, 2), [7, 10]),
        # One o'clock comes twice, and both are quiet.
        (AUTUMN, (1, 2), [8, 10]),
        (AUTUMN, (19, 7), [2, 15]),
    ],
)
def test_quiet_hours_keep_to_the_countys_clock_when_it_changes(
    app: Flask, county_clock: Stand, day: str, quiet: tuple[int, int], hours: list[int]
) -> None:
    """`hours` are those of the day in UTC between which it is quiet."""
    choice = MailChoice(quiet_from=quiet[0], quiet_until=quiet[1])
    midnight = datetime.fromisoformat(f"{day}T00:00+00:00")
    quiet_at = [h for h in range(-5, 24) if choice.is_quiet(midnight + timedelta(hours=h))]
    begins, ends = hours
    assert [h for h in quiet_at if begins <= h < ends] == list(range(begins, ends))
    assert begins - 1 not in quiet_at
    assert ends not in quiet_at


def test_who_wants_none_gets_none_but_for_security(
    app: Flask, waits: None, cast: Cast, box: LetterBox, county_clock: Stand
) -> None:
    box.choose(cast.outsider, waits=How.NEVER, stopped=How.NEVER, meeting=How.NEVER)
    county_clock("2027-01-13T03:00")
    with app.test_request_context():
        assert change_password(cast.outsider.id, PASSWORD, f"{PASSWORD} anew")
    [said] = box.got(cast.outsider)
    assert "Your password was changed." in said
    assert "waits for you" not in said
    assert box.states(cast.outsider) == [State.DROPPED, State.SENT]


def test_signing_in_is_told_at_night_too(
    app: Flask, cast: Cast, box: LetterBox, county_clock: Stand
) -> None:
    county_clock("2027-01-13T03:00")
    with app.app_context(), job("test: told"):
        [credential] = rows(Credential, Credential.member_id == cast.advocate.id)
        tell(Kind.SIGNED_IN, credential, [cast.advocate.id])
    [said] = box.got(cast.advocate)
    assert "Somebody signed in with your account." in said


def test_a_mail_is_in_the_language_of_its_reader(
    app: Flask, browser: Browser, waits: None, cast: Cast, box: LetterBox, county_clock: Stand
) -> None:
    browser.as_(cast.outsider).post("/account/language", language="es")
    county_clock("2027-01-13T08:00")
    [said] = box.got(cast.outsider)
    assert "Algo le espera" in said
    [mine] = [mail for mail in box.took if mail["To"] == cast.outsider.email]
    assert mine["Subject"] == "Le espera un mensaje"


CHOSEN = {name: str(value) for name, value in AT_ONCE.items()} | {"digest_hour": "9"}


def test_people_choose_on_a_page_of_their_own(app: Flask, browser: Browser, cast: Cast) -> None:
    page = browser.as_(cast.advocate).get("/account/mail").text
    assert "Somebody signed in with your account" in page
    answer = browser.post("/account/mail", CHOSEN, version="0", waits="never")
    assert answer.status_code == 303
    with app.app_context(), job("test: look"):
        [mine] = rows(MailChoice)
        assert (mine.member_id, mine.waits, mine.digest_hour) == (cast.advocate.id, "never", 9)
    assert browser.post("/account/mail", CHOSEN, version="0").status_code == 409
    assert browser.post("/account/mail", CHOSEN, version="1").status_code == 303


@pytest.mark.parametrize("wrong", [{"waits": ""}, {"quiet_from": "24"}, {"digest_hour": "x"}])
def test_what_is_no_choice_is_not_taken(
    browser: Browser, cast: Cast, wrong: dict[str, str]
) -> None:
    browser.as_(cast.advocate)
    assert browser.post("/account/mail", CHOSEN | wrong, version="0").status_code == 422


def test_the_page_lists_what_was_sent_and_nothing_that_was_dropped(
    app: Flask, browser: Browser, waits: None, cast: Cast, box: LetterBox, county_clock: Stand
) -> None:
    page = browser.as_(cast.outsider).get("/account/mail").text
    assert "Nothing in the last 30 days." in page
    county_clock("2027-01-13T08:00")
    box.emptied()
    assert "Jan 12, 2027" in browser.as_(cast.outsider).get("/account/mail").text
    assert "Nothing in the last 30 days." in browser.as_(cast.teacher).get("/account/mail").text
