"""The parts of life in plans: which this county uses, what it calls them, what they map to."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from safetynet import clock
from safetynet.access import Permission, StaleError, current_actor
from safetynet.plans.domain_forms import DomainForm, domain_form
from safetynet.plans.domain_models import DomainSetting
from safetynet.plans.domains import Called, set_domain, setting_of, settings
from safetynet.plans.models import Domain
from safetynet.plans.views.plan import plans
from safetynet.plans.words import SHIPPED


@plans.get("/plan-domains", needs=Permission.PLAN_SET)
def domains() -> ResponseReturnValue:
    return _page({})


@plans.post("/plan-domains/<key>", needs=Permission.PLAN_SET)
def set_one(key: str) -> ResponseReturnValue:
    if key not in set(Domain):
        abort(404)
    domain = Domain(key)
    row = setting_of(domain)
    form = domain_form(domain, row)
    if not form.validate():
        return _page({domain: form}), 422
    if form.version.data != (row.version if row else 0):
        raise StaleError(row)
    asked = Called(
        bool(form.is_on.data), form.called.data or None, form.called_es.data or None, form.ohts.data
    )
    set_domain(row or DomainSetting(domain=domain), asked, current_actor().id, clock.now())
    flash(_("Saved. Plans keep what they say; new goals and scores are asked for as it is now."))
    return redirect(url_for("plans.domains", _anchor=f"domain-{key}"), 303)


def _page(typed: dict[Domain, DomainForm]) -> str:
    found = settings()
    rows = {domain: found.get(domain) for domain in Domain}
    forms = {domain: domain_form(domain, rows[domain], formdata=None) for domain in Domain} | typed
    [form] = typed.values() or [None]
    more = {"form": form} if form else {}
    return render_template("plans/domains.html", rows=rows, forms=forms, shipped=SHIPPED, **more)
