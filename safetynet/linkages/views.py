from typing import Any
from uuid import UUID

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from safetynet import clock
from safetynet.access import GuardedBlueprint, Permission, check_version, current_actor
from safetynet.cases import Case
from safetynet.directory import services_taking_referrals
from safetynet.forms import choices
from safetynet.linkages import queries
from safetynet.linkages.forms import NoteForm, OfferForm, StepForm
from safetynet.linkages.life import ASKS_MORE, LinkageStatus, Side
from safetynet.linkages.models import Linkage, WrongStepError
from safetynet.linkages.operations import NoReleaseError, offer, take_step, write_note
from safetynet.linkages.policy import sides_of
from safetynet.linkages.words import STATUS_LOOKS, STATUS_WORDS, WHY_WORDS, step_word
from safetynet.survivors import SafeContact, names_of, safe_contacts_of
from safetynet.survivors.words import CONTACT_WORDS, TIE_WORDS

linkages = GuardedBlueprint("linkages", __name__)
WORDS = {
    "status_words": STATUS_WORDS,
    "status_looks": STATUS_LOOKS,
    "why_words": WHY_WORDS,
    "step_word": step_word,
}


@linkages.get("/linkages", needs=Permission.LINKAGE_WRITE)
def index() -> ResponseReturnValue:
    agency = current_actor().agency_id
    return render_template(
        "linkages/index.html",
        to_answer=queries.to_answer(agency),
        under_way=queries.under_way_with(agency),
        offered=queries.offered_by(agency),
        **WORDS,
    )


@linkages.get("/cases/<uuid:case>/linkages/new", needs=Permission.LINKAGE_WRITE)
def ask(case: Case) -> ResponseReturnValue:
    return render_template("linkages/offer.html", case=case, form=_offer_form(case))


@linkages.post("/cases/<uuid:case>/linkages", needs=Permission.LINKAGE_WRITE)
def add(case: Case) -> ResponseReturnValue:
    form = _offer_form(case)
    if not form.validate():
        return render_template("linkages/offer.html", case=case, form=form), 422
    actor, now = current_actor(), clock.now()
    wanted = UUID(form.service.data)
    service = next(row for row in services_taking_referrals() if row.id == wanted)
    linkage = offer(case, service, actor, now, agreed=form.agreed.data == "yes")
    if "text" in form and form.text.data:
        write_note(linkage, form.text.data, actor)
    return redirect(url_for("linkages.show", linkage=linkage.id), 303)


@linkages.get("/linkages/<uuid:linkage>", needs=Permission.CASE_READ)
def show(linkage: Linkage) -> ResponseReturnValue:
    return _page(linkage, NoteForm())


@linkages.post("/linkages/<uuid:linkage>/notes", needs=Permission.NOTE_WRITE)
def add_note(linkage: Linkage) -> ResponseReturnValue:
    form = NoteForm()
    if not form.validate():
        return _page(linkage, form), 422
    write_note(linkage, form.text.data or "", current_actor(), form.contact.data or None)
    return redirect(url_for("linkages.show", linkage=linkage.id), 303)


@linkages.get("/linkages/<uuid:linkage>/steps/<to>", needs=Permission.LINKAGE_WRITE)
def ask_step(linkage: Linkage, to: str) -> ResponseReturnValue:
    return _ask(linkage, Side.OFFERING, to)


@linkages.post("/linkages/<uuid:linkage>/steps/<to>", needs=Permission.LINKAGE_WRITE)
def step(linkage: Linkage, to: str) -> ResponseReturnValue:
    return _step(linkage, Side.OFFERING, to)


@linkages.get("/linkages/<uuid:linkage>/answers/<to>", needs=Permission.LINKAGE_ANSWER)
def ask_answer(linkage: Linkage, to: str) -> ResponseReturnValue:
    return _ask(linkage, Side.PROVIDER, to)


@linkages.post("/linkages/<uuid:linkage>/answers/<to>", needs=Permission.LINKAGE_ANSWER)
def answer(linkage: Linkage, to: str) -> ResponseReturnValue:
    return _step(linkage, Side.PROVIDER, to)


@linkages.post(
    "/linkages/<uuid:linkage>/safe-contacts/<uuid:contact>/reveal", needs=Permission.CONTACT_REVEAL
)
def reveal(linkage: Linkage, contact: SafeContact) -> ResponseReturnValue:
    """Open a released safe contact for a provider to whom the case itself is closed (CR-20)."""
    return render_template(
        "linkages/contact.html",
        linkage=linkage,
        contact=contact,
        contact_words=CONTACT_WORDS,
        TIE_WORDS=TIE_WORDS,
        day=clock.today(),
    )


def _ask(linkage: Linkage, side: Side, to: str) -> ResponseReturnValue:
    status = _status(to)
    if status not in linkage.next_for(side):
        flash(_("This linkage has moved on. Here is where it stands."), "warning")
        return redirect(url_for("linkages.show", linkage=linkage.id), 303)
    form = StepForm(obj=linkage).ask_for(status)
    for name in ("why", "position", "on"):
        if name in form and status is not linkage.status:
            form[name].data = None
    return _step_page(linkage, side, status, form)


def _step(linkage: Linkage, side: Side, to: str) -> ResponseReturnValue:
    check_version(linkage)
    status = _status(to)
    form = StepForm().ask_for(status)
    if not form.validate():
        return _step_page(linkage, side, status, form), 422
    actor = current_actor()
    try:
        take_step(linkage, status, side, actor, clock.now(), form.details)
    except WrongStepError:
        form.text.errors = [_("This linkage is not where that step starts. Open it again.")]
        return _step_page(linkage, side, status, form), 422
    except NoReleaseError:
        form.text.errors = [
            _(
                "No release in force carries this to the provider. Write the release first, "
                "or send the linkage without one."
            )
        ]
        return _step_page(linkage, side, status, form), 422
    if form.text.data and _may_write(linkage):
        write_note(linkage, form.text.data, actor)
    flash(_("%(case)s: %(status)s.", case=linkage.case_number, status=STATUS_WORDS[status]))
    if side is Side.PROVIDER:
        flash(_("%(agency)s sees your answer now.", agency=linkage.offered_by.name))
    elif linkage.sent_at and linkage.provider_agency:
        flash(_("%(agency)s sees it now.", agency=linkage.provider_agency.name))
    return redirect(url_for("linkages.show", linkage=linkage.id), 303)


def _status(to: str) -> LinkageStatus:
    try:
        return LinkageStatus(to)
    except ValueError:
        abort(404)


def _may_write(linkage: Linkage) -> bool:
    actor = current_actor()
    return actor.reaches(linkage.survivor_id) or linkage.provider_agency_id == actor.agency_id


def _offer_form(case: Case) -> OfferForm:
    form = OfferForm()
    services = {
        service.id: f"{service.organization.name} – {service.name}"
        for service in services_taking_referrals()
    }
    form.service.choices = choices(services, blank=_("Choose"))
    if not current_actor().reaches(case.survivor_id):
        del form.text
    return form


def _step_page(linkage: Linkage, side: Side, to: LinkageStatus, form: StepForm) -> str:
    page = "linkages/step.html"
    return render_template(
        page, linkage=linkage, side=side, to=to, form=form, may_write=_may_write(linkage), **WORDS
    )


def _page(linkage: Linkage, form: NoteForm) -> str:
    actor = current_actor()
    sides = sides_of(actor, linkage)
    steps: dict[LinkageStatus, Side] = {}
    for side in sorted(sides, reverse=True):
        steps |= dict.fromkeys(linkage.next_for(side), side)
    reach = queries.reach_of(linkage, clock.today())
    facts: dict[str, Any] = {
        "names": names_of(linkage.survivor_id),
        "taken": queries.steps_of(linkage),
        "notes": queries.notes_on(linkage),
        "contacts": safe_contacts_of(linkage.survivor_id) if Side.PROVIDER in sides else [],
        "contact_words": CONTACT_WORDS,
        "day": clock.today(),
        "reach": reach if Side.OFFERING in sides else None,
        "reads_theirs": bool(reach),
    }
    return render_template(
        "linkages/show.html",
        linkage=linkage,
        form=form,
        steps=steps,
        asks_more=ASKS_MORE,
        knows_case=linkage.case_id in actor.rights.cases or actor.sees_all_shells,
        **facts,
        **WORDS,
    )
