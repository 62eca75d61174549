"""A page that a young person carries: her own steps and numbers, and nothing that tells."""

import hashlib

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from safetynet.access import Permission
from safetynet.agencies import agency_names, the_county
from safetynet.casefile.carrying import HEADINGS, CarryPage, Part, set_in_type, words_of
from safetynet.casefile.forms import NUMBERS, CarryForm
from safetynet.casefile.plain_words import EASY, grade_of
from safetynet.casefile.telling_words import telling_in
from safetynet.casefile.views.page import casefile
from safetynet.cases import Case
from safetynet.meetings.paper_labels import language_tag
from safetynet.meetings.pdf.answer import handed_over
from safetynet.meetings.pdf.pages import pages_in
from safetynet.meetings.pdf.render import Pdf
from safetynet.plans import PlanKind, SafetyLine, Section, plans_of
from safetynet.referrals import persons_of_concern
from safetynet.survivors import names_of

USUAL = (Section.COPING, Section.SAFE_ADULTS, Section.PLACES, Section.IF_I_LEAVE)


@casefile.get("/cases/<uuid:case>/plan/carry", needs=Permission.PLAN_WRITE)
def ask_carry(case: Case) -> ResponseReturnValue:
    there = [section for section in USUAL if section in _lines(case)]
    form = CarryForm(data={"language": language_tag()[:2], "parts": there})
    return _page(case, form)


@casefile.post("/cases/<uuid:case>/plan/carry", needs=Permission.PLAN_WRITE, fresh=True)
def carry(case: Case) -> ResponseReturnValue:
    form = CarryForm()
    if not form.validate():
        return _page(case, form), 422
    page = _page_of(case, form)
    if problem := _problem(case, page, is_as_said=bool(form.as_said.data)):
        form.parts.errors = [problem]
        return _page(case, form), 422
    made = set_in_type(page)
    if pages_in(made) > 1:
        form.parts.errors = [_("It does not fit on one page. Leave a part out.")]
        return _page(case, form), 422
    pdf = Pdf(made, hashlib.sha256(made).hexdigest(), (), accessible=False)
    return handed_over(pdf, "to carry", "notes")


def _page_of(case: Case, form: CarryForm) -> CarryPage:
    language, lines = form.language.data, _lines(case)
    parts = tuple(
        Part(HEADINGS[language][section], tuple(line.text for line in lines[section]))
        for section in HEADINGS[language]
        if section in (form.parts.data or ()) and lines.get(section)
    )
    return CarryPage(language, parts, tuple(form.numbers))


def _problem(case: Case, page: CarryPage, *, is_as_said: bool) -> str | None:
    """Say what must change before the page can be carried; None where nothing must."""
    if not page.parts and not page.phones:
        return str(_("Choose a part that has words in it, or enter a number."))
    names = [name.display for name in names_of(case.survivor_id)]
    said = words_of(page)
    ours = [*names, *agency_names().values(), the_county().name]
    # Of persons of concern the walls leave those that the reader may open, and no word of others.
    telling = telling_in(said, ours, persons_of_concern(case.survivor_id))
    if telling:
        words = ", ".join(f"“{word}”" for word in telling)
        sentence = _("This would tell too much if it is found: %(words)s. ", words=words)
        return str(sentence + _("Say it in other words in the plan, or leave the part out."))
    grade = round(grade_of(said, page.language))
    if grade > EASY and not is_as_said:
        sentence = _("It reads like school grade %(grade)d; up to 6 is easy to read. ", grade=grade)
        return str(sentence + _("Use shorter sentences in the plan, or say that you keep them."))
    return None


def _lines(case: Case) -> dict[Section, list[SafetyLine]]:
    safety = plans_of(case).open(PlanKind.SAFETY)
    return safety.lines if safety else {}


def _page(case: Case, form: CarryForm) -> str:
    there = set(_lines(case))
    pairs = [(form[f"label_{n}"], form[f"number_{n}"]) for n in range(NUMBERS)]
    return render_template("casefile/carry.html", case=case, form=form, pairs=pairs, there=there)
