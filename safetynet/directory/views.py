from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from safetynet import clock
from safetynet.access import GuardedBlueprint, Permission, check_version, current_actor
from safetynet.agencies import Agency, agencies_at_the_table
from safetynet.db import db
from safetynet.directory.forms import OrganizationForm, ServiceForm
from safetynet.directory.models import Organization, Service, ServiceType
from safetynet.directory.operations import found, keep_right, list_service, organization_for
from safetynet.directory.policy import KEEPERS
from safetynet.directory.queries import Wanted, find, languages_spoken, organizations
from safetynet.directory.words import TYPE_WORDS, language_word
from safetynet.forms import choices, one_of

directory = GuardedBlueprint("directory", __name__, url_prefix="/directory")
WORDS = {"type_words": TYPE_WORDS, "language_word": language_word}


@directory.get("", needs=Permission.DIRECTORY_READ)
def index() -> ResponseReturnValue:
    wanted = _wanted()
    page = find(wanted, _asked_id("after"))
    here = {key: value for key, value in request.args.items() if key != "after"}
    return render_template(
        "directory/index.html",
        page=page,
        wanted=wanted,
        here=here,
        spoken=languages_spoken(),
        day=clock.today(),
        **WORDS,
    )


@directory.get("/<uuid:service>", needs=Permission.DIRECTORY_READ)
def show(service: Service) -> ResponseReturnValue:
    return render_template("directory/show.html", service=service, day=clock.today(), **WORDS)


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
    form = ServiceForm(obj=service)
    form.offer(None)
    return render_template("directory/edit.html", form=form, service=service)


@directory.post("/<uuid:service>/edit", needs=Permission.DIRECTORY_WRITE)
def save(service: Service) -> ResponseReturnValue:
    check_version(service)
    form = ServiceForm(obj=service)
    form.offer(None)
    if not form.validate():
        return render_template("directory/edit.html", form=form, service=service), 422
    _fill(service, form)
    flash(_("%(name)s: saved.", name=service.name))
    return redirect(url_for("directory.show", service=service.id), 303)


@directory.post("/<uuid:service>/openings", needs=Permission.DIRECTORY_WRITE)
def confirm_openings(service: Service) -> ResponseReturnValue:
    service.confirm_openings(clock.today())
    said = {"name": service.name, "count": service.openings}
    flash(_("Thank you. Everybody now sees for %(name)s: openings %(count)s, fresh today.", **said))
    return redirect(url_for("directory.show", service=service.id), 303)


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
    organization.name = form.name.data or ""
    organization.website = form.website.data or None
    if "agency" in form:
        organization.agency_id = UUID(form.agency.data) if form.agency.data else None
    flash(_("%(name)s: saved.", name=organization.name))
    return redirect(url_for("directory.index"), 303)


def _wanted() -> Wanted:
    kind = request.args.get("kind", "")
    return Wanted(
        words=request.args.get("words", "").strip(),
        kind=one_of(ServiceType)(kind if kind in set(ServiceType) else ""),  # type: ignore[arg-type]
        language=request.args.get("language", ""),
        takes_referrals=bool(request.args.get("takes_referrals")),
    )


def _asked_id(name: str) -> UUID | None:
    try:
        return UUID(request.args.get(name, ""))
    except ValueError:
        return None


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


def _fill(service: Service, form: ServiceForm) -> None:
    before = service.openings
    for name in ("name", "age_from", "age_to", "is_confidential", "takes_referrals", "openings"):
        setattr(service, name, form[name].data)
    for name in ("description", "phone", "location_note"):
        setattr(service, name, form[name].data or None)
    service.types = [str(kind) for kind in form.types.data or []]
    service.languages = list(form.languages.data or [])
    service.is_active = form.is_active.data
    keep_right(service, before, clock.today())


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
