"""What the end of a release means: somebody should ask again, and the table should know."""

from collections.abc import Iterator
from datetime import date, timedelta

from flask_babel import format_date
from flask_babel import gettext as _
from sqlalchemy import select

from safetynet import clock
from safetynet.access import Actor, Permission
from safetynet.agencies import Agency
from safetynet.cases.models import Case, CaseStatus
from safetynet.cases.reasons import Reason, gives_reasons
from safetynet.db import db
from safetynet.notices.waiting import Waiting, who_waits
from safetynet.sharing import Release
from safetynet.sharing.models import SOON

MOST = 50
SAID_FOR = timedelta(days=7)
"""How long a recipient is told that sharing was stopped."""
WEIGHT = 40


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


@gives_reasons
def release_ends(day: date) -> Iterator[Reason]:
    """Put a case on the agenda before a release in it ends."""
    ending = (
        select(Release, Case)
        .join(Case, Case.survivor_id == Release.survivor_id)
        .where(
            Case.status != CaseStatus.CLOSED,
            Release.revoked_at.is_(None),
            Release.ends_on.between(day, day + SOON),
        )
        .order_by(Release.ends_on)
    )
    for release, case in db.session.execute(ending):
        yield Reason(case.id, _("release ends %(day)s", day=_spoken(release.ends_on, day)), WEIGHT)


def _spoken(end: date, day: date) -> str:
    """Return "Friday" within the week, the date beyond it."""
    return str(format_date(end, "EEEE" if (end - day).days < 7 else "medium"))  # noqa: PLR2004
