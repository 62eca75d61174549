"""What the end of a release means: somebody should ask again, and the table should know."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from uuid import UUID

from flask_babel import format_date
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from safetynet import clock
from safetynet.access import Actor, Permission
from safetynet.agencies import Agency
from safetynet.cases.models import Case, CaseStatus
from safetynet.cases.reasons import Asked, Reason, Rule, gives_reasons
from safetynet.db import db
from safetynet.notices.waiting import Waiting, who_waits
from safetynet.sharing import Release
from safetynet.sharing.models import SOON

MOST = 50
SAID_FOR = timedelta(days=7)
"""How long a recipient is told that sharing was stopped."""
RELEASE_ENDS = Rule(
    "release_ends",
    _l("A release ends before the meeting after this one, or within this many days."),
    weight=40,
    days=14,
)


@who_waits
def releases_about_to_end(actor: Actor, day: date) -> Iterator[Waiting]:
    """Remind the agency that obtained a release, from 14 days before its end."""
    if not actor.is_granted(Permission.RELEASE_WRITE):
        return
    ending = (
        select(Release, Case, Agency)
        .join(Case, Case.survivor_id == Release.survivor_id)
        .join(Agency, Agency.id == Release.to_agency_id)
        .where(
            Release.from_agency_id == actor.agency_id,
            Release.revoked_at.is_(None),
            Release.ends_on.between(day, day + SOON),
        )
        .order_by(Release.ends_on)
        .limit(MOST)
    )
    for release, case, agency in db.session.execute(ending):
        yield Waiting(
            sentence=_(
                "The release to %(agency)s for %(number)s ends %(day)s: ask whether it goes on",
                agency=agency.name,
                number=case.number,
                day=_spoken(release.ends_on, day),
            ),
            endpoint="sharing.release",
            arguments={"case": case.id, "release": release.id},
            due=release.ends_on,
            kind="releases",
        )


@who_waits
def sharing_that_was_stopped(actor: Actor, day: date) -> Iterator[Waiting]:
    """Tell the recipient that a release was revoked, and nothing of why (CR-06)."""
    if not actor.is_granted(Permission.RELEASE_READ):
        return
    since = clock.end_of(day) - SAID_FOR
    stopped = (
        select(Release, Case, Agency)
        .join(Case, Case.survivor_id == Release.survivor_id)
        .join(Agency, Agency.id == Release.from_agency_id)
        .where(Release.to_agency_id == actor.agency_id, Release.revoked_at >= since)
        .order_by(Release.revoked_at.desc())
        .limit(MOST)
    )
    for release, case, agency in db.session.execute(stopped):
        yield Waiting(
            sentence=_(
                "%(agency)s no longer shares with your agency on %(number)s",
                agency=agency.name,
                number=case.number,
            ),
            endpoint="sharing.release",
            arguments={"case": case.id, "release": release.id},
            kind="releases",
        )


@gives_reasons(RELEASE_ENDS)
def release_ends(asked: Asked) -> Iterator[Reason]:
    """Put a case on the agenda before a release in it ends."""
    last = max(asked.until, asked.day + timedelta(days=asked.days))
    for release, case_id in releases_that_end(asked.day, last):
        spoken = _spoken(release.ends_on, asked.day)
        yield asked.because(case_id, _("release ends %(day)s", day=spoken))


def releases_that_end(first: date, last: date) -> Sequence[tuple[Release, UUID]]:
    """Return the visible releases that end between two days, with the open case of each."""
    ending = (
        select(Release, Case.id)
        .join(Case, Case.survivor_id == Release.survivor_id)
        .where(
            Case.status != CaseStatus.CLOSED,
            Release.revoked_at.is_(None),
            Release.ends_on.between(first, last),
        )
        .order_by(Release.ends_on)
    )
    return [(release, case_id) for release, case_id in db.session.execute(ending)]


def _spoken(end: date, day: date) -> str:
    """Return "Friday" within the week, the date beyond it."""
    return str(format_date(end, "EEEE" if (end - day).days < 7 else "medium"))  # noqa: PLR2004
