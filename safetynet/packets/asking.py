"""A copy of minutes for somebody else: asked of every owner, made when all agreed.

An agreement is no release. Of an agency that federal law binds, nothing goes out that the young
person did not release to that very recipient, in writing (CR-02, CR-03).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import joinedload

from safetynet import clock
from safetynet.access import Actor, walls_down
from safetynet.agencies import Agency
from safetynet.db import db
from safetynet.meetings import AgendaItem
from safetynet.meetings.queries import reviews_of
from safetynet.meetings.sources import needs_release
from safetynet.packets.models import Answer, CopyAsk
from safetynet.packets.passage import Owners, owners_of
from safetynet.sharing import How, Release
from safetynet.sharing.carried import genuine
from safetynet.sharing.keys import with_keys
from safetynet.sharing.matters import barriers_about

MOST = 100


class NotReleasedError(Exception):
    """The owner cannot agree: no written release carries it to the recipient."""


@dataclass(frozen=True)
class Request:
    """One request, with the answers of all owners."""

    asks: Sequence[CopyAsk]

    @property
    def first(self) -> CopyAsk:
        return self.asks[0]

    @property
    def agreed(self) -> frozenset[UUID]:
        return frozenset(ask.agency_id for ask in self.asks if ask.word is Answer.AGREED)

    @property
    def is_agreed(self) -> bool:
        return all(ask.word is Answer.AGREED for ask in self.asks)

    @property
    def is_declined(self) -> bool:
        return any(ask.word is Answer.DECLINED for ask in self.asks)


def ask(item: AgendaItem, to: Agency, actor: Actor, now: datetime) -> list[CopyAsk]:
    """Ask every owner of what these minutes say to this person; asking is one's own agreement."""
    request_id = uuid4()
    asks = [
        CopyAsk(
            request_id=request_id,
            meeting_id=item.meeting_id,
            item_id=item.id,
            survivor_id=item.case.survivor_id,
            number=item.case.number,
            from_agency_id=actor.agency_id,
            asked_by_id=actor.id,
            to_agency_id=to.id,
            agency_id=owner,
            kinds=sorted(str(kind) for kind in kinds),
        )
        for owner, kinds in passage_owners(item, actor).items()
    ]
    for one in asks:
        if one.agency_id == actor.agency_id and _may_agree(one):
            one.answer(Answer.AGREED, actor.id, now)
    db.session.add_all(asks)
    return asks


def passage_owners(item: AgendaItem, actor: Actor) -> Owners:
    if (team := actor.rights.team) is None:
        return {}
    return owners_of(reviews_of([item.id]).of(item.id), team)


def answer(asked: CopyAsk, word: Answer, actor: Actor, now: datetime) -> None:
    """Take an owner's word; raises NotReleasedError, or AnsweredError."""
    if word is Answer.AGREED and not _may_agree(asked):
        raise NotReleasedError
    asked.answer(word, actor.id, now)


def may_be_made(request: Request, owners: Owners) -> bool:
    """Say whether a copy may be made now: all agreed to all that is in it, and still may."""
    agreed = {one.agency_id: one.categories for one in request.asks if one.word is Answer.AGREED}
    return (
        request.is_agreed
        and all(kinds <= agreed.get(owner, frozenset()) for owner, kinds in owners.items())
        and all(_may_agree(one) for one in request.asks)
    )


def is_kept_from(survivor_id: UUID, agency_id: UUID) -> bool:
    """Say whether nothing about her goes to this agency: a fact, and not why."""
    barriers = barriers_about(survivor_id)
    return agency_id in barriers.blocked or agency_id in barriers.walled


def _may_agree(asked: CopyAsk) -> bool:
    agency = db.session.scalars(select(Agency).where(Agency.id == asked.agency_id)).one()
    if not needs_release(agency):
        return True
    # Of whoever makes the copy, too: an asker does not know what others' young people released.
    with walls_down("releases to whom a copy goes"):
        releases = db.session.scalars(
            select(Release).where(
                Release.survivor_id == asked.survivor_id,
                Release.from_agency_id == asked.agency_id,
                Release.to_agency_id == asked.to_agency_id,
            )
        )
        live = [one for one in genuine(releases) if one.is_in_force_on(clock.today())]
        return any(
            How.WRITTEN in release.how and asked.categories <= set(release.categories)
            for release in with_keys(live)
        )


def to_answer(actor: Actor) -> Sequence[CopyAsk]:
    """Return what this person's agency, or the team for which she speaks, is asked and did not
    answer."""
    for_team = [CopyAsk.agency_id == actor.rights.team] if actor.keeps_team_words else []
    return db.session.scalars(
        _with_agencies()
        .where(CopyAsk.word.is_(None), or_(CopyAsk.agency_id == actor.agency_id, *for_team))
        .order_by(CopyAsk.created_at)
        .limit(MOST)
    ).all()


def requests_by(actor: Actor) -> list[Request]:
    """Return what this person's agency asked for, the latest first."""
    wanted = _with_agencies().where(CopyAsk.from_agency_id == actor.agency_id)
    latest = wanted.order_by(CopyAsk.created_at.desc(), CopyAsk.id).limit(MOST)
    return _by_request(db.session.scalars(latest))


def request_with(asked: CopyAsk) -> Request:
    wanted = _with_agencies().where(CopyAsk.request_id == asked.request_id)
    return Request(db.session.scalars(wanted.order_by(CopyAsk.created_at)).all())


def asked_before(item: AgendaItem, to_id: UUID, actor: Actor) -> bool:
    """Say whether one's agency asked for the very same, and nobody declined."""
    wanted = select(CopyAsk).where(
        CopyAsk.item_id == item.id,
        CopyAsk.to_agency_id == to_id,
        CopyAsk.from_agency_id == actor.agency_id,
    )
    return any(not request.is_declined for request in _by_request(db.session.scalars(wanted)))


def _by_request(asks: Iterable[CopyAsk]) -> list[Request]:
    found: dict[UUID, list[CopyAsk]] = {}
    for one in asks:
        found.setdefault(one.request_id, []).append(one)
    return [Request(each) for each in found.values()]


def _with_agencies() -> Select[CopyAsk]:
    return select(CopyAsk).options(
        joinedload(CopyAsk.meeting),
        joinedload(CopyAsk.agency),
        joinedload(CopyAsk.to_agency),
        joinedload(CopyAsk.from_agency),
    )
