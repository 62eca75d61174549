"""The desk: a referral is screened, taken by somebody, its clocks are ended and started."""

from flask import abort, flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from safetynet import clock
from safetynet.access import Permission, Role, StaleError, check_version, current_actor
from safetynet.agencies import members_of
from safetynet.agencies.models import Member
from safetynet.deadlines import Clock
from safetynet.deadlines.queries import standing_clocks
from safetynet.referrals import operations as acts
from safetynet.referrals.clocks import BY_HAND, sentence_of
from safetynet.referrals.desk import operations
from safetynet.referrals.desk.forms import (
    ClockEndForm,
    ClockStartForm,
    HandlerForm,
    ScreeningForm,
    TransferForm,
)
from safetynet.referrals.desk.models import ReferralClock
from safetynet.referrals.desk.running import clocks_on
from safetynet.referrals.models import Referral
from safetynet.referrals.views.blueprint import referrals
from safetynet.referrals.views.deciding import back_to, decider
from safetynet.referrals.vocabulary import ReferralStatus
from safetynet.survivors import reach_again


@referrals.get("/referrals/<uuid:referral>/screening", needs=Permission.REFERRAL_TRIAGE)
def ask_to_screen(referral: Referral) -> ResponseReturnValue:
    _still(referral, ReferralStatus.RECEIVED)
    form = ScreeningForm(version=referral.version)
    return render_template("referrals/desk/screening.html", referral=referral, form=form)


@referrals.post("/referrals/<uuid:referral>/screening", needs=Permission.REFERRAL_TRIAGE)
def screen(referral: Referral) -> ResponseReturnValue:
    check_version(referral)
    _still(referral, ReferralStatus.RECEIVED)
    form = ScreeningForm()
    if not form.validate():
        page = render_template("referrals/desk/screening.html", referral=referral, form=form)
        return page, 422
    referral.screen(current_actor().id, clock.now())
    flash(_("Referral %(number)s is screened. Triage it next.", number=referral.number))
    return back_to(referral)


def _still(referral: Referral, status: ReferralStatus) -> None:
    if referral.status is not status:
        raise StaleError(referral)


@referrals.get("/referrals/<uuid:referral>/handler", needs=Permission.REFERRAL_TRIAGE)
def ask_who_has_it(referral: Referral) -> ResponseReturnValue:
    form = HandlerForm(version=referral.version, handler=referral.handler_id)
    return _handler_page(referral, form.offer(_at_the_desk()))


@referrals.post("/referrals/<uuid:referral>/handler", needs=Permission.REFERRAL_TRIAGE)
def hand_to(referral: Referral) -> ResponseReturnValue:
    check_version(referral)
    form = HandlerForm().offer(_at_the_desk())
    if not form.validate():
        return _handler_page(referral, form), 422
    referral.handler_id = form.handler.data
    who = next((m.name for m in _at_the_desk() if m.id == referral.handler_id), None)
    said = {"number": referral.number, "name": who}
    flash(
        _("%(name)s has referral %(number)s.", **said)
        if who
        else _("Referral %(number)s is anybody’s again.", number=referral.number)
    )
    return back_to(referral)


def _at_the_desk() -> list[Member]:
    mine = members_of(current_actor().agency_id)
    return [member for member in mine if member.role is Role.COORDINATOR]


def _handler_page(referral: Referral, form: HandlerForm) -> str:
    return render_template("referrals/desk/handler.html", referral=referral, form=form)


@referrals.get("/referrals/<uuid:referral>/transfer", needs=Permission.REFERRAL_TRIAGE)
def ask_to_transfer(referral: Referral) -> ResponseReturnValue:
    form = TransferForm(version=referral.version)
    return render_template("referrals/desk/transfer.html", referral=referral, form=form)


@referrals.post("/referrals/<uuid:referral>/transfer", needs=Permission.REFERRAL_TRIAGE)
def transfer(referral: Referral) -> ResponseReturnValue:
    check_version(referral)
    form = TransferForm()
    if not form.validate():
        return render_template("referrals/desk/transfer.html", referral=referral, form=form), 422
    acts.transfer(referral, decider(), form.text.data)
    said = {"number": referral.number, "agency": referral.from_agency.name}
    flash(_("Referral %(number)s is transferred; %(agency)s is told where to.", **said))
    return back_to(referral)


@referrals.get("/referrals/<uuid:referral>/clocks/<uuid:running>", needs=Permission.CLOCK_END)
def ask_when_done(referral: Referral, running: ReferralClock) -> ResponseReturnValue:
    _runs(running)
    form = ClockEndForm(version=running.version, done_at=clock.now())
    return _end_page(referral, running, form)


@referrals.post("/referrals/<uuid:referral>/clocks/<uuid:running>", needs=Permission.CLOCK_END)
def end_clock(referral: Referral, running: ReferralClock) -> ResponseReturnValue:
    check_version(running)
    _runs(running)
    form = ClockEndForm()
    form.running = running
    if not form.validate():
        return _end_page(referral, running, form), 422
    reach_again(referral.survivor_id)
    operations.end_clock(
        running,
        current_actor(),
        form.done_at.data,
        reference=form.reference.data,
        why_late=form.why_late.data,
    )
    flash(_("Noted. The clock is stopped."))
    return back_to(referral)


def _runs(running: ReferralClock) -> None:
    if running.ended:
        raise StaleError(running)


def _end_page(referral: Referral, running: ReferralClock, form: ClockEndForm) -> str:
    return render_template(
        "referrals/desk/end_clock.html",
        referral=referral,
        running=running,
        sentence=sentence_of(running.key),
        form=form,
    )


@referrals.get("/referrals/<uuid:referral>/clocks/new", needs=Permission.REFERRAL_TRIAGE)
def ask_to_start_clock(referral: Referral) -> ResponseReturnValue:
    form = ClockStartForm(aware_at=clock.now()).offer(_may_start(referral).values())
    return render_template("referrals/desk/start_clock.html", referral=referral, form=form)


@referrals.post("/referrals/<uuid:referral>/clocks", needs=Permission.REFERRAL_TRIAGE)
def start_clock(referral: Referral) -> ResponseReturnValue:
    offered = _may_start(referral)
    form = ClockStartForm().offer(offered.values())
    if not form.validate():
        page = render_template("referrals/desk/start_clock.html", referral=referral, form=form)
        return page, 422
    if not referral.is_sent:
        abort(403)
    operations.start_by_hand(referral, offered[form.key.data], form.aware_at.data)
    flash(_("The clock runs."))
    return back_to(referral)


def _may_start(referral: Referral) -> dict[str, Clock]:
    """Return the clocks that can be started by hand, by key: those that do not run on it now."""
    runs = {each.key for each in clocks_on(referral.id) if each.ended is None}
    off = {standing.clock.key for standing in standing_clocks() if not standing.is_on}
    return {each.key: each for each in BY_HAND if each.key not in runs and each.key not in off}
