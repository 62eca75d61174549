from uuid import UUID

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select

from safetynet import clock
from safetynet.access import GuardedBlueprint, Permission, check_version, current_actor
from safetynet.agencies import Agency, agencies_at_the_table
from safetynet.audit import Result, who
from safetynet.db import db
from safetynet.directory.asking import asked_again, moment_now, wanted_in
from safetynet.directory.fitting import reasons
from safetynet.directory.forms import OrganizationForm, RoomForm, ServiceForm
from safetynet.directory.handout import MOST, words_in
from safetynet.directory.hours import spans_in
from safetynet.directory.models import Organization, Service
from safetynet.directory.operations import found, keep_right, list_service, organization_for, rename
from safetynet.directory.package import packed
from safetynet.directory.places import takes_places
from safetynet.directory.policy import KEEPERS
from safetynet.directory.queries import (
    find,
    listed_among,
    of_own_agency,
    organizations,
    places_of,
    rooms_to_confirm,
)
from safetynet.directory.texts import several
from safetynet.directory.words import (
    GENDER_WORDS,
    OPENING_WORDS,
    PHONE_WORDS,
    SPOKEN_HERE,
    TYPE_WORDS,
    UNLISTED_WORDS,
    hours_words,
    language_word,
)
from safetynet.forms import choices

directory = GuardedBlueprint("directory", __name__, url_prefix="/directory")
WORDS = {
    "type_words": TYPE_WORDS,
    "gender_words": GENDER_WORDS,
    "opening_words": OPENING_WORDS,
    "phone_words": PHONE_WORDS,
    "unlisted_words": UNLISTED_WORDS,
    "language_word": language_word,
    "hours_words": hours_words,
}


@directory.get("", needs=Permission.DIRECTORY_READ)
def index() -> ResponseReturnValue:
    wanted, now, day = wanted_in(request.args), moment_now(), clock.today()
    page = find(wanted, now, _asked_id("after"))
    return render_template(
        "directory/index.html",
        page=page,
        wanted=wanted,
        here=asked_again(request.args),
        why={row.id: reasons(row, wanted, now, day) for row in (*page.services, *page.nearly)},
        spoken=SPOKEN_HERE,
        day=day,
        **WORDS,
    )


@directory.get("/<uuid:service>", needs=Permission.DIRECTORY_READ)
def show(service: Service) -> ResponseReturnValue:
    return render_template(
        "directory/show.html",
        service=service,
        places=places_of([service])[service.id],
        takes_places=takes_places(service),
        day=clock.today(),
        **WORDS,
    )


@directory.get("/handout", needs=Permission.DIRECTORY_READ)
def handout() -> ResponseReturnValue:
    """Print what somebody may take along; an id that is not listed is not there."""
    services = listed_among(_ids(request.args.getlist("service"))[:MOST])
    return render_template(
        "directory/handout.html", services=services, places=places_of(services), words_in=words_in
    )


@directory.get("/export", needs=Permission.DIRECTORY_READ)
def export() -> ResponseReturnValue:
    """Hand over everything that is listed, as HSDS 3.0."""
    who().result = Result.EXPORTED
    named = {"Content-Disposition": 'attachment; filename="services-hsds-3.zip"'}
    return Response(packed(), mimetype="application/zip", headers=named)


@directory.get("/new", needs=Permission.DIRECTORY_WRITE)
def new() -> ResponseReturnValue:
    return render_template("directory/edit.html", form=_form(), service=None)


@directory.post("", needs=Permission.DIRECTORY_WRITE)
def add() -> ResponseReturnValue:
    form = _form()
    del form.version
    if not form.validate():
        return render_template("directory/edit.html", form=form, service=None), 422
    service = list_service(_organization(form))
    _fill(service, form)
    db.session.flush()
    flash(_("%(name)s is in the directory.", name=service.name))
    return redirect(url_for("directory.show", service=service.id), 303)


@directory.get("/<uuid:service>/edit", needs=Permission.DIRECTORY_WRITE)
def edit(service: Service) -> ResponseReturnValue:
    return render_template("directory/edit.html", form=_edit_form(service), service=service)


@directory.post("/<uuid:service>/edit", needs=Permission.DIRECTORY_WRITE)
def save(service: Service) -> ResponseReturnValue:
    check_version(service)
    form = _edit_form(service)
    if not form.validate():
        return render_template("directory/edit.html", form=form, service=service), 422
    _fill(service, form)
    flash(_("%(name)s: saved.", name=service.name))
    return redirect(url_for("directory.show", service=service.id), 303)


@directory.post("/<uuid:service>/openings", needs=Permission.DIRECTORY_WRITE)
def confirm_openings(service: Service) -> ResponseReturnValue:
    form = RoomForm()
    if not form.validate():
        return _rooms_page({service.id: form}), 422
    if form.wait_days.data is not None:
        service.wait_days = form.wait_days.data
    service.confirm_openings(clock.today(), form.openings.data, current_actor().id)
    said = {"name": service.name, "count": service.openings}
    flash(_("Thank you. Everybody now sees for %(name)s: openings %(count)s, fresh today.", **said))
    if form.openings.data is None:
        return redirect(url_for("directory.show", service=service.id), 303)
    return redirect(url_for("directory.rooms"), 303)


@directory.get("/rooms", needs=Permission.DIRECTORY_WRITE)
def rooms() -> ResponseReturnValue:
    return _rooms_page({})


@directory.post("/rooms", needs=Permission.DIRECTORY_WRITE)
def confirm_rooms() -> ResponseReturnValue:
    """One tap: all numbers of the agency are still right."""
    day, actor = clock.today(), current_actor()
    stale = rooms_to_confirm(actor.agency_id, day)
    for service in stale:
        service.confirm_openings(day, by=actor.id)
    flash(
        ngettext(
            "Thank you. %(num)d number is confirmed today.",
            "Thank you. %(num)d numbers are confirmed today.",
            len(stale),
        )
    )
    return redirect(url_for("directory.rooms"), 303)


def _rooms_page(sent: dict[UUID, RoomForm]) -> str:
    agency, day = current_actor().agency_id, clock.today()
    services = [row for row in of_own_agency(agency) if row.openings is not None]
    forms = {row.id: sent.get(row.id) or RoomForm(formdata=None, obj=row) for row in services}
    for service_id, form in forms.items():
        form.stand_apart(service_id)
    stale = rooms_to_confirm(agency, day)
    return render_template(
        "directory/rooms.html",
        services=sorted(services, key=lambda row: row not in stale),
        stale=stale,
        forms=forms,
        day=day,
        **WORDS,
    )


@directory.get("/organizations/<uuid:organization>", needs=Permission.DIRECTORY_WRITE)
def edit_organization(organization: Organization) -> ResponseReturnValue:
    form = _organization_form(organization)
    return render_template("directory/organization.html", form=form, organization=organization)


@directory.post("/organizations/<uuid:organization>", needs=Permission.DIRECTORY_WRITE)
def save_organization(organization: Organization) -> ResponseReturnValue:
    check_version(organization)
    form = _organization_form(organization)
    if not form.validate():
        page = "directory/organization.html"
        return render_template(page, form=form, organization=organization), 422
    rename(organization, form.name.data or "")
    organization.website = form.website.data or None
    if "agency" in form:
        organization.agency_id = UUID(form.agency.data) if form.agency.data else None
    flash(_("%(name)s: saved.", name=organization.name))
    return redirect(url_for("directory.index"), 303)


def _ids(texts: list[str]) -> list[UUID]:
    found = []
    for text in texts:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


def _asked_id(name: str) -> UUID | None:
    return next(iter(_ids([request.args.get(name, "")])), None)


def _form() -> ServiceForm:
    """Keepers say who offers it; everybody else enters what their own agency offers."""
    form = ServiceForm()
    if current_actor().role in KEEPERS:
        form.offer({row.id: row.name for row in organizations()})
    else:
        form.offer(None)
    return form


def _organization(form: ServiceForm) -> Organization:
    if "organization" not in form:
        own = select(Agency).where(Agency.id == current_actor().agency_id)
        return organization_for(db.session.scalars(own).one())
    if form.new_organization.data:
        return found(form.new_organization.data)
    wanted = select(Organization).where(Organization.id == UUID(form.organization.data))
    return db.session.scalars(wanted).one()


PLAIN_FACTS = (
    "name", "age_from", "age_to", "is_confidential", "takes_referrals", "openings", "wait_days",
)  # fmt: skip
TEXTS = (
    "description",
    "phone",
    "location_note",
    "eligibility",
    "hours_note",
    "application",
    "fees",
    "website",
)


def _fill(service: Service, form: ServiceForm) -> None:
    before = service.openings
    for name in PLAIN_FACTS:
        setattr(service, name, form[name].data)
    if service.phone != (form.phone.data or None):
        service.phones = []
    if service.hours_note != (form.hours_note.data or None):
        service.hours = spans_in(form.hours_note.data or "")
        if form.hours_note.data and not service.hours:
            flash(_("The opening hours are shown as written; a search does not know them."))
    for name in TEXTS:
        setattr(service, name, form[name].data or None)
    service.types = [str(kind) for kind in form.types.data or []]
    service.genders = [str(gender) for gender in form.genders.data or []]
    service.without_papers = form.without_papers.data or None
    service.areas = several(form.areas.data or "")
    service.languages = list(form.languages.data or [])
    service.is_active = form.is_active.data
    keep_right(service, before, clock.today(), current_actor().id)


def _edit_form(service: Service) -> ServiceForm:
    form = ServiceForm(obj=service)
    form.offer(None)
    if isinstance(form.areas.data, list):
        form.areas.data = ", ".join(form.areas.data)
    return form


def _organization_form(organization: Organization) -> OrganizationForm:
    form = OrganizationForm(obj=organization)
    if current_actor().role not in KEEPERS:
        del form.agency
        return form
    # An agency answers referrals as one organization.
    taken = {other.agency_id for other in organizations() if other.id != organization.id}
    agencies = {row.id: row.name for row in agencies_at_the_table() if row.id not in taken}
    form.agency.choices = choices(agencies, blank=_("None"))
    if form.agency.data is None or isinstance(form.agency.data, Agency):
        form.agency.data = str(organization.agency_id or "")
    return form
