"""What every night does with the keys of releases: destroys those that are over."""

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import select

from safetynet import clock
from safetynet.access import job
from safetynet.among import among
from safetynet.audit import Result, Touch, who
from safetynet.db import db, only_looking
from safetynet.sharing.keys import shared_by
from safetynet.sharing.models import Release
from safetynet.vault import Category, vault

JOB = "releases"
UNSAVED = timedelta(days=1)
"""A key older than this without a release belongs to one that was never saved."""
_SINCE = "releases have keys"


def end(day: date) -> int:
    """Destroy the keys of releases that are over, were stopped, or never saved; return how many.

    Pages refuse by the day itself, from its first second; this makes it final.
    """
    keys = vault().keyring.releases
    live = keys.live()
    with only_looking(), job(f"{JOB}: look"):
        found = {
            row.id: row
            for row in db.session.scalars(select(Release).where(among(Release.id, live)))
        }
        over = [row for row in found.values() if row.revoked_at or row.ends_on < day]
        touches = [_touch(row) for row in over]
        unsaved = [one for one in live.keys() - found if live[one] < clock.now() - UNSAVED]
    for release in [*(touch.row for touch in touches), *unsaved]:
        keys.destroy(release)
    _note(touches)
    return len(touches) + len(unsaved)


def give_keys_to_older(day: date) -> int:
    """Once in an installation's life: make keys for releases signed before there were any."""
    keyring, moment = vault().keyring, clock.now().isoformat().encode()
    if keyring.store.check_value(_SINCE, moment) != moment:
        return 0
    with only_looking(), job(f"{JOB}: look"):
        lasting = [
            (row.id, row.to_agency_id, shared_by(row))
            for row in db.session.scalars(
                select(Release).where(Release.revoked_at.is_(None), Release.ends_on >= day)
            )
        ]
    known = keyring.releases.known_among(release for release, *_ in lasting)
    without = [one for one in lasting if one[0] not in known]
    for one in without:
        keyring.share(*one)
    return len(without)


def _touch(release: Release) -> Touch:
    return Touch(
        table=Release.__tablename__,
        row=release.id,
        survivor=release.survivor_id,
        owner=release.from_agency_id,
        category=Category.PROGRAMME,
        effect=Result.DESTROYED,
    )


def _note(touches: Iterable[Touch]) -> None:
    with job(JOB) as running:
        who().changed += touches
        running.save(Result.DESTROYED)
