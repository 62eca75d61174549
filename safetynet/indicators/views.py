"""Screening results, under a case and under a referral."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from safetynet.access import GuardedBlueprint, Permission, check_version, current_actor
from safetynet.agencies import class_of
from safetynet.cases import Case
from safetynet.indicators import queries, words
from safetynet.indicators.forms import CorrectionForm, ResultForm
from safetynet.indicators.from_form import as_typed, keep, write
from safetynet.indicators.models import ScreeningResult, kind_of_results
from safetynet.referrals import Referral
from safetynet.sharing import CATEGORY_WORDS

indicators = GuardedBlueprint("indicators", __name__)
indicators.context_processor(lambda: {"words": words})


@indicators.get("/cases/<uuid:case>/screenings", needs=Permission.CASE_READ)
def of_case(case: Case) -> ResponseReturnValue:
    return render_template(
        "indicators/index.html", case=case, referral=None, facts=queries.shown(case.survivor_id)
    )


@indicators.get("/referrals/<uuid:referral>/screenings", needs=Permission.REFERRAL_READ)
def of_referral(referral: Referral) -> ResponseReturnValue:
    facts = queries.shown(referral.survivor_id)
    return render_template("indicators/index.html", case=None, referral=referral, facts=facts)


@indicators.get("/cases/<uuid:case>/screenings/new", needs=Permission.SCREENING_RECORD)
def begin(case: Case) -> ResponseReturnValue:
    return _page(case, ResultForm())


@indicators.post("/cases/<uuid:case>/screenings", needs=Permission.SCREENING_RECORD)
def record(case: Case) -> ResponseReturnValue:
    form = ResultForm()
    if not form.validate():
        return _page(case, form), 422
    keep(case.survivor_id, current_actor(), form)
    flash(_("The result is recorded."))
    if queries.owes_screening(case.id):
        flash(_("She or he is back: write down there, too, that a new screening was done."))
        return redirect(url_for("events.missing", case=case.id), 303)
    return redirect(url_for(".of_case", case=case.id), 303)


@indicators.get("/referrals/<uuid:referral>/screenings/new", needs=Permission.SCREENING_RECORD)
def begin_on_referral(referral: Referral) -> ResponseReturnValue:
    return _page(referral, ResultForm())


@indicators.post("/referrals/<uuid:referral>/screenings", needs=Permission.SCREENING_RECORD)
def record_on_referral(referral: Referral) -> ResponseReturnValue:
    form = ResultForm()
    if not form.validate():
        return _page(referral, form), 422
    keep(referral.survivor_id, current_actor(), form)
    flash(_("The result is recorded."))
    return redirect(url_for(".of_referral", referral=referral.id), 303)


@indicators.get(
    "/cases/<uuid:case>/screenings/<uuid:result>/edit", needs=Permission.SCREENING_RECORD
)
def edit(case: Case, result: ScreeningResult) -> ResponseReturnValue:
    return _page(case, CorrectionForm(data=as_typed(result)), result)


@indicators.post("/cases/<uuid:case>/screenings/<uuid:result>", needs=Permission.SCREENING_RECORD)
def save(case: Case, result: ScreeningResult) -> ResponseReturnValue:
    check_version(result)
    form = CorrectionForm()
    if not form.validate():
        return _page(case, form, result), 422
    write(result, form)
    flash(_("The result is corrected."))
    return redirect(url_for(".of_case", case=case.id), 303)


def _page(about: Case | Referral, form: ResultForm, result: ScreeningResult | None = None) -> str:
    kind = result.category if result else kind_of_results(class_of(current_actor().agency_id))
    return render_template(
        "indicators/result.html",
        about=about,
        is_case=isinstance(about, Case),
        form=form,
        result=result,
        kind=CATEGORY_WORDS[kind],
    )
