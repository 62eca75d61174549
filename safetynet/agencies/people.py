"""The administrator's pages: agencies and people, never cases."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from safetynet.access import GuardedBlueprint, Permission, Role, check_version
from safetynet.agencies import operations
from safetynet.agencies.forms import AgencyForm, MemberForm
from safetynet.agencies.models import Agency, AgencyClass, Member
from safetynet.agencies.queries import agencies_at_the_table, everybody_by_agency
from safetynet.agencies.words import AGENCY_CLASS_WORDS, ROLE_WORDS
from safetynet.db import db

people = GuardedBlueprint("people", __name__, url_prefix="/people")


@people.get("", needs=Permission.PEOPLE_MANAGE)
def index() -> ResponseReturnValue:
    return render_template(
        "people/index.html",
        agencies=agencies_at_the_table(),
        members=everybody_by_agency(),
        role_words=ROLE_WORDS,
        class_words=AGENCY_CLASS_WORDS,
    )


@people.get("/agencies/new", needs=Permission.PEOPLE_MANAGE)
def ask_agency() -> ResponseReturnValue:
    return render_template("people/agency.html", form=AgencyForm())


@people.post("/agencies", needs=Permission.PEOPLE_MANAGE)
def add_agency() -> ResponseReturnValue:
    form = AgencyForm()
    if form.validate() and _is_taken(form.handle.data or ""):
        form.handle.errors = [_("Another agency has this short name. Choose a different one.")]
    if form.errors:
        return render_template("people/agency.html", form=form), 422
    agency = Agency()
    form.populate_obj(agency)
    db.session.add(agency)
    flash(_("%(agency)s is added. Now add its people.", agency=agency.name))
    return redirect(url_for("people.index"), 303)


def _is_taken(handle: str) -> bool:
    return db.session.scalar(select(Agency.id).where(Agency.handle == handle)) is not None


@people.get("/agencies/<uuid:agency>/members/new", needs=Permission.PEOPLE_MANAGE)
def ask_member(agency: Agency) -> ResponseReturnValue:
    return render_template("people/member.html", agency=agency, form=MemberForm())


@people.post("/agencies/<uuid:agency>/members", needs=Permission.PEOPLE_MANAGE)
def add_member(agency: Agency) -> ResponseReturnValue:
    """Show the first password and the code's secret once, on this very answer."""
    form = MemberForm()
    if form.validate() and operations.is_enrolled(form.email.data or ""):
        form.email.errors = [_("Somebody signs in with this e-mail already.")]
    if form.role.data is Role.COORDINATOR and agency.kind is not AgencyClass.COORDINATING:
        # Whoever gives seats must not sit at a table (§2).
        form.role.errors = [_("Only a coordinating office has coordinators.")]
    if form.errors:
        return render_template("people/member.html", agency=agency, form=form), 422
    first = operations.invite(
        agency.id, name=form.name.data or "", email=form.email.data or "", role=form.role.data
    )
    return render_template("people/first_sign_in.html", agency=agency, first=first), 201


@people.post("/members/<uuid:member>/leave", needs=Permission.PEOPLE_MANAGE)
def leave(member: Member) -> ResponseReturnValue:
    check_version(member)
    member.is_active = False
    flash(_("%(name)s can no longer sign in.", name=member.name))
    return redirect(url_for("people.index"), 303)


@people.post("/members/<uuid:member>/return", needs=Permission.PEOPLE_MANAGE)
def come_back(member: Member) -> ResponseReturnValue:
    check_version(member)
    member.is_active = True
    flash(_("%(name)s can sign in again.", name=member.name))
    return redirect(url_for("people.index"), 303)
