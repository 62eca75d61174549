from flask import current_app, render_template
from flask.typing import ResponseReturnValue

from safetynet import clock
from safetynet.access import GuardedBlueprint, Permission, Role, current_actor
from safetynet.audit import Result, reading
from safetynet.home.day import due_word, grouped
from safetynet.home.words import first_step
from safetynet.notices import what_waits

home = GuardedBlueprint("home", __name__)


@home.get("/", needs=Permission.HOME_READ)
def show() -> ResponseReturnValue:
    actor, day = current_actor(), clock.today()
    step = first_step(actor.role)
    return render_template(
        "home/show.html",
        groups=grouped(what_waits(actor, day)),
        due_word=lambda due: due_word(due, day),
        day=day,
        step=step,
        step_is_there=step.endpoint in current_app.view_functions,
        refused=_refused_today() if actor.role is Role.PRIVACY_OFFICER else None,
    )


def _refused_today() -> int:
    """Count the county's refusals of this day."""
    return reading.count_since(clock.start_of(clock.today()), Result.REFUSED)
