"""The rules by which the agenda proposes itself: the county switches and tunes them."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from safetynet import clock
from safetynet.access import Permission, StaleError, current_actor
from safetynet.meetings.autopilot.forms import RuleForm, rule_form
from safetynet.meetings.autopilot.rules import rule_standing, standing_rules, tune
from safetynet.meetings.views.rooms import meetings


@meetings.get("/meetings/rules", needs=Permission.MEETING_RUN)
def rules() -> ResponseReturnValue:
    return _page({})


@meetings.post("/meetings/rules/<rule>", needs=Permission.MEETING_RUN)
def set_rule(rule: str) -> ResponseReturnValue:
    standing = rule_standing(rule)
    if standing is None:
        abort(404)
    form = rule_form(standing)
    if not form.validate():
        return _page({rule: form}), 422
    if form.version.data != standing.version:
        raise StaleError(standing.row)
    tune(standing, form.tuning, current_actor().id, clock.now())
    flash(_("The rule is saved. Agendas are proposed by it from now on."))
    return redirect(url_for(".rules", _anchor=f"rule-{rule}"), 303)


def _page(typed: dict[str, RuleForm]) -> str:
    found = standing_rules()
    forms = {each.rule.key: rule_form(each, formdata=None) for each in found} | typed
    [form] = typed.values() or [None]
    more = {"form": form} if form else {}
    return render_template("meetings/rules.html", standings=found, forms=forms, **more)
