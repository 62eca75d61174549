"""Reaching somebody without harm: rules in sight, the number behind a recorded act (CR-20)."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug import Response

from safetynet import clock
from safetynet.access import Permission, check_version, current_actor
from safetynet.casefile.about import about
from safetynet.casefile.views.blueprints import survivors
from safetynet.cases import Case
from safetynet.survivors import SafeContact
from safetynet.survivors.forms import ContactForm
from safetynet.survivors.operations import confirm, correct, write_down


@survivors.get("/cases/<uuid:case>/safe-contacts", needs=Permission.CONTACT_REVEAL)
def contacts(case: Case) -> ResponseReturnValue:
    return render_template("survivors/contacts.html", case=case, about=about(case, current_actor()))


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
    """Open it: the one page that shows the number, and it only answers to a pressed button."""
    names = [column for column in ContactForm()._fields if hasattr(contact, column)]
    form = ContactForm(formdata=None, data={name: getattr(contact, name) for name in names})
    return _opened(case, contact, form)


@survivors.post("/cases/<uuid:case>/safe-contacts/<uuid:contact>", needs=Permission.SURVIVOR_WRITE)
def correct_contact(case: Case, contact: SafeContact) -> ResponseReturnValue:
    check_version(contact)
    form = ContactForm()
    if not form.validate():
        return _opened(case, contact, form), 422
    correct(contact, **form.said())
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


def _opened(case: Case, contact: SafeContact, form: ContactForm) -> str:
    return render_template(
        "survivors/contact.html",
        case=case,
        contact=contact,
        form=form,
        about=about(case, current_actor()),
    )


def _to_contacts(case: Case) -> Response:
    return redirect(url_for("survivors.contacts", case=case.id), 303)
