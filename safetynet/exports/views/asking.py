"""The register of copies, and asking for one: chosen, seen with its pages, then sent on."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from safetynet import clock
from safetynet.access import Permission, current_actor
from safetynet.agencies import agency_names, bylines
from safetynet.bundles import Part, counted, parts_of
from safetynet.cases import Case
from safetynet.exports import operations, queries
from safetynet.exports.forms import ExportForm
from safetynet.exports.grants import grants_about
from safetynet.exports.standing import is_over
from safetynet.exports.views.blueprint import exports
from safetynet.forms import page_number
from safetynet.sharing import CATEGORY_WORDS
from safetynet.vault import Category


@dataclass(frozen=True, repr=False)
class Shown:
    """What a copy would hold, before it is asked for."""

    pages: int
    counts: Mapping[Category, int]
    parts: tuple[Part, ...]


@exports.get("/exports", needs=Permission.EXPORT_READ)
def index() -> ResponseReturnValue:
    page, now = page_number(request.args.get("page")), clock.now()
    found, more = queries.exports(page)
    return render_template(
        "exports/index.html",
        exports=[(export, is_over(export, now)) for export in found],
        page=page,
        more=more,
        agencies=agency_names(),
        bylines=bylines(export.requested_by_id for export in found),
    )


@exports.get("/cases/<uuid:case>/exports/new", needs=Permission.EXPORT_ASK)
def begin(case: Case) -> ResponseReturnValue:
    return _page(case, _offered(case))


@exports.post("/cases/<uuid:case>/exports", needs=Permission.EXPORT_ASK)
def ask(case: Case) -> ResponseReturnValue:
    """Show what would be in it first; only the second button sends it to a second person."""
    form = _offered(case)
    if not form.validate():
        return _page(case, form), 422
    wish = form.wish()
    try:
        export, rows = operations.draft(case, wish, current_actor())
    except operations.NothingError:
        return _page(case, form, is_empty=True)
    if "ask" not in request.form:
        shown = Shown(export.pages, counted(rows), parts_of(rows, CATEGORY_WORDS))
        return _page(case, form, shown)
    operations.ask(export, wish)
    flash(_("A supervisor of your agency must approve this before anything goes out."))
    return redirect(url_for("exports.show", export=export.id), 303)


def _offered(case: Case) -> ExportForm:
    form = ExportForm()
    form.offer(grants_about(case.survivor_id, current_actor().agency_id), agency_names())
    return form


def _page(
    case: Case, form: ExportForm, shown: Shown | None = None, *, is_empty: bool = False
) -> str:
    earlier, now = queries.exports_about(case.survivor_id), clock.now()
    return render_template(
        "exports/new.html",
        case=case,
        form=form,
        is_empty=is_empty,
        shown=shown,
        earlier=[(export, is_over(export, now)) for export in earlier],
        produced=queries.produced_about(case.survivor_id),
        agencies=agency_names(),
        bylines=bylines(export.requested_by_id for export in earlier),
    )
