from flask import current_app, render_template
from flask.typing import ResponseReturnValue

from safetynet import clock
from safetynet.access import Actor, GuardedBlueprint, Permission, Role, current_actor
from safetynet.agencies import PAPER_WORDS, everybody_who_is
from safetynet.audit import Result, reading
from safetynet.home.day import counted, ending_soon, grouped, how_soon, pressing
from safetynet.home.words import first_step
from safetynet.meetings import next_readiness
from safetynet.notices import what_waits

home = GuardedBlueprint("home", __name__)


@home.get("/", needs=Permission.HOME_READ)
def show() -> ResponseReturnValue:
    actor, day, now = current_actor(), clock.today(), clock.now()
    if actor.rights.lapsed:
        return _lapsed_page(actor)
    step, waiting = first_step(actor.role), what_waits(actor, day)
    first = pressing(waiting, day)
    return render_template(
        "home/show.html",
        first=first,
        groups=grouped(thing for thing in waiting if thing is not first),
        counts=counted(waiting, day, now),
        how_soon=lambda thing: how_soon(thing, day, now),
        ready=next_readiness(now) if actor.is_granted(Permission.MEETING_RUN) else None,
        day=day,
        ending=ending_soon(actor.rights.papers, day),
        PAPER_WORDS=PAPER_WORDS,
        step=step,
        step_is_there=step.endpoint in current_app.view_functions,
        refused=_refused_today() if actor.role is Role.PRIVACY_OFFICER else None,
    )


def _lapsed_page(actor: Actor) -> str:
    """Say what ended and who can renew it; nothing about anybody's case is read (CR-48)."""
    return render_template(
        "home/lapsed.html",
        papers={kind: actor.rights.papers[kind] for kind in sorted(actor.rights.lapsed)},
        who_renews=everybody_who_is(Role.ADMINISTRATOR),
        PAPER_WORDS=PAPER_WORDS,
    )


def _refused_today() -> int:
    """Count the county's refusals of this day."""
    return reading.count_since(clock.start_of(clock.today()), Result.REFUSED)
