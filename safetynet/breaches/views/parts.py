"""One agency's own part: its people, its letter, its clocks, and whom it told."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from safetynet import clock
from safetynet.access import Permission, check_version, current_actor
from safetynet.agencies import bylines
from safetynet.breaches import queries, telling
from safetynet.breaches.models import Breach, BreachPart
from safetynet.breaches.telling_forms import DutiesForm, LetterForm, NoticeForm, PersonForm
from safetynet.breaches.views.blueprint import breaches
from safetynet.breaches.views.incidents import ONE

PART = f"{ONE}/parts/<uuid:part>"


@breaches.get(PART, needs=Permission.BREACH_WORK)
def part(breach: Breach, part: BreachPart) -> ResponseReturnValue:
    return _page(breach, part)


@breaches.post(f"{PART}/duties", needs=Permission.BREACH_WORK)
def say_duties(breach: Breach, part: BreachPart) -> ResponseReturnValue:
    form = DutiesForm()
    if not form.validate():
        return _page(breach, part, duties=form), 422
    check_version(part)
    part.bound, part.is_funded = form.bound.data, form.funded.data == "yes"
    flash(_("It is written down."))
    return to_part(breach, part)


@breaches.post(f"{PART}/notices", needs=Permission.BREACH_WORK)
def tell(breach: Breach, part: BreachPart) -> ResponseReturnValue:
    form = NoticeForm()
    if not form.validate():
        return _page(breach, part, telling=form), 422
    telling.tell(part, form.notice(), current_actor())
    flash(_("It is written down."))
    return to_part(breach, part)


@breaches.post(f"{PART}/people", needs=Permission.BREACH_WORK)
def add_person(breach: Breach, part: BreachPart) -> ResponseReturnValue:
    """Add somebody of whom the ledger cannot know; what is only others' is not found."""
    form = PersonForm()
    if not form.validate():
        return _page(breach, part, adding=form), 422
    record = queries.own_record(form.number.data or "", current_actor())
    if record is None:
        form.number.errors = [_("Your agency works on no case with this number.")]
        return _page(breach, part, adding=form), 422
    try:
        telling.add_person(breach, part, record, form.kinds.data or [])
    except telling.ListedError:
        form.number.errors = [_("She or he is on the list already.")]
        return _page(breach, part, adding=form), 422
    flash(_("Added. Call first, and write then."))
    return to_part(breach, part)


@breaches.get(f"{PART}/letter/<any(en, es):language>", needs=Permission.BREACH_WORK)
def letter(breach: Breach, part: BreachPart, language: str) -> ResponseReturnValue:
    found = queries.letters_of(part.id).get(language)
    form = LetterForm(obj=found) if found else LetterForm(version=0)
    return _letter_page(breach, part, language, form)


@breaches.post(f"{PART}/letter/<any(en, es):language>", needs=Permission.BREACH_WORK)
def write_letter(breach: Breach, part: BreachPart, language: str) -> ResponseReturnValue:
    form = LetterForm()
    if not form.validate():
        return _letter_page(breach, part, language, form), 422
    if (found := queries.letters_of(part.id).get(language)) is not None:
        check_version(found)
    said = [field.data or "" for field in (form.happened, form.doing, form.contact)]
    telling.write_letter(part, language, *said)
    flash(_("The letter is saved. Print it with each young person."))
    return to_part(breach, part)


def to_part(breach: Breach, part: BreachPart) -> ResponseReturnValue:
    return redirect(url_for("breaches.part", breach=breach.id, part=part.id), 303)


def _letter_page(breach: Breach, part: BreachPart, language: str, form: LetterForm) -> str:
    return render_template(
        "breaches/letter.html", breach=breach, part=part, written_in=language, form=form
    )


def _page(breach: Breach, part: BreachPart, **given: Any) -> str:
    """Render an agency's part; `given` is the form that was not right."""
    notices = queries.notices_of(part.id)
    untouched = {"formdata": None, "version": part.version}
    forms = {
        "duties": DutiesForm(
            **untouched, bound=part.bound, funded="yes" if part.is_funded else "no"
        ),
        "telling": NoticeForm(**untouched, at=clock.now()),
        "adding": PersonForm(formdata=None),
    }
    return render_template(
        "breaches/part.html",
        breach=breach,
        part=part,
        due=queries.deadlines_by_part(breach, [part])[part.id],
        affected=queries.affected_in(breach.id, part.id),
        notices=notices,
        letters=queries.letters_of(part.id),
        bylines=bylines(notice.by_id for notice in notices),
        day=clock.today(),
        **forms | given | ({"form": next(iter(given.values()))} if given else {}),
    )
