"""What linkages let people wait for, and why they bring a case to the table."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from safetynet import clock
from safetynet.access import Actor, Permission, may
from safetynet.cases import Asked as AskedWhy
from safetynet.cases import Reason, Rule, gives_reasons
from safetynet.deadlines.queries import Standing, standing_of
from safetynet.linkages.clocks import ANSWER
from safetynet.linkages.life import UNANSWERED, LinkageStatus
from safetynet.linkages.models import Linkage
from safetynet.linkages.queries import appointments_until, standing_still, to_answer, unanswered
from safetynet.notices import Asked, Waiting, stands_while, who_waits

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
    answer = standing_of(ANSWER)
    for linkage in to_answer(actor.agency_id, MOST):
        sentence = _(
            "Answer %(agency)s about %(case)s",
            agency=linkage.offered_by.name,
            case=linkage.case_number,
        )
        yield _about(linkage, sentence, answer)


@who_waits
def offers_that_stand_still(actor: Actor, day: date) -> Iterator[Waiting]:
    if not actor.is_granted(Permission.LINKAGE_WRITE):
        return
    answer = standing_of(ANSWER)
    overdue = clock.start_of(day - timedelta(days=answer.amount))
    for linkage in standing_still(actor.agency_id, overdue, MOST):
        names = {"provider": linkage.provider_name, "case": linkage.case_number}
        if linkage.status is LinkageStatus.DECLINED:
            yield _about(
                linkage, _("%(provider)s declined: look further for %(case)s", **names), answer
            )
        else:
            said = _("No answer yet from %(provider)s for %(case)s", **names)
            yield _about(linkage, said, answer)


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


def _about(linkage: Linkage, sentence: str, answer: Standing) -> Waiting:
    due = clock.day_of(_due(linkage, answer)) if linkage.status in UNANSWERED else None
    return Waiting(sentence, "linkages.show", {"linkage": linkage.id}, due, "linkages")


def _due(linkage: Linkage, answer: Standing) -> datetime:
    """Return the last moment at which an answer is in time."""
    return answer.due(linkage.sent_at or linkage.status_at) - timedelta(microseconds=1)


@stands_while(Linkage)
def _still_waits(linkage: Linkage, asked: Asked) -> bool:
    """Of those who give it an answer, or how it went; of those who offered it that they look
    further, or ask why nobody answers. Only of whom may do it."""
    if may(asked.actor, Permission.LINKAGE_ANSWER, linkage) and _is_owed(linkage, asked.day):
        return True
    if not may(asked.actor, Permission.LINKAGE_WRITE, linkage):
        return False
    if linkage.status in UNANSWERED:
        return _due(linkage, standing_of(ANSWER)) < clock.start_of(asked.day)
    return linkage.status is LinkageStatus.DECLINED


def _is_owed(linkage: Linkage, day: date) -> bool:
    """Say whether those who give it are to say something now."""
    was_due = linkage.on is not None and linkage.on < day
    is_over = linkage.status is LinkageStatus.APPOINTMENT_OFFERED and was_due
    return linkage.status in UNANSWERED or is_over


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
