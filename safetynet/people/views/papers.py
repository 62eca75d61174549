"""What accounts read by, written down by the administrator (CR-48)."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from safetynet import clock
from safetynet.access import Permission, current_actor
from safetynet.agencies import Agency, Member, papers
from safetynet.agencies.models import PaperKind
from safetynet.agencies.words import PAPER_WORDS
from safetynet.people.forms import PaperForm
from safetynet.people.views.pages import people


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
