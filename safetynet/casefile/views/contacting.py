"""Before a number opens one says whether it is still safe; after that, what came of it (CR-20).

One way for everybody who may open a contact: at the table, by a release, or for a linkage.
"""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from safetynet import clock
from safetynet.access import Permission, current_actor
from safetynet.casefile.views.blueprints import survivors
from safetynet.cases import Case
from safetynet.db import db
from safetynet.survivors import ContactAttempt, SafeContact, contact_of
from safetynet.survivors.forms import AttemptForm, StillSafeForm
from safetynet.survivors.models import AttemptOutcome
from safetynet.survivors.operations import begin_attempt, end_attempt
from safetynet.survivors.words import ATTEMPT_WORDS, STILL_SAFE_WORDS

REVEAL = Permission.CONTACT_REVEAL


@survivors.app_context_processor
def ritual() -> dict[str, object]:
    """Let every page on which a contact stands ask the same question."""
    return {"still_safe_form": lambda contact: StillSafeForm(formdata=None).about(contact)}


@survivors.post("/safe-contacts/<uuid:contact>/number", needs=REVEAL)
def open_number(contact: SafeContact) -> ResponseReturnValue:
    form = StillSafeForm().about(contact)
    if contact.do_not_contact or not form.validate():
        return render_template("survivors/before.html", contact=contact, form=form), 422
    attempt = begin_attempt(contact, current_actor(), form.still_safe.data)
    if attempt.outcome:
        flash(_("Nobody can open this number any more. Look for another way to reach her or him."))
    return redirect(url_for("survivors.attempt", attempt=attempt.id), 303)


@survivors.get("/contact-attempts/<uuid:attempt>", needs=REVEAL)
def attempt(attempt: ContactAttempt) -> ResponseReturnValue:
    return _page(attempt, AttemptForm(formdata=None))


@survivors.post("/contact-attempts/<uuid:attempt>", needs=REVEAL)
def finish_attempt(attempt: ContactAttempt) -> ResponseReturnValue:
    form = AttemptForm()
    if attempt.outcome:
        flash(_("What came of this was written down before."), "warning")
    elif not form.validate():
        return _page(attempt, form), 422
    else:
        contact, text = contact_of(attempt), form.text.data or None
        end_attempt(attempt, contact, current_actor(), form.outcome.data, text)
        if form.outcome.data is AttemptOutcome.NOT_SAFE:
            flash(_("Nobody can open this number any more."))
        flash(_("It is written down."))
    return redirect(url_for("survivors.attempt", attempt=attempt.id), 303)


def _page(attempt: ContactAttempt, form: AttemptForm) -> str:
    contact = contact_of(attempt)
    wanted = select(Case).where(Case.survivor_id == attempt.survivor_id)
    is_open = attempt.shows_number(clock.now()) and contact is not None
    return render_template(
        "survivors/attempt.html",
        attempt=attempt,
        contact=contact if is_open and contact and not contact.do_not_contact else None,
        case=db.session.scalars(wanted).first(),
        form=form,
        attempt_words=ATTEMPT_WORDS,
        still_safe_words=STILL_SAFE_WORDS,
    )
