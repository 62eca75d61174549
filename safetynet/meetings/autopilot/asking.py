"""A member asks that a case is taken up at the next meeting, and may take it back."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import contains_eager

from safetynet import clock
from safetynet.access import Actor, Permission
from safetynet.among import among
from safetynet.cases import Asked, Case, CaseStatus, Reason, Rule, gives_reasons
from safetynet.db import db
from safetynet.meetings.autopilot.models import RequestWords, ReviewRequest
from safetynet.meetings.models import AgendaItem
from safetynet.notices import Waiting, who_waits
from safetynet.vault import Category

REQUESTED = Rule(
    "requested", _l("A member at the table asks that the case is taken up."), weight=66
)
MOST = 50


class AskedAlreadyError(Exception):
    """The agency has asked before, and its request still stands."""


def ask(case: Case, actor: Actor, category: Category, text: str) -> ReviewRequest:
    """Ask in one's agency's name; raises AskedAlreadyError while an earlier request stands."""
    if any(each.agency_id == actor.agency_id for each in open_requests(case.id)):
        raise AskedAlreadyError
    request = ReviewRequest(case_id=case.id, agency_id=actor.agency_id, member_id=actor.id)
    db.session.add(request)
    db.session.flush()
    db.session.add(
        RequestWords(
            request_id=request.id,
            survivor_id=case.survivor_id,
            owner_id=actor.agency_id,
            category=category,
            text=text,
        )
    )
    db.session.flush()
    return request


def open_requests(*case_ids: UUID) -> Sequence[ReviewRequest]:
    """Return the visible requests that stand, of these cases or of all open ones, by age."""
    wanted = (
        select(ReviewRequest)
        .join(ReviewRequest.case)
        .join(ReviewRequest.agency)
        .where(
            ReviewRequest.withdrawn_at.is_(None),
            Case.status != CaseStatus.CLOSED,
            ~reviewed_since(ReviewRequest.case_id, ReviewRequest.created_at),
        )
        .options(contains_eager(ReviewRequest.case), contains_eager(ReviewRequest.agency))
        .order_by(ReviewRequest.created_at)
    )
    if case_ids:
        wanted = wanted.where(among(ReviewRequest.case_id, case_ids))
    return db.session.scalars(wanted).all()


def reviewed_since(case_id: Any, moment: Any) -> ColumnElement[bool]:
    """Say in SQL whether a case was reviewed after a moment; whatever was asked is settled then."""
    after = select(AgendaItem.id).where(
        AgendaItem.case_id == case_id, AgendaItem.reviewed_at >= moment
    )
    return after.exists()


def words_of_requests(requests: Iterable[ReviewRequest]) -> dict[UUID, RequestWords]:
    """Return why, by request; absent where the agency's words are not shared with the viewer."""
    ids = [request.id for request in requests]
    if not ids:
        return {}
    found = db.session.scalars(select(RequestWords).where(RequestWords.request_id.in_(ids)))
    return {words.request_id: words for words in found}


@gives_reasons(REQUESTED)
def requested(asked: Asked) -> Iterator[Reason]:
    for request in open_requests():
        ago = (asked.day - clock.day_of(request.created_at)).days
        yield asked.because(request.case_id, _asked_for(request.agency.name, ago))


def _asked_for(agency: str, ago: int) -> str:
    if ago <= 0:
        return str(_("asked for by %(agency)s today", agency=agency))
    return str(
        ngettext(
            "asked for by %(agency)s %(num)d day ago",
            "asked for by %(agency)s %(num)d days ago",
            ago,
            agency=agency,
        )
    )


@who_waits
def requests_to_answer(actor: Actor, _day: date) -> Iterator[Waiting]:
    """Tell whoever builds agendas which cases members ask for."""
    if not actor.is_granted(Permission.MEETING_RUN):
        return
    for request in open_requests()[:MOST]:
        sentence = _(
            "%(agency)s asks that %(case)s is taken up",
            agency=request.agency.name,
            case=request.case.number,
        )
        yield Waiting(sentence, "casefile.show", {"case": request.case_id}, kind="meetings")
