"""How long each clock is in this county, and who signed it off (as laws are, decision 0021)."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from safetynet import clock
from safetynet.access import Permission, StaleError, check_version, current_actor
from safetynet.agencies import bylines
from safetynet.breaches.clocks import (
    LIMITS,
    BreachClock,
    Clock,
    amounts_by,
    in_force,
    propose,
    settings,
)
from safetynet.breaches.forms import ClockForm
from safetynet.breaches.views.blueprint import breaches
from safetynet.forms import DecisionForm
from safetynet.sharing.law_settings import OwnSettingError, SettingDecidedError, SettingState
from safetynet.statutes import words as law_words
from safetynet.statutes.queries import Stage, stage_of

AT = "/breaches/clocks"


@breaches.get(AT, needs=Permission.LAW_READ)
def clocks() -> ResponseReturnValue:
    found, day = settings(), clock.today()
    held = in_force(found, day)
    return render_template(
        "breaches/clocks.html",
        amounts=amounts_by(found, day),
        held=held,
        limits=LIMITS,
        history=[(one, stage_of(one, held.get(one.clock), day)) for one in found],
        law_words=law_words,
        Stage=Stage,
    )


@breaches.get(f"{AT}/<which>/change", needs=Permission.LAW_PROPOSE)
def begin_clock(which: str) -> ResponseReturnValue:
    found, one = settings(), _clock(which)
    amount = amounts_by(found, clock.today())[one]
    form = ClockForm(version=len(found), amount=amount, since=clock.today()).about(one)
    return _form_page(one, form)


@breaches.post(f"{AT}/<which>/change", needs=Permission.LAW_PROPOSE)
def enter_clock(which: str) -> ResponseReturnValue:
    one = _clock(which)
    form = ClockForm().about(one)
    if not form.validate():
        return _form_page(one, form), 422
    found = settings()
    if form.version.data != len(found):
        raise StaleError(found[0] if found else None)
    setting = propose(form.entered(), current_actor())
    flash(_("It is entered. Nothing changes until somebody else confirms it."))
    return redirect(url_for("breaches.clock_change", setting=setting.id), 303)


@breaches.get(f"{AT}/changes/<uuid:setting>", needs=Permission.LAW_READ)
def clock_change(setting: BreachClock) -> ResponseReturnValue:
    return _change_page(setting)


@breaches.post(f"{AT}/changes/<uuid:setting>/confirmation", needs=Permission.LAW_CONFIRM)
def confirm_clock(setting: BreachClock) -> ResponseReturnValue:
    return _decide(setting, SettingState.CONFIRMED)


@breaches.post(f"{AT}/changes/<uuid:setting>/refusal", needs=Permission.LAW_CONFIRM)
def refuse_clock(setting: BreachClock) -> ResponseReturnValue:
    return _decide(setting, SettingState.REFUSED)


def _decide(setting: BreachClock, state: SettingState) -> ResponseReturnValue:
    if not DecisionForm().validate():
        return _change_page(setting), 422
    check_version(setting)
    try:
        setting.decide(state, current_actor().id, clock.now())
    except (SettingDecidedError, OwnSettingError):
        raise StaleError(setting) from None
    flash(_("It is confirmed.") if state is SettingState.CONFIRMED else _("It is refused."))
    return redirect(url_for("breaches.clocks"), 303)


def _clock(code: str) -> Clock:
    if code not in set(Clock):
        raise NotFound
    return Clock(code)


def _form_page(which: Clock, form: ClockForm) -> str:
    return render_template("breaches/clock_new.html", which=which, form=form, limit=LIMITS[which])


def _change_page(setting: BreachClock) -> str:
    found, day = settings(), clock.today()
    people: list[UUID] = [one for one in (setting.proposed_by_id, setting.decided_by_id) if one]
    return render_template(
        "breaches/clock_change.html",
        setting=setting,
        stage=stage_of(setting, in_force(found, day).get(setting.clock), day),
        now=amounts_by(found, day)[setting.clock],
        bylines=bylines(people),
        confirming=DecisionForm(formdata=None, version=setting.version),
        refusing=DecisionForm(formdata=None, version=setting.version),
        law_words=law_words,
        Stage=Stage,
    )
