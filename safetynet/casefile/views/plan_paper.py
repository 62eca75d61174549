"""The stabilization plan to print: one page, for whoever asks, with what reaches her."""

from flask import abort
from flask.typing import ResponseReturnValue
from flask_babel import force_locale

from safetynet.access import Permission, current_actor
from safetynet.casefile.plan_paper import on_one_page
from safetynet.casefile.views.page import casefile
from safetynet.cases import Case
from safetynet.meetings.paper import new_serial
from safetynet.meetings.pdf.answer import handed_over
from safetynet.plans import Plan


@casefile.get(
    "/cases/<uuid:case>/plans/<uuid:plan>/<any(en, es):language>.pdf",
    needs=Permission.CASE_READ,
    fresh=True,
)
def plan_pdf(case: Case, plan: Plan, language: str) -> ResponseReturnValue:
    """Hand over the paper; a safety plan has a page to carry instead."""
    if not plan.takes_a_second_person:
        abort(404)
    serial = new_serial()
    with force_locale(language):
        pdf = on_one_page(case, plan, current_actor(), serial)
    return handed_over(pdf, serial, f"plan-{case.number}-{language}")
