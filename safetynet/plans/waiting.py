"""What plans let people wait for, and why they bring a case to the table."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from safetynet.access import Actor, Permission
from safetynet.agencies.handing_over import Work, waits_for_one_person
from safetynet.cases import Asked, Reason, Rule, gives_reasons
from safetynet.notices import Waiting, who_waits
from safetynet.plans.models import UNFINISHED, Step
from safetynet.plans.queries import overdue_steps, plans_to_review, steps_waiting_for
from safetynet.plans.version_models import PlanVersion
from safetynet.plans.versions import returned_to, waiting_for

SOON = timedelta(days=7)
MOST = 50

PLAN_REVIEW = Rule("plan_review", _l("The plan in force is due for review."), weight=20)
PLAN_STEPS = Rule("plan_steps", _l("Steps of the plan are past their day."), weight=25)


@who_waits
def steps_to_do(actor: Actor, day: date) -> Iterator[Waiting]:
    """The agency's own steps that are due within a week."""
    if not actor.is_granted(Permission.PLAN_UPDATE):
        return
    for step in steps_waiting_for(actor, day + SOON, MOST):
        sentence = _("Say how a step goes for %(case)s", case=step.case_number)
        yield Waiting(sentence, "plans.show_step", {"step": step.id}, step.due, "plans")


@who_waits
def plans_to_approve(actor: Actor, _day: date) -> Iterator[Waiting]:
    """What somebody else sent to be approved."""
    if actor.is_granted(Permission.PLAN_APPROVE):
        for kept, number in waiting_for(actor, MOST):
            yield _about(kept, _("Approve the plan of %(case)s, or send it back", case=number))


@who_waits
def plans_that_came_back(actor: Actor, _day: date) -> Iterator[Waiting]:
    """What one sent oneself, and has not sent again."""
    if actor.is_granted(Permission.PLAN_WRITE):
        for kept, number in returned_to(actor, MOST):
            yield _about(kept, _("The plan of %(case)s came back: change it", case=number))


def _about(kept: PlanVersion, sentence: str) -> Waiting:
    where = {"case": kept.case_id, "plan": kept.plan_id, "kept": kept.id}
    return Waiting(sentence, "plans.show_version", where, kind="plans")


waits_for_one_person(
    Work(
        _l("plan steps"),
        Step,
        Step.owner_member_id,
        Step.status.in_(UNFINISHED),
        Permission.PLAN_UPDATE,
    )
)


@gives_reasons(PLAN_REVIEW)
def reviews_due(asked: Asked) -> Iterator[Reason]:
    for plan in plans_to_review(asked.day):
        yield asked.because(plan.case_id, _("the plan is due for review"))


@gives_reasons(PLAN_STEPS)
def steps_overdue(asked: Asked) -> Iterator[Reason]:
    for case_id, count in Counter(step.case_id for step in overdue_steps(asked.day)).items():
        sentence = ngettext(
            "%(num)d step of the plan is overdue", "%(num)d steps of the plan are overdue", count
        )
        yield asked.because(case_id, sentence)
