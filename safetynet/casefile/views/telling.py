"""Telling another agency under a law, without a release: written down, with its clock (CR-01)."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug import Response

from safetynet import clock
from safetynet.access import Permission, current_actor
from safetynet.agencies import Agency, AgencyClass, agencies_at_the_table, agencies_elsewhere
from safetynet.casefile.views.blueprints import sharing
from safetynet.casefile.views.releases import named_elsewhere
from safetynet.cases import Case
from safetynet.forms import choices
from safetynet.sharing import Disclosure, blocked_agencies, disclosure_terms_of
from safetynet.sharing.county_laws import law_on, laws_on
from safetynet.sharing.law_forms import ExtensionForm, TellingForm
from safetynet.sharing.law_words import BY_LAW_WORDS, LAW_WORDS, each_said
from safetynet.sharing.laws import Law, Laws
from safetynet.sharing.telling import CannotTellError, can_extend, extend, stop_telling, tell

WRITE = Permission.DISCLOSURE_WRITE


@sharing.app_context_processor
def law_words() -> dict[str, object]:
    return {"BY_LAW_WORDS": BY_LAW_WORDS}


@sharing.get("/cases/<uuid:case>/disclosures/new", needs=WRITE)
def begin_telling(case: Case) -> ResponseReturnValue:
    laws = laws_on(clock.today())
    return _form_page(case, _filled_in(TellingForm(), laws), laws)


@sharing.post("/cases/<uuid:case>/disclosures", needs=WRITE)
def write_telling(case: Case) -> ResponseReturnValue:
    laws = laws_on(clock.today())
    form = _filled_in(TellingForm(), laws)
    if not form.validate():
        return _form_page(case, form, laws), 422
    agencies = {one.id: one for one in (*agencies_at_the_table(), *agencies_elsewhere())}
    mine, to = agencies[current_actor().agency_id], agencies[form.to_agency_id.data]
    try:
        told = tell(form.telling(), laws, clock.today(), case.survivor_id, mine, to)
    except CannotTellError as error:
        form.blame(error.lacks)
        return _form_page(case, form, laws), 422
    reads = to.kind is not AgencyClass.ELSEWHERE
    flash(_written(to, on_screen=reads and to.id not in blocked_agencies(case.survivor_id)))
    return _to(case, told)


@sharing.get("/cases/<uuid:case>/disclosures/<uuid:disclosure>", needs=WRITE)
def disclosure(case: Case, disclosure: Disclosure) -> ResponseReturnValue:
    return _page(case, disclosure, ExtensionForm(formdata=None), _law_of(disclosure))


@sharing.post("/cases/<uuid:case>/disclosures/<uuid:disclosure>/extension", needs=WRITE)
def extend_telling(case: Case, disclosure: Disclosure) -> ResponseReturnValue:
    form, law = ExtensionForm(), _law_of(disclosure)
    if not form.validate():
        return _page(case, disclosure, form, law), 422
    try:
        further = extend(disclosure, law, form.reason.data or "", clock.today())
    except CannotTellError as error:
        form.blame(error.lacks)
        return _page(case, disclosure, form, law), 422
    flash(_("It goes on, once. The cause is written down."))
    return _to(case, further)


@sharing.post("/cases/<uuid:case>/disclosures/<uuid:disclosure>/end", needs=WRITE)
def end_telling(case: Case, disclosure: Disclosure) -> ResponseReturnValue:
    stop_telling(disclosure, clock.now())
    flash(_("Nothing is told by this any more, from the next page that anybody opens."))
    return redirect(url_for("sharing.show", case=case.id), 303)


def _written(to: Agency, *, on_screen: bool) -> str:
    if on_screen:
        return str(_("It is written down. %(agency)s now sees what you chose.", agency=to.name))
    said = _(
        "It is written down. Hand it over on paper, to the person whom the order or the law names: "
        "on the screen %(agency)s sees nothing of it.",
        agency=to.name,
    )
    return str(said)


def _to(case: Case, told: Disclosure) -> Response:
    return redirect(url_for("sharing.disclosure", case=case.id, disclosure=told.id), 303)


def _law_of(told: Disclosure) -> Law | None:
    return law_on(told.basis, clock.today())


def _filled_in(form: TellingForm, laws: Laws) -> TellingForm:
    mine = current_actor().agency_id
    others = {one.id: one.name for one in agencies_at_the_table() if one.id != mine}
    others |= named_elsewhere()
    form.to_agency_id.choices = choices(others, blank=_("Choose one agency"))
    form.offer(laws)
    return form


def _form_page(case: Case, form: TellingForm, laws: Laws) -> str:
    carries = each_said(LAW_WORDS, laws)
    return render_template("sharing/tell.html", case=case, form=form, carries=carries)


def _page(case: Case, told: Disclosure, form: ExtensionForm, law: Law | None) -> str:
    return render_template(
        "sharing/disclosure.html",
        case=case,
        told=told,
        terms=disclosure_terms_of(told.id),
        to=told.to_agency,
        can_extend=can_extend(told, law, clock.today()),
        law=law,
        day=clock.today(),
        form=form,
    )
