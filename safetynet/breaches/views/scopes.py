"""Whose visits the ledger is asked for: accounts, agencies, sign-ins, times."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_datetime
from flask_babel import gettext as _

from safetynet.access import Permission, StaleError, check_version, current_actor
from safetynet.agencies import agency_names, bylines
from safetynet.agencies.queries import everybody_by_agency
from safetynet.breaches import operations
from safetynet.breaches.affected import SignInSeen, sign_ins_of
from safetynet.breaches.forms import ScopeForm, SignInsForm
from safetynet.breaches.models import Breach, BreachScope
from safetynet.breaches.views.blueprint import breaches
from safetynet.breaches.views.incidents import ONE, agencies, to
from safetynet.forms import DecisionForm

SCOPE = f"{ONE}/scopes/<uuid:scope>"


@breaches.get(f"{ONE}/scopes/new", needs=Permission.BREACH_RUN)
def begin_scope(breach: Breach) -> ResponseReturnValue:
    return _choosing(breach, _offered(breach, ScopeForm(since=breach.happened_at)))


@breaches.post(f"{ONE}/scopes", needs=Permission.BREACH_RUN)
def add_scope(breach: Breach) -> ResponseReturnValue:
    """Look into an account; one's own is a reason to let go of the whole incident."""
    form, actor = _offered(breach, ScopeForm()), current_actor()
    if not form.validate():
        return _choosing(breach, form), 422
    if not breach.is_open:
        raise StaleError(breach)
    if form.account.data == actor.id:
        operations.hand_over(breach, actor)
        flash(_("It is about your own account, so another privacy officer goes on with it."))
        return redirect(url_for("breaches.index"), 303)
    scope = BreachScope(
        breach_id=breach.id,
        member_id=form.account.data,
        agency_id=form.agency.data,
        since=form.since.data,
        until=form.until.data,
        sign_ins=[],
    )
    operations.add_scope(breach, scope)
    flash(_("Now read the ledger for it."))
    return to(breach)


@breaches.get(SCOPE, needs=Permission.BREACH_RUN)
def scope(breach: Breach, scope: BreachScope) -> ResponseReturnValue:
    return _scope_page(breach, scope, _untouched(scope))


@breaches.post(f"{SCOPE}/sign-ins", needs=Permission.BREACH_RUN)
def narrow_scope(breach: Breach, scope: BreachScope) -> ResponseReturnValue:
    form = SignInsForm().offer(_said(sign_ins_of(scope)))
    if not form.validate():
        return _scope_page(breach, scope, form), 422
    check_version(scope)
    try:
        operations.narrow_scope(scope, form.sign_ins.data or [])
    except operations.WorkedOnError:
        return _too_late(breach)
    flash(_("Now read the ledger for it."))
    return to(breach)


@breaches.post(f"{SCOPE}/withdrawal", needs=Permission.BREACH_RUN)
def withdraw_scope(breach: Breach, scope: BreachScope) -> ResponseReturnValue:
    if not DecisionForm().validate():
        return _scope_page(breach, scope, _untouched(scope)), 422
    try:
        operations.withdraw_scope(scope)
    except operations.WorkedOnError:
        return _too_late(breach)
    flash(_("It is withdrawn. Read the ledger again."))
    return to(breach)


def _too_late(breach: Breach) -> ResponseReturnValue:
    flash(_("Young people were called already: the list may grow, and not shrink."), "error")
    return to(breach)


def _said(found: list[SignInSeen]) -> dict[str, str]:
    return {
        one.code: _(
            "%(first)s to %(last)s · visits: %(num)s",
            first=format_datetime(one.first_at, "short"),
            last=format_datetime(one.last_at, "short"),
            num=one.visits,
        )
        for one in found
    }


def _untouched(scope: BreachScope) -> SignInsForm:
    form = SignInsForm(formdata=None, obj=scope)
    return form.offer(_said(sign_ins_of(scope)))


def _offered(breach: Breach, form: ScopeForm) -> ScopeForm:
    """Offer everybody, also who has left; all of an agency, but not of the office that runs it."""
    everybody = [member.id for many in everybody_by_agency().values() for member in many]
    people = dict(sorted(bylines(everybody).items(), key=lambda pair: pair[1]))
    others = {one: name for one, name in agencies().items() if one != breach.office_id}
    return form.offer(people, others)


def _choosing(breach: Breach, form: ScopeForm) -> str:
    return render_template("breaches/scope_new.html", breach=breach, form=form)


def _scope_page(breach: Breach, scope: BreachScope, form: SignInsForm) -> str:
    whose: dict[UUID, str] = agency_names()
    if scope.member_id:
        whose = bylines([scope.member_id])
    return render_template(
        "breaches/scope.html",
        breach=breach,
        scope=scope,
        whose=whose[scope.member_id or scope.agency_id],  # type: ignore[index]
        form=form,
        withdrawing=DecisionForm(formdata=None, version=scope.version),
    )
