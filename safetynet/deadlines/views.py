"""The clocks of the county: whoever coordinates or administers switches and sets them."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from safetynet import clock
from safetynet.access import GuardedBlueprint, Permission, StaleError, current_actor
from safetynet.deadlines.forms import ClockForm, clock_form
from safetynet.deadlines.operations import tune
from safetynet.deadlines.queries import standing_clock, standing_clocks
from safetynet.deadlines.words import amount_said, change_said

deadlines = GuardedBlueprint("deadlines", __name__)
deadlines.context_processor(lambda: {"amount_said": amount_said, "change_said": change_said})


@deadlines.get("/clocks", needs=Permission.CLOCK_SET)
def index() -> ResponseReturnValue:
    return _page({})


@deadlines.post("/clocks/<key>/setting", needs=Permission.CLOCK_SET)
def set_clock(key: str) -> ResponseReturnValue:
    standing = standing_clock(key)
    if standing is None:
        abort(404)
    form = clock_form(standing)
    if not form.validate():
        return _page({key: form}), 422
    if form.version.data != standing.version:
        raise StaleError(standing.row)
    is_on = bool(form.data.get("is_on"))
    tune(standing, is_on, form.data["amount"], current_actor().id, clock.now())
    flash(f"{_('The clock is saved.')} {change_said(standing.clock)}")
    return redirect(url_for(".index", _anchor=f"clock-{key}"), 303)


def _page(typed: dict[str, ClockForm]) -> str:
    found = standing_clocks()
    forms = {each.clock.key: clock_form(each, formdata=None) for each in found} | typed
    [form] = typed.values() or [None]
    more = {"form": form} if form else {}
    return render_template("deadlines/index.html", standings=found, forms=forms, **more)
