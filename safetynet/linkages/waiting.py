"""What linkages let people wait for, and why they bring a case to the table."""

from collections.abc import Iterator
from datetime import date, timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from safetynet import clock
from safetynet.access import Actor, Permission
from safetynet.cases import Asked as AskedWhy
from safetynet.cases import Reason, Rule, gives_reasons
from safetynet.linkages.life import UNANSWERED, LinkageStatus
from safetynet.linkages.models import Linkage
from safetynet.linkages.queries import appointments_until, standing_still, to_answer, unanswered
from safetynet.notices import Asked, Waiting, stands_while, who_waits

ANSWER_WITHIN = timedelta(days=2)
"""Matched to a provider within 48 hours (practice.md §1.2, TVAP measure)."""
UNANSWERED_FOR = Rule(
    "unanswered",
    _l("A service that was asked has not answered for this many days or longer."),
    weight=30,
    days=7,
)
REMIND_BEFORE = timedelta(days=1)
MOST = 50


@who_waits
def answers_we_owe(actor: Actor, _day: date) -> Iterator[Waiting]:
    if not actor.is_granted(Permission.LINKAGE_ANSWER):
        return
    for linkage in to_answer(actor.agency_id, MOST):
        sentence = _(
            "Answer %(agency)s about %(case)s",
            agency=linkage.offered_by.name,
            case=linkage.case_number,
        )
        yield _about(linkage, sentence)


@who_waits
def offers_that_stand_still(actor: Actor, day: date) -> Iterator[Waiting]:
    if not actor.is_granted(Permission.LINKAGE_WRITE):
        return
    overdue = clock.start_of(day) - ANSWER_WITHIN
    for linkage in standing_still(actor.agency_id, overdue, MOST):
        names = {"provider": linkage.provider_name, "case": linkage.case_number}
        if linkage.status is LinkageStatus.DECLINED:
            yield _about(linkage, _("%(provider)s declined: look further for %(case)s", **names))
        else:
            yield _about(linkage, _("No answer yet from %(provider)s for %(case)s", **names))


@who_waits
def appointments_near(actor: Actor, day: date) -> Iterator[Waiting]:
    """Today's and tomorrow's for both sides; after its day, how it went, for those who give it."""
    for linkage in appointments_until(actor.agency_id, day + REMIND_BEFORE, MOST):
        is_over = linkage.on is not None and linkage.on < day
        gives = linkage.provider_agency_id in {None, actor.agency_id}
        if is_over and gives:
            sentence = _("Say how the appointment went for %(case)s", case=linkage.case_number)
        elif is_over:
            continue
        else:
            named = {"case": linkage.case_number, "service": linkage.service.name}
            sentence = _("Appointment for %(case)s: %(service)s", **named)
        yield Waiting(sentence, "linkages.show", {"linkage": linkage.id}, linkage.on, "linkages")


def _about(linkage: Linkage, sentence: str) -> Waiting:
    due = _due(linkage) if linkage.status in UNANSWERED else None
    return Waiting(sentence, "linkages.show", {"linkage": linkage.id}, due, "linkages")


def _due(linkage: Linkage) -> date:
    return ((linkage.sent_at or linkage.status_at) + ANSWER_WITHIN).date()


@stands_while(Linkage)
def _still_waits(linkage: Linkage, asked: Asked) -> bool:
    """Of those who give it the answer; of those who offered it that they look further."""
    if asked.actor.agency_id == linkage.provider_agency_id:
        return linkage.status in UNANSWERED
    return linkage.status is LinkageStatus.DECLINED


@gives_reasons(UNANSWERED_FOR)
def waiting_for_an_answer(asked: AskedWhy) -> Iterator[Reason]:
    for linkage in unanswered():
        days = (asked.day - clock.day_of(linkage.sent_at or linkage.status_at)).days
        if days >= asked.days:
            sentence = ngettext(
                "a service has not answered for %(num)d day",
                "a service has not answered for %(num)d days",
                days,
            )
            yield asked.because(linkage.case_id, sentence)
