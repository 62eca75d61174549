"""Sending what is due: each mail claimed, looked at once more, sent, and written down as sent.

Several runs may work at once: what one has claimed the others pass by. A run that is killed leaves
its mail claimed, and a later one sends it again under the same Message-ID.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic
from uuid import UUID

from sqlalchemy import func, select

from config import Config
from safetynet import clock
from safetynet.access import job
from safetynet.among import among
from safetynet.db import db, only_looking
from safetynet.notices.claiming import JOB, Claim, claim, with_something_due
from safetynet.notices.letters import BadAddressError, Letter, written
from safetynet.notices.models import STALE, UNSENT, Notice, State
from safetynet.notices.post import Post, RefusedError, UnreachableError
from safetynet.notices.standing import Reader, reader_of, still_standing

SOONEST, LATEST = timedelta(minutes=5), timedelta(hours=6)
MOST_TRIES = 12
KEPT = timedelta(days=30)
MOST = 500
"""Mails in one run, and rows in one go of tidying."""
LONGEST_RUN = 240
"""Seconds after which a run begins no further mail: the next one is about to start."""
MOST_BROKEN = 3
"""So often in a row a server may break off before the run ends."""


@dataclass
class Counted:
    """What a run did, in mails; `dropped` counts reasons that were gone or unwanted."""

    sent: int = 0
    dropped: int = 0
    failed: int = 0
    later: int = 0


def send_due(post: Post, config: Config) -> Counted:
    """Send everybody what is due now; raises UnreachableError before anything was claimed."""
    counted, until, broken = Counted(), monotonic() + LONGEST_RUN, 0
    members = with_something_due(clock.now())
    if not members:
        return counted
    with post:
        for member in members[:MOST]:
            if monotonic() > until or broken >= MOST_BROKEN:
                break
            claimed = claim(member, clock.now())
            counted.dropped += claimed.unwanted
            if claimed.told:
                broken = 0 if _let_go(claimed, post, config, counted) else broken + 1
    return counted


def unsent() -> int:
    """Return how many notices wait, whoever they are for."""
    with only_looking(), job(f"{JOB}: look"):
        wanted = select(func.count(Notice.id)).where(Notice.state.in_(UNSENT))
        return db.session.scalar(wanted) or 0


def tidy_up() -> None:
    """Give up what is too old to be said, and delete what was settled long ago; a batch each."""
    now = clock.now()
    with job(f"{JOB}: tidy"):
        old = select(Notice).where(Notice.state.in_(UNSENT), Notice.created_at < now - STALE)
        for notice in db.session.scalars(old.limit(MOST)):
            notice.state = State.DROPPED
        settled = select(Notice).where(Notice.state.not_in(UNSENT), Notice.created_at < now - KEPT)
        for notice in db.session.scalars(settled.limit(MOST)):
            db.session.delete(notice)


def _let_go(claimed: Claim, post: Post, config: Config, counted: Counted) -> bool:
    """Send one mail, unless nothing of it stands any more; False where the server broke off."""
    reader = reader_of(claimed.member_id)
    standing = still_standing(claimed.told, reader, clock.today()) if reader else {}
    gone = [one.id for one in claimed.told if one.id not in standing]
    _settle(gone, State.DROPPED)
    counted.dropped += len(gone)
    if reader is None or not standing:
        return True
    try:
        _send(claimed, reader, standing, post, config)
    except BadAddressError:
        _fail(claimed, standing, counted)
    except RefusedError as error:
        (_fail if error.is_final else _later)(claimed, standing, counted)
    except UnreachableError:
        _later(claimed, standing, counted)
        return False
    else:
        _settle(standing, State.SENT)
        counted.sent += 1
    return True


def _send(
    claimed: Claim, reader: Reader, standing: Mapping[UUID, str], post: Post, config: Config
) -> None:
    told = sorted(
        (one for one in claimed.told if one.id in standing), key=lambda one: one.created_at
    )
    # Of the same kind the latest counts: it knows how many are left.
    kinds = {one.kind: one.number for one in told}
    paths = frozenset(filter(None, standing.values()))
    letter = Letter(claimed.letter_id, reader.address, reader.language, kinds, paths)
    post.send(str(letter.id), written(letter, config, clock.now()))


def _fail(_claimed: Claim, notices: Iterable[UUID], counted: Counted) -> None:
    _settle(notices, State.FAILED)
    counted.failed += 1


def _later(claimed: Claim, notices: Iterable[UUID], counted: Counted) -> None:
    """Try again after twice as long each time, until it was tried often enough."""
    tries = max(one.tries for one in claimed.told)
    if tries >= MOST_TRIES:
        _fail(claimed, notices, counted)
        return
    until = clock.now() + min(SOONEST * 2 ** (tries - 1), LATEST)
    with job(f"{JOB}: later"):
        for notice in _these(notices):
            notice.put_back(until)
    counted.later += 1


def _settle(notices: Iterable[UUID], state: State) -> None:
    with job(f"{JOB}: {state.value}"):
        for notice in _these(notices):
            notice.state = state


def _these(ids: Iterable[UUID]) -> Sequence[Notice]:
    return db.session.scalars(select(Notice).where(among(Notice.id, ids))).all()
