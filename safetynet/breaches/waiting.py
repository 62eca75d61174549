"""What waits because of an incident: a decision, a clock that runs, another privacy officer."""

from collections.abc import Iterator
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import select

from safetynet import clock
from safetynet.access import Actor, Permission
from safetynet.agencies import agency_names
from safetynet.breaches.clocks import deadlines_of, settings
from safetynet.breaches.models import Affected, Breach, BreachPart
from safetynet.breaches.queries import untold, without_an_officer
from safetynet.breaches.states import State
from safetynet.breaches.words import CLOCK_WORDS, DUE_WORDS, left_said
from safetynet.db import db
from safetynet.notices import Waiting, who_waits
from safetynet.sharing.law_settings import SettingState

MOST = 50


@who_waits
def incidents_to_decide(actor: Actor, _day: date) -> Iterator[Waiting]:
    """Ask the privacy officer first of all."""
    if not actor.is_granted(Permission.BREACH_RUN):
        return
    reported = select(Breach).where(
        Breach.state == State.REPORTED, Breach.office_id == actor.agency_id
    )
    for breach in db.session.scalars(reported.order_by(Breach.noticed_at).limit(MOST)):
        if not breach.looks_into(actor.id):
            yield Waiting(
                sentence=_("%(reference)s: is it a breach?", reference=breach.reference),
                endpoint="breaches.show",
                arguments={"breach": breach.id},
                due=clock.day_of(breach.noticed_at),
                kind="breaches",
            )


@who_waits
def clocks_that_run(actor: Actor, day: date) -> Iterator[Waiting]:
    """Keep every clock before the agency whose it is, and before the privacy officer."""
    runs = actor.is_granted(Permission.BREACH_RUN)
    if not (runs or actor.is_granted(Permission.BREACH_WORK)):
        return
    wanted = (
        select(Breach, BreachPart)
        .join(BreachPart, BreachPart.breach_id == Breach.id)
        .where(Breach.state.in_((State.REPORTED, State.BREACH)))
        .order_by(Breach.noticed_at, BreachPart.id)
        .limit(MOST)
    )
    found = [
        (breach, part)
        for breach, part in db.session.execute(wanted)
        if not breach.looks_into(actor.id)
    ]
    if not found:
        return
    left = untold(Affected.part_id.in_([part.id for _breach, part in found]))
    clocks, names = settings(), agency_names()
    for breach, part in found:
        for due in deadlines_of(breach, part, left.get(part.id, 0), clocks):
            if due.done_at is not None:
                continue
            yield Waiting(
                sentence=_(
                    "%(reference)s, %(agency)s: %(what)s · %(left)s",
                    reference=breach.reference,
                    agency=names[part.agency_id],
                    what=DUE_WORDS[due.clock],
                    left=left_said(due, day),
                ),
                endpoint="breaches.show" if runs else "breaches.part",
                arguments={"breach": breach.id} | ({} if runs else {"part": part.id}),
                due=due.day,
                kind="breaches",
            )


@who_waits
def officers_to_find(actor: Actor, day: date) -> Iterator[Waiting]:
    """Where it is about the privacy officer, somebody must bring another one."""
    if not actor.is_granted(Permission.PEOPLE_MANAGE):
        return
    for reference in without_an_officer(actor.agency_id):
        yield Waiting(
            sentence=_(
                "%(reference)s is about everybody who could run it: add another privacy officer",
                reference=reference,
            ),
            endpoint="people.index",
            due=day,
            kind="breaches",
        )


@who_waits
def clocks_to_confirm(actor: Actor, _day: date) -> Iterator[Waiting]:
    """Ask everybody who may, except whoever entered it."""
    if not actor.is_granted(Permission.LAW_CONFIRM):
        return
    for setting in settings():
        if setting.state is SettingState.PROPOSED and setting.proposed_by_id != actor.id:
            yield Waiting(
                sentence=_(
                    "A change of a clock waits: %(clock)s", clock=CLOCK_WORDS[setting.clock]
                ),
                endpoint="breaches.clock_change",
                arguments={"setting": setting.id},
                kind="breaches",
            )
