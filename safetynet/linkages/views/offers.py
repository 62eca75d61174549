from typing import Any
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from safetynet import clock
from safetynet.access import GuardedBlueprint, Permission, current_actor
from safetynet.cases import Case
from safetynet.directory import listed_among, services_taking_referrals
from safetynet.directory.instead import Instead, instead_of
from safetynet.forms import choices
from safetynet.linkages import queries
from safetynet.linkages.forms import NoteForm, OfferForm
from safetynet.linkages.life import ASKS_MORE, OVER, LinkageStatus, Side, Why
from safetynet.linkages.models import Linkage
from safetynet.linkages.operations import offer, write_note
from safetynet.linkages.policy import sides_of
from safetynet.linkages.words import (
    INTRODUCED_WORDS,
    STATUS_LOOKS,
    STATUS_WORDS,
    WHY_WORDS,
    step_word,
)
from safetynet.sharing import CATEGORY_WORDS
from safetynet.survivors import SafeContact, names_of, safe_contacts_of
from safetynet.survivors.words import CONTACT_WORDS, TIE_WORDS

linkages = GuardedBlueprint("linkages", __name__)
WORDS = {
    "status_words": STATUS_WORDS,
    "status_looks": STATUS_LOOKS,
    "why_words": WHY_WORDS,
    "introduced_words": INTRODUCED_WORDS,
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
    [service] = listed_among([UUID(form.service.data)])
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


def _instead(linkage: Linkage, sides: frozenset[Side]) -> list[Instead]:
    """Return what to look at next where a service could not be given."""
    if Side.OFFERING not in sides or linkage.status is not LinkageStatus.DECLINED:
        return []
    tried = queries.services_tried(linkage)
    other_ages = linkage.why is Why.AGE
    return instead_of(linkage.service, tried, clock.today(), other_ages=other_ages)


def _offer_form(case: Case) -> OfferForm:
    form = OfferForm(data={"service": request.args.get("service", "")})
    services = {
        service.id: f"{service.organization.name} – {service.name}"
        for service in services_taking_referrals()
    }
    form.service.choices = choices(services, blank=_("Choose"))
    if not current_actor().reaches(case.survivor_id):
        del form.text
    return form


def may_introduce(linkage: Linkage) -> bool:
    return linkage.sent_at is not None and linkage.status not in OVER


def _page(linkage: Linkage, form: NoteForm) -> str:
    actor = current_actor()
    sides = sides_of(actor, linkage)
    steps: dict[LinkageStatus, Side] = {}
    for side in sorted(sides, reverse=True):
        steps |= dict.fromkeys(linkage.next_for(side), side)
    reach = queries.reach_of(linkage, clock.today())
    taken = queries.steps_of(linkage)
    facts: dict[str, Any] = {
        "names": names_of(linkage.survivor_id),
        "taken": taken,
        "shared": queries.shared_at_sending(linkage, taken),
        "kind_words": CATEGORY_WORDS,
        "instead": _instead(linkage, sides),
        "may_introduce": Side.OFFERING in sides and may_introduce(linkage),
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
