"""Inviting somebody, sending a link once more, taking it back, confirming a training."""

from typing import Any

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from safetynet import clock
from safetynet.access import Permission, check_version, current_actor
from safetynet.agencies import Agency, Member
from safetynet.agencies.models import PaperKind
from safetynet.agencies.papers import papers_by_holder
from safetynet.agencies.staffing import roles_to_give
from safetynet.notices.post import post_of
from safetynet.people import inviting, links
from safetynet.people.forms import MemberForm
from safetynet.people.inviting import Newcomer, Spoken, TakenError
from safetynet.people.models import Invitation, Stage
from safetynet.people.views.pages import people


@people.get("/agencies/<uuid:agency>/members/new", needs=Permission.STAFF_KEEP)
def ask_member(agency: Agency) -> ResponseReturnValue:
    return _page(_offered(MemberForm(), agency), agency)


@people.post("/agencies/<uuid:agency>/members", needs=Permission.STAFF_KEEP)
def add_member(agency: Agency) -> ResponseReturnValue:
    """Show the spoken code once, on this very answer."""
    form = _offered(MemberForm(), agency)
    if form.validate():
        try:
            spoken = inviting.invite(agency, _newcomer(form), current_actor().id)
        except TakenError:
            form.email.errors = [_taken()]
        else:
            return said(spoken)
    return _page(form, agency), 422


@people.get("/members/<uuid:member>/return", needs=Permission.STAFF_KEEP)
def ask_return(member: Member) -> ResponseReturnValue:
    form = MemberForm(name=member.name, role=member.role)
    return _page(_offered(form, member.agency), member.agency, member)


@people.post("/members/<uuid:member>/return", needs=Permission.STAFF_KEEP)
def come_back(member: Member) -> ResponseReturnValue:
    """Invite somebody who left; what she signed in with is void for good."""
    form = _offered(MemberForm(), member.agency)
    if member.is_active:
        form.form_errors.append(_("This person signs in already."))
    elif form.validate():
        try:
            spoken = inviting.invite_back(member, _newcomer(form), current_actor().id)
        except TakenError:
            form.email.errors = [_taken()]
        else:
            return said(spoken)
    return _page(form, member.agency, member), 422


@people.post("/invitations/<uuid:invitation>/again", needs=Permission.STAFF_KEEP)
def send_again(invitation: Invitation) -> ResponseReturnValue:
    """Send a new link with a new code; the ones before open nothing any more."""
    check_version(invitation)
    if invitation.stage not in {Stage.OPEN, Stage.SPENT}:
        flash(_("This invitation is over."), "warning")
        return redirect(url_for("people.index"), 303)
    code = links.new_code()
    invitation.by_id = current_actor().id
    return said(inviting.send(invitation, invitation.member.name, code))


@people.post("/invitations/<uuid:invitation>/withdrawal", needs=Permission.STAFF_KEEP)
def withdraw(invitation: Invitation) -> ResponseReturnValue:
    check_version(invitation)
    if invitation.stage in {Stage.OPEN, Stage.SPENT}:
        invitation.end(Stage.WITHDRAWN)
    flash(_("The invitation is withdrawn. Its link opens nothing."))
    return redirect(url_for("people.index"), 303)


@people.post("/invitations/<uuid:invitation>/training", needs=Permission.STAFF_KEEP)
def confirm_training(invitation: Invitation) -> ResponseReturnValue:
    check_version(invitation)
    if invitation.awaits_training:
        inviting.confirm_training(invitation, current_actor().id)
    flash(_("The training is confirmed. It counts from the next page on."))
    return redirect(url_for("people.index"), 303)


def _offered(form: MemberForm, agency: Agency) -> MemberForm:
    form.offer(roles_to_give(current_actor(), agency))
    return form


def _newcomer(form: MemberForm) -> Newcomer:
    return Newcomer(
        form.name.data or "", form.email.data or "", form.role.data, form.checked_how.data
    )


def _taken() -> Any:
    return _("Somebody signs in with this e-mail already, or is invited by it.")


def _page(form: MemberForm, agency: Agency, member: Member | None = None) -> str:
    memorandum = papers_by_holder().get(agency.id, {}).get(PaperKind.MEMORANDUM.value)
    return render_template(
        "people/member.html",
        form=form,
        agency=agency,
        member=member,
        memorandum=memorandum,
        day=clock.today(),
    )


def said(spoken: Spoken) -> ResponseReturnValue:
    """Show a code on this answer alone; without a mail server, say that no link goes out."""
    is_sent = post_of(current_app.extensions["config"]) is not None
    return render_template("people/spoken.html", spoken=spoken, is_sent=is_sent), 201
