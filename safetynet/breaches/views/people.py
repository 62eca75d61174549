"""One young person: the safety call, then her letter."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from safetynet import clock
from safetynet.access import Permission, StaleError, check_version, current_actor
from safetynet.agencies import bylines
from safetynet.breaches import queries, telling
from safetynet.breaches.letter import letter_for, set_in_type
from safetynet.breaches.models import Affected, Breach, BreachPart, NotCalledError
from safetynet.breaches.states import How, WrongStateError
from safetynet.breaches.telling_forms import CallForm, SentForm
from safetynet.breaches.views.blueprint import breaches
from safetynet.breaches.views.parts import PART
from safetynet.meetings.paper import new_serial
from safetynet.meetings.pdf.answer import handed_over

PERSON = f"{PART}/people/<uuid:affected>"


@breaches.get(PERSON, needs=Permission.BREACH_WORK)
def person(breach: Breach, part: BreachPart, affected: Affected) -> ResponseReturnValue:
    return _page(breach, part, affected)


@breaches.post(f"{PERSON}/calls", needs=Permission.BREACH_WORK)
def call(breach: Breach, part: BreachPart, affected: Affected) -> ResponseReturnValue:
    form = CallForm()
    if not form.validate():
        return _page(breach, part, affected, calling=form), 422
    said = form.outcome.data, form.at.data, form.text.data or ""
    telling.call(affected, *said, current_actor())
    flash(_("It is written down."))
    return _to(breach, part, affected)


@breaches.post(f"{PERSON}/letter", needs=Permission.BREACH_WORK)
def send(breach: Breach, part: BreachPart, affected: Affected) -> ResponseReturnValue:
    """Mark a letter as sent, after the call alone and by the ways that it has opened."""
    form = SentForm().offer(list(How))
    if not form.validate():
        return _page(breach, part, affected, sending=form.offer(affected.ways)), 422
    check_version(affected)
    try:
        telling.send(breach, part, affected, form.how.data, current_actor(), clock.now())
    except NotCalledError:
        flash(_("Call first: a letter before the safety call can harm her or him."), "error")
    except telling.NoLetterError:
        flash(_("Your agency has not written its letter yet."), "error")
    except WrongStateError:
        raise StaleError(affected) from None
    else:
        flash(_("It is written down that the letter went out."))
    return _to(breach, part, affected)


@breaches.get(f"{PERSON}/<any(en, es):language>.pdf", needs=Permission.BREACH_WORK, fresh=True)
def letter_pdf(
    breach: Breach, part: BreachPart, affected: Affected, language: str
) -> ResponseReturnValue:
    words = queries.letters_of(part.id).get(language)
    if words is None:
        raise NotFound
    with force_locale(language):
        pdf = set_in_type(letter_for(breach, affected, words))
    serial = new_serial()
    return handed_over(pdf, serial, f"notice-{serial}-{language}")


def _to(breach: Breach, part: BreachPart, affected: Affected) -> ResponseReturnValue:
    path = url_for("breaches.person", breach=breach.id, part=part.id, affected=affected.id)
    return redirect(path, 303)


def _page(breach: Breach, part: BreachPart, affected: Affected, **given: Any) -> str:
    calls = queries.calls_of(affected.id)
    people = {call.by_id for call in calls} | (
        {affected.letter_by_id} if affected.letter_by_id else set()
    )
    letters = queries.letters_of(part.id)
    may_send = bool(affected.ways and breach.verdict and letters)
    if not may_send:
        given.pop("sending", None)
    untouched = {"formdata": None, "version": affected.version}
    forms = {
        "calling": CallForm(**untouched, at=clock.now()),
        "sending": SentForm(**untouched).offer(affected.ways),
    }
    return render_template(
        "breaches/person.html",
        breach=breach,
        part=part,
        affected=affected,
        calls=calls,
        letters=letters,
        may_send=may_send,
        bylines=bylines(people),
        **forms | given | ({"form": next(iter(given.values()))} if given else {}),
    )
