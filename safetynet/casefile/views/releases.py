"""Releases: one young person's permission, to one agency, for named kinds, until a day (CR-03)."""

from collections.abc import Set
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from safetynet import clock
from safetynet.access import Permission, current_actor
from safetynet.agencies import agencies_at_the_table, agencies_elsewhere, members_of
from safetynet.casefile.release_paper import paper_of, set_in_type
from safetynet.casefile.views.blueprints import sharing
from safetynet.cases import Case
from safetynet.files import papers_of
from safetynet.forms import choices
from safetynet.meetings.paper import new_serial
from safetynet.meetings.pdf.answer import handed_over
from safetynet.sharing import (
    Release,
    blocked_agencies,
    in_force_from,
    releases_about,
    seats_of,
    terms_of,
)
from safetynet.sharing.forms import ReleaseForm
from safetynet.sharing.redisclosure import PART_2, shows_part_2
from safetynet.sharing.said import release_saved, release_stopped
from safetynet.sharing.signing import CannotSignError, sign
from safetynet.sharing.signing import stop as stop_sharing
from safetynet.sharing.words import HOW_WORDS, SIGNER_WORDS, WARNINGS
from safetynet.survivors import names_by_survivor


@sharing.app_context_processor
def words() -> dict[str, object]:
    """Let the templates speak of releases in the same words."""
    return {
        "HOW_WORDS": HOW_WORDS,
        "PART_2": PART_2,
        "SIGNER_WORDS": SIGNER_WORDS,
        "WARNINGS": WARNINGS,
        "shows_part_2": shows_part_2,
    }


@sharing.get("/cases/<uuid:case>/releases", needs=Permission.RELEASE_READ)
def releases(case: Case) -> ResponseReturnValue:
    agencies_at_the_table()
    found = releases_about(case.survivor_id)
    return render_template("sharing/releases.html", case=case, releases=found, day=clock.today())


@sharing.get("/cases/<uuid:case>/releases/new", needs=Permission.RELEASE_WRITE)
def begin(case: Case) -> ResponseReturnValue:
    form = ReleaseForm(**ReleaseForm.usual(clock.today()), explained_by_id=current_actor().id)
    return _form_page(case, _filled_in(case, form))


@sharing.post("/cases/<uuid:case>/releases", needs=Permission.RELEASE_WRITE)
def write(case: Case) -> ResponseReturnValue:
    form = _filled_in(case, ReleaseForm())
    if not form.validate():
        return _form_page(case, form), 422
    try:
        signed = signed_about(case.survivor_id, form)
    except CannotSignError as error:
        form.blame(error.problems)
        return _form_page(case, form), 422
    flash(release_saved(signed, clock.today()))
    return redirect(url_for("sharing.release", case=case.id, release=signed.id), 303)


@sharing.get("/cases/<uuid:case>/releases/<uuid:release>", needs=Permission.RELEASE_READ)
def release(case: Case, release: Release) -> ResponseReturnValue:
    return render_template(
        "sharing/release.html",
        case=case,
        release=release,
        terms=terms_of(release.id),
        papers=papers_of(release.id),
        day=clock.today(),
    )


@sharing.get(
    "/cases/<uuid:case>/releases/<uuid:release>/<any(en, es):language>.pdf",
    needs=Permission.RELEASE_WRITE,
    fresh=True,
)
def release_pdf(case: Case, release: Release, language: str) -> ResponseReturnValue:
    return printed(release, case.number, language)


def printed(release: Release, number: str, language: str) -> ResponseReturnValue:
    """Hand over the paper in the young person's language, under a name that gives nothing away."""
    serial = new_serial()
    with force_locale(language):
        pdf = set_in_type(paper_of(release, number, current_actor(), serial))
    return handed_over(pdf, serial, f"release-{number}-{language}")


@sharing.post(
    "/cases/<uuid:case>/releases/<uuid:release>/revocation", needs=Permission.RELEASE_REVOKE
)
def revoke(case: Case, release: Release) -> ResponseReturnValue:
    """Stop at once: no reason is asked, and the next request finds nothing (CR-05, CR-06)."""
    stop_sharing(release, clock.now())
    flash(release_stopped(release))
    return redirect(url_for("sharing.show", case=case.id), 303)


@sharing.get("/releases", needs=Permission.RELEASE_REVOKE)
def kept() -> ResponseReturnValue:
    """List what one's own agency obtained, also where it has no case or no seat any more."""
    agencies_at_the_table()
    found = in_force_from(current_actor().agency_id, clock.today())
    names = names_by_survivor(release.survivor_id for release in found)
    return render_template("sharing/kept.html", releases=found, names=names, day=clock.today())


@sharing.post("/releases/<uuid:release>/revocation", needs=Permission.RELEASE_REVOKE)
def stop(release: Release) -> ResponseReturnValue:
    stop_sharing(release, clock.now())
    flash(release_stopped(release))
    return redirect(url_for("sharing.kept"), 303)


def signed_about(survivor_id: UUID, form: ReleaseForm) -> Release:
    """Write down what was signed about somebody; raises CannotSignError."""
    return sign(
        form.signing(),
        clock.today(),
        survivor_id=survivor_id,
        from_agency_id=current_actor().agency_id,
        to_agency_id=form.to_agency_id.data,
        explained_by_id=form.explained_by_id.data,
    )


def _filled_in(case: Case, form: ReleaseForm) -> ReleaseForm:
    return filled_in(form, case.survivor_id, {seat.agency_id for seat in seats_of(case.id)})


def filled_in(form: ReleaseForm, survivor_id: UUID, seated: Set[UUID] = frozenset()) -> ReleaseForm:
    """Offer who may receive it, those `seated` at a case first, and who may have explained it."""
    mine = current_actor().agency_id
    kept_out = {mine} | blocked_agencies(survivor_id)
    others = [agency for agency in agencies_at_the_table() if agency.id not in kept_out]
    others.sort(key=lambda agency: (agency.id not in seated, agency.name))
    here = {
        agency.id: agency.name
        if agency.id in seated or not seated
        else _("%(agency)s (no seat at this case)", agency=agency.name)
        for agency in others
    }
    form.to_agency_id.choices = choices(here | named_elsewhere(), blank=_("Choose one agency"))
    form.explained_by_id.choices = choices({m.id: m.name for m in members_of(mine)})
    return form


def named_elsewhere() -> dict[UUID, str]:
    """Return the agencies of other counties as a choice that says how they are told."""
    return {
        agency.id: _("%(agency)s (in another county, in writing alone)", agency=agency.name)
        for agency in agencies_elsewhere()
    }


def _form_page(case: Case, form: ReleaseForm) -> str:
    return render_template("sharing/new.html", case=case, form=form)
