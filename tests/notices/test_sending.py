"""Mail leaves once, whatever the server, the power or a second run does meanwhile."""

from dataclasses import replace
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from flask import Flask

from config import Environment
from safetynet import clock
from safetynet.access import job
from safetynet.authentication.models import Credential
from safetynet.notices import Kind, post, sending, tell
from safetynet.notices.claiming import CLAIMED_FOR, claim
from safetynet.notices.commands import notices
from safetynet.notices.models import STALE, State
from safetynet.notices.post import Server, UnreachableError
from safetynet.notices.sending import KEPT, tidy_up
from tests.browser import rows
from tests.cast import Cast, Player
from tests.house.inside import ledger
from tests.notices.conftest import LetterBox
from tests.notices.mail_server import MailServer, mail_server

LONG = timedelta(days=1)


def wait(ahead: timedelta) -> None:
    clock.stand_at(clock.now() + ahead)


@pytest.fixture
def news(app: Flask, cast: Cast) -> Player:
    """The advocate is to be told that somebody signed in."""
    signed_in(app, cast.advocate)
    return cast.advocate


def signed_in(app: Flask, player: Player) -> None:
    with app.app_context(), job("test: told"):
        [credential] = rows(Credential, Credential.member_id == player.id)
        tell(Kind.SIGNED_IN, credential, [player.id])


def server(mail: MailServer) -> Server:
    return Server(mail.url, "example.org")


def test_a_server_takes_it_and_it_is_not_sent_again(news: Player, box: LetterBox) -> None:
    with mail_server() as mail:
        assert box.emptied(server(mail)).sent == 1
        wait(LONG)
        assert box.emptied(server(mail)).sent == 0
    [message] = mail.took
    assert message["To"] == news.email
    assert message["From"] == "no-reply@127.0.0.1"
    assert message["Subject"] == "A message waits for you"
    assert message["Auto-Submitted"] == "auto-generated"
    assert box.states() == [State.SENT]


def test_two_runs_at_once_send_it_once(app: Flask, news: Player, box: LetterBox) -> None:
    together = Barrier(4, timeout=30)
    boxes = [LetterBox(app) for _run in range(4)]

    def run(mine: LetterBox) -> None:
        together.wait()
        mine.emptied()

    runs = [Thread(target=run, args=[mine]) for mine in boxes]
    for one in runs:
        one.start()
    for one in runs:
        one.join()
    assert sum(len(mine.took) for mine in boxes) == 1
    assert box.states() == [State.SENT]


def test_what_another_run_has_claimed_is_passed_by(
    app: Flask, news: Player, box: LetterBox
) -> None:
    with app.app_context():
        claim(news.id, clock.now())
    assert box.emptied().sent == 0
    assert box.states() == [State.CLAIMED]


def test_what_a_killed_run_left_is_sent_under_the_same_id(
    app: Flask, news: Player, box: LetterBox
) -> None:
    with app.app_context():
        left = claim(news.id, clock.now())
    signed_in(app, news)
    wait(CLAIMED_FOR)
    box.emptied()
    box.emptied()
    first, second = box.took
    assert first["Message-ID"] == f"<{left.letter_id}@127.0.0.1>"
    assert second["Message-ID"] != first["Message-ID"]


def test_a_server_that_hung_up_before_it_thanked_gets_the_same_mail_again(
    news: Player, box: LetterBox
) -> None:
    with mail_server(hangs_up_at="thanks") as mail:
        assert box.emptied(server(mail)).later == 1
    wait(LONG)
    with mail_server() as again:
        box.emptied(server(again))
    assert [m["Message-ID"] for m in mail.took] == [m["Message-ID"] for m in again.took]


def test_a_server_that_is_not_there_costs_nobody_a_mail(news: Player, box: LetterBox) -> None:
    with mail_server() as mail:
        pass
    with pytest.raises(UnreachableError):
        box.emptied(server(mail))
    assert box.states() == [State.QUEUED]
    assert box.emptied().sent == 1


@pytest.mark.parametrize("where", ["greeting", "EHLO", "RCPT", "DATA"])
def test_a_server_that_hangs_is_left_in_time(
    news: Player, box: LetterBox, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    monkeypatch.setattr(post, "LETTER_SECONDS", 0.3)
    with mail_server(hangs_at=where) as mail:
        try:
            assert box.emptied(server(mail)).later == 1
        except UnreachableError:
            assert where in {"greeting", "EHLO"}
    assert not mail.took
    wait(LONG)
    assert box.emptied().sent == 1


@pytest.mark.parametrize(
    ("says", "state"),
    [
        ({"RCPT": b"550 nobody here"}, State.FAILED),
        ({"DATA": b"554 looks like advertising"}, State.FAILED),
        ({"RCPT": b"451 come again later"}, State.QUEUED),
        ({"MAIL": b"421 too busy"}, State.QUEUED),
    ],
)
def test_a_refusal_for_good_is_final_and_any_other_is_not(
    news: Player, box: LetterBox, says: dict[str, bytes], state: State
) -> None:
    with mail_server(says=says) as mail:
        box.emptied(server(mail))
    assert box.states() == [state]
    wait(LONG)
    assert box.emptied().sent == (state is State.QUEUED)


def test_one_refused_mail_keeps_no_other_back(
    app: Flask, cast: Cast, news: Player, box: LetterBox
) -> None:
    with app.app_context(), job("test: a bad address"):
        [credential] = rows(Credential, Credential.member_id == news.id)
        credential.email = "no address at all"
    signed_in(app, cast.outsider)
    counted = box.emptied()
    assert (counted.failed, counted.sent) == (1, 1)


def test_after_each_try_it_waits_longer_and_gives_up_in_the_end(
    news: Player, box: LetterBox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "MOST_TRIES", 3)
    with mail_server(says={"RCPT": b"451 come again later"}) as mail:
        for minutes in (5, 10):
            box.emptied(server(mail))
            wait(timedelta(minutes=minutes - 1))
            assert box.emptied(server(mail)) == sending.Counted()
            wait(timedelta(minutes=1))
        box.emptied(server(mail))
    assert box.states() == [State.FAILED]


def test_a_server_that_keeps_breaking_off_ends_the_run(
    app: Flask, cast: Cast, box: LetterBox
) -> None:
    for player in list(cast.players.values())[:6]:
        signed_in(app, player)
    with mail_server(hangs_up_at="MAIL") as mail:
        counted = box.emptied(server(mail))
    assert counted.later == sending.MOST_BROKEN
    assert box.states().count(State.QUEUED) == 6


@pytest.mark.parametrize(
    "address",
    [
        "a@example.org\r\nBcc: all@example.org",
        "a@example.org, b@example.org",
        "a@example.org\nSubject: her name",
        "<a@example.org> b@example.org",
        "a\0@example.org",
        "",
    ],
)
def test_no_address_adds_a_header_or_a_recipient(
    app: Flask, news: Player, box: LetterBox, address: str
) -> None:
    with app.app_context(), job("test: a bad address"):
        [credential] = rows(Credential, Credential.member_id == news.id)
        credential.email = address
    with mail_server() as mail:
        assert box.emptied(server(mail)).failed == 1
    assert not mail.took
    assert not [line for line in mail.commands if line.startswith(b"RCPT")]


def test_mail_to_another_machine_never_goes_in_clear(
    news: Player, box: LetterBox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(post, "AT_HOME", frozenset())
    with mail_server() as mail, pytest.raises(UnreachableError):
        box.emptied(server(mail))
    assert not mail.took
    assert box.states() == [State.QUEUED]


def test_without_a_server_nothing_is_sent_and_the_command_says_so(
    app: Flask, news: Player, box: LetterBox, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = app.extensions["config"]
    in_use = replace(
        config, environment=Environment.PRODUCTION, public_url="https://sn.example.org"
    )
    monkeypatch.setitem(app.extensions, "config", in_use)
    said = app.test_cli_runner().invoke(notices, ["send"])
    assert said.exit_code == 0
    assert "No mail server is set up" in said.output
    assert "1 notices wait" in said.output
    assert box.states() == [State.QUEUED]


def test_a_demonstration_leaves_its_mail_in_a_folder(
    app: Flask, news: Player, box: LetterBox
) -> None:
    said = app.test_cli_runner().invoke(notices, ["send"])
    folder = app.extensions["config"].instance / "mail"
    [file] = folder.iterdir()
    assert str(folder) in said.output
    assert file.stat().st_mode & 0o777 == 0o600
    assert news.email.encode() in file.read_bytes()


def test_what_nobody_could_be_told_in_a_week_is_dropped_and_later_deleted(
    app: Flask, news: Player, box: LetterBox
) -> None:
    wait(STALE + timedelta(minutes=1))
    with app.app_context():
        tidy_up()
        assert box.states() == [State.DROPPED]
        wait(KEPT)
        tidy_up()
        assert box.states() == []


def test_that_an_address_was_opened_is_on_the_ledger(
    app: Flask, news: Player, box: LetterBox
) -> None:
    box.emptied()
    opened = [e for e in ledger(app) if e.permission == "job:notices: address"]
    assert [touch.table for entry in opened for touch in entry.touches] == ["credentials"]
