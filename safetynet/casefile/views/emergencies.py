"""Breaking the glass, and looking at what was opened by it (CR-45)."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_time
from flask_babel import gettext as _

from safetynet import clock
from safetynet.access import Permission, StaleError, check_version, current_actor
from safetynet.agencies import bylines
from safetynet.casefile.views.blueprints import sharing
from safetynet.cases import Case
from safetynet.forms import page_number
from safetynet.sharing.emergencies import (
    OPENS,
    UnreviewedError,
    break_glass,
    close,
    emergencies,
    waits_for_review,
    words_about,
)
from safetynet.sharing.forms import GlassClosingForm, GlassForm
from safetynet.sharing.models import BreakGlass


@sharing.get("/cases/<uuid:case>/emergency", needs=Permission.GLASS_BREAK)
def ask_in_emergency(case: Case) -> ResponseReturnValue:
    return _asking_page(case, GlassForm())


@sharing.post("/cases/<uuid:case>/emergency", needs=Permission.GLASS_BREAK)
def open_in_emergency(case: Case) -> ResponseReturnValue:
    form, actor = GlassForm(), current_actor()
    if not form.validate():
        return _asking_page(case, form), 422
    reason = form.reason.data or ""
    try:
        glass = break_glass(case.id, case.number, case.survivor_id, reason, actor, clock.now())
    except UnreviewedError:
        return _asking_page(case, form), 422
    flash(_("Open until %(time)s. This is on the record.", time=format_time(glass.until, "short")))
    return redirect(url_for("casefile.show", case=case.id), 303)


@sharing.get("/emergencies", needs=Permission.GLASS_REVIEW)
def all_emergencies() -> ResponseReturnValue:
    page = page_number(request.args.get("page"))
    found, more = emergencies(page)
    people = {one for g in found for one in (g.member_id, g.closed_by_id) if one}
    return render_template(
        "sharing/emergencies.html", found=found, bylines=bylines(people), page=page, more=more
    )


@sharing.get("/emergencies/<uuid:glass>", needs=Permission.GLASS_REVIEW)
def emergency(glass: BreakGlass) -> ResponseReturnValue:
    return _review_page(glass, GlassClosingForm(obj=glass))


@sharing.post("/emergencies/<uuid:glass>/closing", needs=Permission.GLASS_REVIEW)
def close_emergency(glass: BreakGlass) -> ResponseReturnValue:
    form = GlassClosingForm()
    if not form.validate():
        return _review_page(glass, form), 422
    check_version(glass)
    if glass.closed_at is not None:
        raise StaleError(glass)
    close(glass, form.words.data or "", current_actor(), clock.now())
    flash(_("It is closed. They may open a case in an emergency again."))
    return redirect(url_for("sharing.all_emergencies"), 303)


def _asking_page(case: Case, form: GlassForm) -> str:
    waits = waits_for_review(current_actor().id)
    kinds = sorted(OPENS)
    return render_template("sharing/glass.html", case=case, form=form, waits=waits, kinds=kinds)


def _review_page(glass: BreakGlass, form: GlassClosingForm) -> str:
    people = {one for one in (glass.member_id, glass.closed_by_id) if one}
    return render_template(
        "sharing/emergency.html",
        glass=glass,
        form=form,
        said=words_about([glass]).get(glass.id, []),
        bylines=bylines(people),
    )
