"""The secret address of a person's calendar: made, looked up, ended."""

import secrets
from collections.abc import Sequence
from uuid import UUID

from flask_babel import force_locale
from sqlalchemy import select

from safetynet import clock
from safetynet.access import Permission, job, looking_as
from safetynet.agencies import actor_of
from safetynet.db import db, is_genuine, only_looking
from safetynet.meetings.ics import as_calendar
from safetynet.meetings.models import CalendarFeed
from safetynet.meetings.models.feeds import HOLDS
from safetynet.meetings.queries import meetings_for_a_calendar
from safetynet.vault import Purpose, vault

JOB = "calendar"


def open_feeds(member_id: UUID) -> Sequence[CalendarFeed]:
    """Return those of a person's that still open; there is one at most."""
    mine = select(CalendarFeed).where(
        CalendarFeed.member_id == member_id,
        CalendarFeed.ended_at.is_(None),
        CalendarFeed.until >= clock.today(),
    )
    return db.session.scalars(mine).all()


def begin(member_id: UUID) -> str:
    """Make a new address in place of an older one; return its secret, which is kept nowhere."""
    end(member_id)
    token = secrets.token_urlsafe(32)
    feed = CalendarFeed(member_id=member_id, token_hash=_hash(token), until=clock.today() + HOLDS)
    db.session.add(feed)
    return token


def end(member_id: UUID) -> None:
    for feed in open_feeds(member_id):
        feed.end(clock.now())


def fetched(token: str) -> bytes | None:
    """Return the calendar behind an address; None where it opens nothing, for whatever reason.

    The first time on each day it goes on the ledger: programs fetch every few minutes.
    """
    wanted = select(CalendarFeed).where(CalendarFeed.token_hash == _hash(token))
    with only_looking(), job(f"{JOB}: look"):
        feed = db.session.scalars(wanted).one_or_none()
        if feed is None or not is_genuine(feed) or not feed.is_open_on(clock.today()):
            return None
        member_id, language = feed.member_id, feed.member.language or "en"
        is_new_today = feed.fetched_on != clock.today()
    actor = actor_of(member_id)
    if actor is None or not actor.is_granted(Permission.MEETING_READ):
        return None
    if is_new_today:
        with job(f"{JOB}: fetched", actor_id=member_id):
            db.session.scalars(wanted).one().fetched_on = clock.today()
    with looking_as(actor, f"{JOB}: meetings"), force_locale(language):
        return as_calendar(meetings_for_a_calendar(clock.now()), clock.now())


def _hash(token: str) -> bytes:
    return vault().roots.mac(Purpose.SIGN_IN, b"calendar " + token.encode())
