"""The administrator's pages: agencies and people, never cases."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from safetynet import clock
from safetynet.access import GuardedBlueprint, Permission, Role, check_version, current_actor
from safetynet.agencies import papers
from safetynet.agencies.models import Agency, AgencyClass, Member, PaperKind
from safetynet.agencies.queries import agencies_at_the_table, everybody_by_agency
from safetynet.agencies.words import AGENCY_CLASS_WORDS, PAPER_WORDS, ROLE_WORDS
from safetynet.authentication import enrolling
from safetynet.db import db
from safetynet.notices import Kind, tell
from safetynet.people.forms import AgencyForm, MemberForm, PaperForm

people = GuardedBlueprint("people", __name__, url_prefix="/people")

OF_THE_OFFICE = frozenset({Role.COORDINATOR, Role.PRIVACY_OFFICER})
"""Whoever gives seats must not sit at a table (§2), nor must whoever watches over everybody's."""


@people.get("", needs=Permission.PEOPLE_MANAGE)
def index() -> ResponseReturnValue:
    return render_template(
        "people/index.html",
        agencies=agencies_at_the_table(),
        members=everybody_by_agency(),
        papers=papers.papers_by_holder(),
        PAPER_WORDS=PAPER_WORDS,
        day=clock.today(),
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
    if form.validate() and enrolling.is_enrolled(form.email.data or ""):
        form.email.errors = [_("Somebody signs in with this e-mail already.")]
    if form.role.data in OF_THE_OFFICE and agency.kind is not AgencyClass.COORDINATING:
        form.role.errors = [_("Only a coordinating office has coordinators and privacy officers.")]
    if form.errors:
        return render_template("people/member.html", agency=agency, form=form), 422
    first = enrolling.invite(
        agency.id, name=form.name.data or "", email=form.email.data or "", role=form.role.data
    )
    return render_template("people/first_sign_in.html", agency=agency, first=first), 201


@people.post("/members/<uuid:member>/leave", needs=Permission.PEOPLE_MANAGE)
def leave(member: Member) -> ResponseReturnValue:
    check_version(member)
    member.is_active = False
    tell(Kind.LEFT, member, [member.id])
    flash(_("%(name)s can no longer sign in.", name=member.name))
    return redirect(url_for("people.index"), 303)


@people.post("/members/<uuid:member>/return", needs=Permission.PEOPLE_MANAGE)
def come_back(member: Member) -> ResponseReturnValue:
    check_version(member)
    member.is_active = True
    flash(_("%(name)s can sign in again.", name=member.name))
    return redirect(url_for("people.index"), 303)


@people.get("/members/<uuid:member>/papers", needs=Permission.PEOPLE_MANAGE)
def member_papers(member: Member) -> ResponseReturnValue:
    return _papers_page(member.agency, member, PaperForm())


@people.post("/members/<uuid:member>/papers", needs=Permission.PEOPLE_MANAGE)
def record_member_paper(member: Member) -> ResponseReturnValue:
    return _recorded(member.agency, member)


@people.get("/agencies/<uuid:agency>/papers", needs=Permission.PEOPLE_MANAGE)
def agency_papers(agency: Agency) -> ResponseReturnValue:
    return _papers_page(agency, None, PaperForm())


@people.post("/agencies/<uuid:agency>/papers", needs=Permission.PEOPLE_MANAGE)
def record_agency_paper(agency: Agency) -> ResponseReturnValue:
    return _recorded(agency, None)


def _recorded(agency: Agency, member: Member | None) -> ResponseReturnValue:
    form = _offered(member, PaperForm())
    if not form.validate() or form.until.data is None:
        return _papers_page(agency, member, form), 422
    by, holder = current_actor().id, member.id if member else None
    papers.record(form.kind.data, agency.id, holder, form.until.data, by)
    flash(_("It is written down. It counts from the next page on."))
    return redirect(url_for("people.index"), 303)


def _offered(member: Member | None, form: PaperForm) -> PaperForm:
    form.offer(*([PaperKind.AGREEMENT, PaperKind.TRAINING] if member else [PaperKind.MEMORANDUM]))
    return form


def _papers_page(agency: Agency, member: Member | None, form: PaperForm) -> str:
    held = papers.papers_by_holder().get(member.id if member else agency.id, {})
    return render_template(
        "people/papers.html",
        agency=agency,
        member=member,
        form=_offered(member, form),
        held=held,
        PAPER_WORDS=PAPER_WORDS,
        day=clock.today(),
    )
