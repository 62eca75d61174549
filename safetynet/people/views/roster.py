"""Agencies and their people; never cases."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from safetynet import clock
from safetynet.access import Permission, current_actor
from safetynet.agencies import Agency, AgencyClass
from safetynet.agencies.papers import papers_by_holder
from safetynet.agencies.queries import (
    agencies_at_the_table,
    agencies_elsewhere,
    everybody_by_agency,
)
from safetynet.agencies.words import AGENCY_CLASS_WORDS, PAPER_WORDS, ROLE_WORDS
from safetynet.db import db
from safetynet.people.forms import AgencyForm
from safetynet.people.queries import ways_in
from safetynet.people.views.pages import people
from safetynet.people.words import STAGE_WORDS


@people.get("", needs=Permission.STAFF_KEEP)
def index() -> ResponseReturnValue:
    invitations, untrained = ways_in()
    return render_template(
        "people/index.html",
        agencies=_agencies(),
        elsewhere=agencies_elsewhere(),
        members=everybody_by_agency(),
        invitations=invitations,
        untrained=untrained,
        papers=papers_by_holder(),
        PAPER_WORDS=PAPER_WORDS,
        STAGE_WORDS=STAGE_WORDS,
        day=clock.today(),
        now=clock.now(),
        role_words=ROLE_WORDS,
        class_words=AGENCY_CLASS_WORDS,
    )


def _agencies() -> Sequence[Agency]:
    """Return those whose people this person looks after: all, or her own."""
    actor, found = current_actor(), agencies_at_the_table()
    if actor.is_granted(Permission.PEOPLE_MANAGE):
        return found
    return [agency for agency in found if agency.id == actor.agency_id]


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
    flash(
        _("%(agency)s is added. A release may name it from now on.", agency=agency.name)
        if agency.kind is AgencyClass.ELSEWHERE
        else _("%(agency)s is added. Now invite its people.", agency=agency.name)
    )
    return redirect(url_for("people.index"), 303)


def _is_taken(handle: str) -> bool:
    return db.session.scalar(select(Agency.id).where(Agency.handle == handle)) is not None
