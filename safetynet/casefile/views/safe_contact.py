"""Safe contacts as an agency keeps them: rules in sight, the number behind a question (CR-20)."""

from collections.abc import Iterable
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug import Response

from safetynet import clock
from safetynet.access import Permission, check_version, current_actor
from safetynet.agencies import bylines
from safetynet.casefile.about import about
from safetynet.casefile.views.blueprints import survivors
from safetynet.cases import Case
from safetynet.survivors import ContactAttempt, SafeContact, attempts_of
from safetynet.survivors.forms import ContactForm
from safetynet.survivors.operations import (
    close_contact,
    confirm,
    correct,
    remove_number,
    write_down,
)
from safetynet.survivors.words import ATTEMPT_WORDS, STILL_SAFE_WORDS


@survivors.get("/cases/<uuid:case>/safe-contacts", needs=Permission.CONTACT_REVEAL)
def contacts(case: Case) -> ResponseReturnValue:
    attempts = attempts_of(case.survivor_id)
    return render_template(
        "survivors/contacts.html",
        case=case,
        about=about(case, current_actor()),
        attempts=attempts,
        **_said_of(each for found in attempts.values() for each in found),
    )


@survivors.get("/cases/<uuid:case>/safe-contacts/new", needs=Permission.SURVIVOR_WRITE)
def begin_contact(case: Case) -> ResponseReturnValue:
    return render_template("survivors/new_contact.html", case=case, form=ContactForm(version=0))


@survivors.post("/cases/<uuid:case>/safe-contacts", needs=Permission.SURVIVOR_WRITE)
def add_contact(case: Case) -> ResponseReturnValue:
    form = ContactForm()
    if not form.validate():
        return render_template("survivors/new_contact.html", case=case, form=form), 422
    mine = current_actor().agency_id
    write_down(SafeContact, case.survivor_id, mine, **form.said(), confirmed_on=clock.today())
    flash(_("The safe contact for %(number)s is saved.", number=case.number))
    return _to_contacts(case)


@survivors.post(
    "/cases/<uuid:case>/safe-contacts/<uuid:contact>/reveal", needs=Permission.CONTACT_REVEAL
)
def reveal(case: Case, contact: SafeContact) -> ResponseReturnValue:
    """Open what one must know before: how, when, what to say, who must not be told."""
    names = {*ContactForm()._fields} - {"value"}
    held = {name: getattr(contact, name) for name in names if hasattr(contact, name)}
    return _opened(case, contact, ContactForm(formdata=None, data=held))


@survivors.post("/cases/<uuid:case>/safe-contacts/<uuid:contact>", needs=Permission.SURVIVOR_WRITE)
def correct_contact(case: Case, contact: SafeContact) -> ResponseReturnValue:
    check_version(contact)
    form = ContactForm().over(contact)
    if not form.validate():
        return _opened(case, contact, form), 422
    correct(contact, **form.said())
    if contact.do_not_contact:
        close_contact(contact, current_actor())
    flash(_("The safe contact for %(number)s is corrected.", number=case.number))
    return _to_contacts(case)


@survivors.post(
    "/cases/<uuid:case>/safe-contacts/<uuid:contact>/confirmation",
    needs=Permission.SURVIVOR_WRITE,
)
def confirm_contact(case: Case, contact: SafeContact) -> ResponseReturnValue:
    confirm(contact, clock.today())
    flash(_("Noted: the safe contact for %(number)s was confirmed today.", number=case.number))
    return _to_contacts(case)


@survivors.post(
    "/cases/<uuid:case>/safe-contacts/<uuid:contact>/destruction",
    needs=Permission.SURVIVOR_WRITE,
)
def destroy_number(case: Case, contact: SafeContact) -> ResponseReturnValue:
    """Remove for good what somebody at another agency said is not safe any more."""
    if contact.do_not_contact:
        remove_number(contact)
        flash(_("The number is removed for good."))
    return _to_contacts(case)


def _opened(case: Case, contact: SafeContact, form: ContactForm) -> str:
    attempts = attempts_of(case.survivor_id).get(contact.id, [])
    return render_template(
        "survivors/contact.html",
        case=case,
        contact=contact,
        form=form.over(contact),
        about=about(case, current_actor()),
        attempts=attempts,
        **_said_of(attempts),
    )


def _said_of(attempts: Iterable[ContactAttempt]) -> dict[str, Any]:
    """Return what a page needs to tell of attempts."""
    return {
        "bylines": bylines(each.author_id for each in attempts),
        "attempt_words": ATTEMPT_WORDS,
        "still_safe_words": STILL_SAFE_WORDS,
    }


def _to_contacts(case: Case) -> Response:
    return redirect(url_for("survivors.contacts", case=case.id), 303)
