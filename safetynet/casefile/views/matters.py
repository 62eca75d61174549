"""Open matters: what those who prosecute or investigate do not see of a young person (CR-17)."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_date
from flask_babel import gettext as _
from werkzeug import Response

from safetynet import clock
from safetynet.access import Permission, check_version, current_actor
from safetynet.agencies import agencies_at_the_table, bylines
from safetynet.casefile.views.blueprints import sharing
from safetynet.cases import Case
from safetynet.forms import choices
from safetynet.sharing.barrier_models import Matter
from safetynet.sharing.forms import MatterForm, OrderForm
from safetynet.sharing.matters import WALLED_CLASSES, matters_about, open_matter
from safetynet.sharing.words import MATTER_WORDS, kinds_said
from safetynet.vault import Category

KEEP = Permission.MATTER_KEEP


@sharing.get("/cases/<uuid:case>/matters", needs=KEEP)
def matters(case: Case) -> ResponseReturnValue:
    return _matters_page(case, _filled_in(MatterForm()))


@sharing.post("/cases/<uuid:case>/matters", needs=KEEP)
def record_matter(case: Case) -> ResponseReturnValue:
    form = _filled_in(MatterForm())
    if not form.validate():
        return _matters_page(case, form), 422
    open_matter(case.survivor_id, form.agency.data, form.kind.data, current_actor().id)
    flash(_("From the next page on they see what they contributed, and what was released to them."))
    return _to_matters(case)


@sharing.get("/cases/<uuid:case>/matters/<uuid:matter>/order", needs=KEEP)
def begin_order(case: Case, matter: Matter) -> ResponseReturnValue:
    return _order_page(case, matter, OrderForm(obj=matter))


@sharing.post("/cases/<uuid:case>/matters/<uuid:matter>/order", needs=KEEP)
def record_order(case: Case, matter: Matter) -> ResponseReturnValue:
    form = OrderForm()
    if not form.validate() or not (form.ordered_on.data and form.ends_on.data):
        return _order_page(case, matter, form), 422
    check_version(matter, lambda: _on_record(matter))
    matter.open_by_order(form.kinds.data or (), form.ordered_on.data, form.ends_on.data)
    flash(_("The order is recorded. It opens what their seat, or a law, would have opened."))
    return _to_matters(case)


@sharing.post("/cases/<uuid:case>/matters/<uuid:matter>/end", needs=KEEP)
def end_matter(case: Case, matter: Matter) -> ResponseReturnValue:
    matter.end(current_actor().id, clock.now())
    flash(_("The matter is over. They see again what their role, seats and releases open."))
    return _to_matters(case)


def _on_record(matter: Matter) -> list[tuple[str, str]]:
    """Say what somebody else recorded meanwhile; nothing where no order is on record."""
    if matter.order_ends_on is None:
        return []
    opened = kinds_said(sorted(map(Category, matter.ordered)))
    until = _("until %(day)s", day=format_date(matter.order_ends_on))
    return [(_("Court order"), f"{opened} ({until})")]


def _filled_in(form: MatterForm) -> MatterForm:
    who = {a.id: a.name for a in agencies_at_the_table() if a.kind in WALLED_CLASSES}
    form.agency.choices = choices(who, blank=_("Choose an agency"))
    return form


def _matters_page(case: Case, form: MatterForm) -> str:
    found = matters_about([case.survivor_id])
    return render_template(
        "sharing/matters.html",
        case=case,
        matters=found,
        ordered={one.id: sorted(map(Category, one.opened_on(clock.today()))) for one in found},
        agencies={agency.id: agency.name for agency in agencies_at_the_table()},
        bylines=bylines(one.recorded_by_id for one in found),
        MATTER_WORDS=MATTER_WORDS,
        form=form,
    )


def _order_page(case: Case, matter: Matter, form: OrderForm) -> str:
    return render_template("sharing/order.html", case=case, matter=matter, form=form)


def _to_matters(case: Case) -> Response:
    return redirect(url_for("sharing.matters", case=case.id), 303)
