from dataclasses import replace
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_date
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from safetynet import clock
from safetynet.access import (
    GuardedBlueprint,
    Permission,
    StaleError,
    check_version,
    current_actor,
)
from safetynet.agencies import bylines
from safetynet.forms import DecisionForm
from safetynet.sharing import BY_SEAT, kinds_said
from safetynet.sharing.county_laws import law_by
from safetynet.sharing.law_settings import (
    LawSetting,
    OwnSettingError,
    SettingDecidedError,
    SettingState,
)
from safetynet.sharing.law_words import carried_said, days_said, law_said, needs_said
from safetynet.statutes import words
from safetynet.statutes.forms import LawForm
from safetynet.statutes.operations import propose
from safetynet.statutes.queries import Stage, Standing, standings
from safetynet.statutes.words import Use

statutes = GuardedBlueprint("statutes", __name__)


@statutes.context_processor
def how_laws_are_said() -> dict[str, object]:
    return {
        "words": words,
        "Stage": Stage,
        "days_said": days_said,
        "needs_said": needs_said,
        "carried_said": carried_said,
        "law_said": law_said,
        "law_by": law_by,
    }


@statutes.get("/laws", needs=Permission.LAW_READ)
def index() -> ResponseReturnValue:
    return render_template(
        "statutes/index.html",
        standings=list(standings(clock.today()).values()),
        by_seat=kinds_said(BY_SEAT),
    )


@statutes.get("/laws/<law>", needs=Permission.LAW_READ)
def law(law: str) -> ResponseReturnValue:
    standing = _standing(law)
    entered = [setting for setting, _stage in standing.history]
    return render_template(
        "statutes/law.html",
        standing=standing,
        widest=carried_said(replace(standing.shipped, categories=standing.shipped.most)),
        bylines=bylines(_people(*entered)),
    )


@statutes.get("/laws/<law>/change", needs=Permission.LAW_PROPOSE)
def begin_change(law: str) -> ResponseReturnValue:
    standing = _standing(law)
    now = standing.law or standing.shipped
    form = LawForm(
        version=len(standing.history),
        use=Use.USED if standing.law else Use.NOT_USED,
        days=now.days,
        kinds=list(now.kinds),
        since=clock.today(),
    )
    return _form_page(standing, form.about(standing.shipped))


@statutes.post("/laws/<law>/change", needs=Permission.LAW_PROPOSE)
def enter_change(law: str) -> ResponseReturnValue:
    standing = _standing(law)
    form = LawForm().about(standing.shipped)
    if not form.validate():
        return _form_page(standing, form), 422
    if form.version.data != len(standing.history):
        raise StaleError(current=_entered_meanwhile(standing))
    setting = propose(form.signed_off(standing.basis), current_actor())
    flash(_("It is entered. Nothing changes until somebody else confirms it."))
    return redirect(url_for("statutes.change", setting=setting.id), 303)


@statutes.get("/laws/changes/<uuid:setting>", needs=Permission.LAW_READ)
def change(setting: LawSetting) -> ResponseReturnValue:
    return _change_page(setting)


@statutes.post("/laws/changes/<uuid:setting>/confirmation", needs=Permission.LAW_CONFIRM)
def confirm(setting: LawSetting) -> ResponseReturnValue:
    return _decide(setting, SettingState.CONFIRMED)


@statutes.post("/laws/changes/<uuid:setting>/refusal", needs=Permission.LAW_CONFIRM)
def refuse(setting: LawSetting) -> ResponseReturnValue:
    return _decide(setting, SettingState.REFUSED)


def _decide(setting: LawSetting, state: SettingState) -> ResponseReturnValue:
    if not DecisionForm().validate():
        return _change_page(setting), 422
    check_version(setting)
    try:
        setting.decide(state, current_actor().id, clock.now())
    except (SettingDecidedError, OwnSettingError):
        raise StaleError(setting) from None
    if state is SettingState.CONFIRMED:
        day = format_date(setting.holds_from)
        flash(_("It is confirmed, and holds from %(day)s on.", day=day))
    else:
        flash(_("It is refused. Nothing changes."))
    return redirect(url_for("statutes.law", law=setting.law.value), 303)


def _standing(code: str) -> Standing:
    found = {basis.value: standing for basis, standing in standings(clock.today()).items()}
    if code not in found:
        raise NotFound
    return found[code]


def _entered_meanwhile(standing: Standing) -> list[tuple[str, str]]:
    """Return the newest change as a label and what it says."""
    return [
        (str(words.STAGE_WORDS[stage]), law_said(law_by(setting)))
        for setting, stage in standing.history[:1]
    ]


def _people(*entered: LawSetting) -> list[UUID]:
    named = [person for one in entered for person in (one.proposed_by_id, one.decided_by_id)]
    return [person for person in named if person]


def _form_page(standing: Standing, form: LawForm) -> str:
    return render_template("statutes/enter.html", standing=standing, form=form)


def _change_page(setting: LawSetting) -> str:
    return render_template(
        "statutes/change.html",
        setting=setting,
        standing=_standing(setting.law.value),
        bylines=bylines(_people(setting)),
        confirming=DecisionForm(obj=setting),
        refusing=DecisionForm(obj=setting),
        today=clock.today(),
    )
