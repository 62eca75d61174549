"""Reporting an incident, and what the privacy officer does about it."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from safetynet import clock
from safetynet.access import Permission, Role, StaleError, check_version, current_actor
from safetynet.agencies import (
    Member,
    agencies_at_the_table,
    agency_names,
    agency_with,
    bylines,
    members_of,
)
from safetynet.breaches import operations, queries
from safetynet.breaches.forms import (
    AgencyForm,
    ClosingForm,
    EndingForm,
    ReportForm,
    VerdictForm,
    WordsForm,
)
from safetynet.breaches.models import Breach
from safetynet.breaches.states import AFTER, WrongStateError
from safetynet.breaches.views.blueprint import breaches
from safetynet.db import db
from safetynet.forms import DecisionForm, page_number

ONE = "/breaches/<uuid:breach>"


@breaches.get("/breaches", needs=Permission.BREACH_REPORT)
def index() -> ResponseReturnValue:
    page = page_number(request.args.get("page"))
    found, more = queries.incidents(page)
    return render_template(
        "breaches/index.html",
        incidents=found,
        own_parts=queries.own_parts(current_actor()),
        page=page,
        more=more,
        names=agency_names(),
    )


@breaches.get("/breaches/new", needs=Permission.BREACH_REPORT)
def begin() -> ResponseReturnValue:
    return _report_page(ReportForm(noticed_at=clock.now()).offer(_whom_it_may_be()))


@breaches.post("/breaches", needs=Permission.BREACH_REPORT)
def report() -> ResponseReturnValue:
    form = ReportForm().offer(_whom_it_may_be())
    if not form.validate():
        return _report_page(form), 422
    actor = current_actor()
    agency = agency_with(actor.agency_id)
    breach = operations.report(form.report(), agency, actor, clock.now())
    flash(
        _(
            "%(reference)s is reported, and the privacy officer sees it now. Call her or him too.",
            reference=breach.reference,
        )
    )
    return redirect(url_for("breaches.index"), 303)


@breaches.get(ONE, needs=Permission.BREACH_RUN)
def show(breach: Breach) -> ResponseReturnValue:
    return show_page(breach)


@breaches.post(f"{ONE}/decision", needs=Permission.BREACH_RUN)
def decide(breach: Breach) -> ResponseReturnValue:
    form = VerdictForm()
    if not form.validate():
        return show_page(breach, verdict=form), 422
    check_version(breach)
    said = form.verdict.data, form.certainty.data, form.reason.data or ""
    try:
        operations.decide(breach, *said, current_actor())
    except WrongStateError:
        raise StaleError(breach) from None
    flash(_("It is written down."))
    return to(breach)


@breaches.post(f"{ONE}/steps", needs=Permission.BREACH_RUN)
def note(breach: Breach) -> ResponseReturnValue:
    form = WordsForm()
    if not form.validate():
        return show_page(breach, noting=form), 422
    check_version(breach)
    try:
        operations.note(breach, form.kind.data, form.text.data or "", current_actor())
    except WrongStateError:
        raise StaleError(breach) from None
    flash(_("It is written down."))
    return to(breach)


@breaches.post(f"{ONE}/sign-ins/end", needs=Permission.BREACH_RUN, fresh=True)
def end_sign_ins(breach: Breach) -> ResponseReturnValue:
    form = EndingForm()
    if not form.validate():
        return show_page(breach, ending=form), 422
    try:
        ended = operations.end_sign_ins(breach, form.why.data or "", current_actor())
    except WrongStateError:
        raise StaleError(breach) from None
    flash(_("These accounts are signed out everywhere. Sign-ins that ended: %(num)s.", num=ended))
    return to(breach)


@breaches.post(f"{ONE}/list", needs=Permission.BREACH_RUN)
def read_ledger(breach: Breach) -> ResponseReturnValue:
    if not DecisionForm().validate():
        return show_page(breach), 422
    count = operations.read_ledger(breach.id, current_actor(), clock.now())
    flash(_("The ledger was read. Young people whose records were seen: %(num)s.", num=count))
    return to(breach)


@breaches.post(f"{ONE}/agencies", needs=Permission.BREACH_RUN)
def add_agency(breach: Breach) -> ResponseReturnValue:
    form = AgencyForm().offer(agencies())
    if not form.validate():
        return show_page(breach, adding=form), 422
    operations.add_agency(breach, agency_with(form.agency.data))
    flash(_("The agency is asked about its people now."))
    return to(breach)


@breaches.post(f"{ONE}/closing", needs=Permission.BREACH_RUN)
def close(breach: Breach) -> ResponseReturnValue:
    form = ClosingForm()
    if not form.validate():
        return show_page(breach, closing=form), 422
    check_version(breach)
    try:
        operations.close(breach, form.lessons.data or "", current_actor())
    except operations.StillOpenError:
        form.lessons.errors = [_("Somebody is still to be told. Look at what is due below.")]
        return show_page(breach, closing=form), 422
    except WrongStateError:
        raise StaleError(breach) from None
    flash(_("%(reference)s is closed.", reference=breach.reference))
    return to(breach)


@breaches.get(f"{ONE}/report", needs=Permission.BREACH_RUN, fresh=True)
def printed(breach: Breach) -> ResponseReturnValue:
    """Show what may be handed to an authority: counts and days, no person and no case."""
    return render_template("breaches/report.html", **_shown(breach))


def to(breach: Breach) -> ResponseReturnValue:
    return redirect(url_for("breaches.show", breach=breach.id), 303)


def agencies() -> dict[UUID, str]:
    return {agency.id: agency.name for agency in agencies_at_the_table()}


def show_page(breach: Breach, **given: Any) -> str:
    """Render one incident; `given` is the form that was not right."""
    untouched = {"formdata": None, "version": breach.version}
    forms = {
        "verdict": VerdictForm(**untouched, certainty=breach.certainty),
        "noting": WordsForm(**untouched),
        "ending": EndingForm(**untouched),
        "adding": AgencyForm(formdata=None).offer(agencies()),
        "closing": ClosingForm(**untouched),
        "reading": DecisionForm(**untouched),
    }
    return render_template(
        "breaches/show.html",
        affected=queries.affected_in(breach.id),
        may_follow=AFTER[breach.state],
        **_shown(breach),
        **forms | given | ({"form": next(iter(given.values()))} if given else {}),
    )


def _shown(breach: Breach) -> dict[str, Any]:
    words, scopes = queries.words_of(breach.id), queries.scopes_of(breach.id)
    parts = queries.parts_of(breach.id)
    people = {breach.reported_by_id, *(word.by_id for word in words)}
    people.update(one for one in (breach.about_id, *(s.member_id for s in scopes)) if one)
    return {
        "breach": breach,
        "steps": words,
        "scopes": scopes,
        "parts": parts,
        "due": queries.deadlines_by_part(breach, parts),
        "untold": queries.untold_in(breach.id),
        "people": queries.people_in(breach.id),
        "names": agency_names(),
        "bylines": bylines(people),
        "day": clock.today(),
    }


def _report_page(form: ReportForm) -> str:
    return render_template("breaches/new.html", form=form)


def _whom_it_may_be() -> dict[UUID, str]:
    """Return one's own colleagues, and whoever would run it: neither learns it from the list."""
    officers = select(Member.id).where(Member.role == Role.PRIVACY_OFFICER, Member.is_active)
    own = [member.id for member in members_of(current_actor().agency_id)]
    named = bylines([*own, *db.session.scalars(officers)])
    return dict(sorted(named.items(), key=lambda pair: pair[1]))
