"""Who is told of what, and when a mail that waits is dropped instead of sent."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from safetynet import clock
from safetynet.access import Role, job
from safetynet.agencies.models import Agency, Member
from safetynet.cases import Case, keep_out, seat
from safetynet.db import db
from safetynet.notices import Kind, tell
from safetynet.notices.models import Notice, State
from safetynet.sharing import How, Release, Signer
from safetynet.sharing.emergencies import break_glass
from safetynet.sharing.signing import Signing, sign
from safetynet.sharing.signing import stop as stop_sharing
from safetynet.survivors import BirthDate
from safetynet.vault import Category
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.house.inside import actor_for
from tests.notices.conftest import LetterBox
from tests.scenes import Scene


@pytest.fixture
def table(app: Flask, cast: Cast, box: LetterBox, at_once: None) -> Scene:
    opened = scenes.open_case(app, cast)
    with app.app_context(), job("test: fifteen years old"):
        [birth] = rows(BirthDate)
        birth.iso = (clock.today() - timedelta(days=366 * 15)).isoformat()
    box.forget()
    return opened


def signed(app: Flask, scene: Scene, cast: Cast, days: int = 90) -> None:
    """Sign a release of Harbor's to the clinic."""
    with app.app_context(), job("test: sign"):
        day = clock.today()
        signing = Signing(
            categories=[Category.IDENTITY],
            how=[How.APP],
            signers=[Signer.YOUTH, Signer.GUARDIAN],
            signed_on=day,
            starts_on=day,
            ends_on=day + timedelta(days=days),
            purpose="to plan together",
            not_shared="anything else",
            risks_discussed="that more people know",
            signer_names=scenes.NAME,
            told_it_is_free=True,
            guardian_is_safe=True,
        )
        sign(
            signing,
            day,
            survivor_id=scene.survivor_id,
            from_agency_id=cast.harbor_id,
            to_agency_id=cast.provider.agency_id,
            explained_by_id=cast.advocate.id,
        )


def stop(app: Flask) -> None:
    with app.app_context(), job("test: stop"):
        [row] = rows(Release)
        stop_sharing(row, clock.now())


def test_a_seat_at_a_table_waits_for_the_agency_alone(
    app: Flask, cast: Cast, table: Scene, box: LetterBox
) -> None:
    scenes.seat(app, table, cast.outsider)
    [said] = box.got(cast.outsider)
    assert "Something waits for you." in said
    assert [mail["To"] for mail in box.took] == [cast.outsider.email]


def test_no_mail_says_whom_it_is_about(
    app: Flask, browser: Browser, cast: Cast, table: Scene, box: LetterBox
) -> None:
    signed(app, table, cast)
    stop(app)
    with app.app_context(), job("test: glass"):
        actor = actor_for(cast.probation)
        reason = f"{scenes.NAME} wrote from {scenes.PHONE}"
        break_glass(table.case_id, table.number, table.survivor_id, reason, actor, clock.now())
    box.emptied()
    assert {mail["To"] for mail in box.took} == {cast.provider.email, cast.privacy_officer.email}
    names = ["Harbor", "Bridge Clinic", "Probation", "Test County", "Privacy Officer"]
    hers = [*scenes.NAME.split(), scenes.PHONE, scenes.CODE_PHRASE, table.number]
    ids = [str(table.case_id), str(table.survivor_id), table.case_id.hex]
    for mail in box.took:
        whole = mail.as_string().replace(mail["To"], "") + mail.get_content()
        assert not [word for word in (*names, *hers, *ids) if word in whole]
        assert mail.get_content().count("http") == 1
        assert "http://127.0.0.1:8000/sign-in\n" in mail.get_content()


class BrokenError(Exception):
    """Whatever goes wrong after something was told."""


def fails_after_telling(app: Flask, cast: Cast) -> None:
    with app.app_context(), job("test: fail"):
        [case] = rows(Case)
        seat(case, cast.outsider.agency_id)
        db.session.flush()
        assert rows(Notice)
        raise BrokenError


def test_what_is_rolled_back_is_told_to_nobody(
    app: Flask, cast: Cast, table: Scene, box: LetterBox
) -> None:
    with pytest.raises(BrokenError):
        fails_after_telling(app, cast)
    assert not box.states()
    assert not box.got(cast.outsider)


def over(app: Flask, _cast: Cast, _scene: Scene) -> None:
    clock.stand_at(clock.now() + timedelta(days=3))


def revoked(app: Flask, _cast: Cast, _scene: Scene) -> None:
    with app.app_context(), job("test: revoke"):
        [row] = rows(Release)
        row.revoke(clock.now())


def blocked(app: Flask, cast: Cast, scene: Scene) -> None:
    with app.app_context(), job("test: block"):
        coordinator = actor_for(cast.coordinator)
        agency, member = cast.provider.agency_id, cast.provider.id
        keep_out(scene.survivor_id, agency, member, "Her cousin.", coordinator)


def left(app: Flask, cast: Cast, _scene: Scene) -> None:
    with app.app_context(), job("test: leave"):
        db.session.scalars(
            select(Member).where(Member.id == cast.provider.id)
        ).one().is_active = False


@pytest.mark.parametrize("gone", [over, revoked, blocked, left])
def test_what_is_gone_before_it_was_said_is_not_said(
    app: Flask,
    cast: Cast,
    table: Scene,
    box: LetterBox,
    gone: Callable[[Flask, Cast, Scene], None],
) -> None:
    signed(app, table, cast, days=1)
    assert box.states(cast.provider) == [State.QUEUED]
    gone(app, cast, table)
    assert not box.got(cast.provider)
    assert box.states(cast.provider) == [State.DROPPED]


def test_a_seat_that_ended_is_not_announced(
    app: Flask, cast: Cast, table: Scene, box: LetterBox
) -> None:
    scenes.seat(app, table, cast.outsider)
    scenes.unseat(app, table, cast.outsider)
    assert not box.got(cast.outsider)


def test_recipients_learn_that_sharing_stopped_and_no_more(
    app: Flask, cast: Cast, table: Scene, box: LetterBox
) -> None:
    signed(app, table, cast)
    box.emptied()
    stop(app)
    _shared, said = box.got(cast.provider)
    assert "Something that was shared with your agency is shared no more." in said
    assert "waits" not in said.replace("This mail", "")


def test_an_emergency_is_told_to_the_agencys_lead_and_the_privacy_officer(
    app: Flask, browser: Browser, cast: Cast, table: Scene, box: LetterBox
) -> None:
    lead = scenes.colleague(app, cast.probation, Role.SUPERVISOR)
    browser.as_(cast.probation).post(f"{table.path}/emergency", reason="She wrote from a motel.")
    box.emptied()
    assert {mail["To"] for mail in box.took} == {lead.email, cast.privacy_officer.email}
    assert all("in an emergency" in mail.get_content() for mail in box.took)


def test_an_emergency_that_somebody_looked_at_is_old_news(
    app: Flask, browser: Browser, cast: Cast, table: Scene, box: LetterBox
) -> None:
    browser.as_(cast.probation).post(f"{table.path}/emergency", reason="She wrote from a motel.")
    page = browser.as_(cast.privacy_officer).get("/emergencies").text
    path = page[page.index("/emergencies/") :].partition('"')[0]
    answer = browser.post(f"{path}/closing", words="It was one indeed.", version="1")
    assert answer.status_code == 303
    assert not box.got(cast.privacy_officer)


def test_who_opens_one_is_not_asked_to_look_at_it(
    app: Flask, browser: Browser, cast: Cast, table: Scene, box: LetterBox
) -> None:
    lead = scenes.colleague(app, cast.probation, Role.SUPERVISOR)
    browser.as_(lead).post(f"{table.path}/emergency", reason="She wrote from a motel.")
    box.emptied()
    assert {mail["To"] for mail in box.took} == {cast.privacy_officer.email}


def test_nobody_tells_of_what_never_grows_old(app: Flask, cast: Cast) -> None:
    with app.app_context(), job("test: tell"), pytest.raises(LookupError, match="agencies"):
        tell(Kind.WAITS, Agency(), [cast.advocate.id])


def test_an_account_that_ended_is_told_so_once_more(
    app: Flask, browser: Browser, cast: Cast, table: Scene, box: LetterBox
) -> None:
    browser.as_(cast.administrator).post(f"/people/members/{cast.outsider.id}/leaving", version="1")
    [said] = box.got(cast.outsider)
    assert "Your account was ended." in said
