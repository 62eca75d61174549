"""The answer, out of what the asker may see anyway: nothing else is looked at.

“No” is said only where everybody at the table shares with the asker what would say otherwise;
else the answer is that a release is needed, whether or not there is anything to tell.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import func, select

from safetynet import clock
from safetynet.access import Actor
from safetynet.agencies import Agency
from safetynet.answers.models import Question
from safetynet.cases import Case
from safetynet.db import db
from safetynet.linkages import Linkage
from safetynet.sharing import seats_of
from safetynet.vault import Category, Triple

AN_HOUR = timedelta(hours=1)
MOST_AN_HOUR = 10
LISTED = 10


class Word(StrEnum):
    YES = "yes"
    NO = "no"
    NEEDS_RELEASE = "needs_release"


@dataclass(frozen=True)
class Answer:
    word: Word
    of_whom: Sequence[Agency] = ()
    """Who at the table does not share its linkages with the asker; they may have nothing."""


def answer_about(case: Case, actor: Actor) -> Answer:
    """Say whether she was referred to services before, as far as this person may know."""
    sent = select(func.count(Linkage.id)).where(
        Linkage.survivor_id == case.survivor_id, Linkage.sent_at.is_not(None)
    )
    if db.session.scalar(sent):
        return Answer(Word.YES)
    closed = [
        seat.agency
        for seat in seats_of(case.id)
        if seat.agency_id != actor.agency_id and not _shares(seat.agency_id, case, actor)
    ]
    closed.sort(key=lambda agency: agency.name)
    return Answer(Word.NEEDS_RELEASE, closed) if closed else Answer(Word.NO)


def _shares(agency_id: UUID, case: Case, actor: Actor) -> bool:
    return actor.basis_for(Triple(case.survivor_id, agency_id, Category.LINKAGE)) is not None


def asked_before(case: Case) -> Sequence[Question]:
    """Return what the viewer's agency asked about a case, the latest first."""
    wanted = select(Question).where(Question.case_id == case.id)
    return db.session.scalars(wanted.order_by(Question.created_at.desc()).limit(LISTED)).all()


def may_ask_again(actor: Actor) -> bool:
    """Say whether this person asked fewer questions than an hour allows."""
    asked = select(func.count(Question.id)).where(
        Question.member_id == actor.id, Question.created_at > clock.now() - AN_HOUR
    )
    return (db.session.scalar(asked) or 0) < MOST_AN_HOUR
