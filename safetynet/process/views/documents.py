"""What lies with a request at the desk: the paper as it was served, and what came with it."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from safetynet.access import Permission, current_actor
from safetynet.files.forms import PaperForm
from safetynet.files.models import DocumentKind
from safetynet.files.operations import NOT_STORED, add_served
from safetynet.process.models import LegalProcess
from safetynet.process.views.blueprint import process as desk

AT = "/legal-process/<uuid:process>/documents"


@desk.get(f"{AT}/new", needs=Permission.PROCESS_KEEP)
def begin_document(process: LegalProcess) -> ResponseReturnValue:
    return _form_page(process, PaperForm())


@desk.post(AT, needs=Permission.PROCESS_KEEP)
def add_document(process: LegalProcess) -> ResponseReturnValue:
    form = PaperForm()
    if not form.validate():
        return _form_page(process, form), 422
    try:
        sent = form.sent(DocumentKind.SERVED)
        add_served(sent, process.id, process.survivor_id, current_actor())
    except NOT_STORED as error:
        form.blame(error)
        return _form_page(process, form), 422
    flash(_("The document is stored."))
    return redirect(url_for("process.show", process=process.id), 303)


def _form_page(process: LegalProcess, form: PaperForm) -> str:
    return render_template("process/document.html", process=process, form=form)
