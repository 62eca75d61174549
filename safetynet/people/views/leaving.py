"""Letting somebody go, or on to another role or agency: what is handed over is shown before."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from safetynet.access import Actor, Permission, check_version, current_actor
from safetynet.agencies import Agency, Member, members_of
from safetynet.agencies.handing_over import Work
from safetynet.agencies.queries import agencies_at_the_table
from safetynet.agencies.staffing import roles_to_give
from safetynet.forms import choices
from safetynet.people import leaving
from safetynet.people.forms import LeavingForm, MovingForm
from safetynet.people.inviting import TakenError
from safetynet.people.leaving import Handed, LastAdministratorError, Move, NoAddressError
from safetynet.people.views.inviting import said
from safetynet.people.views.pages import people

L = TypeVar("L", bound=LeavingForm)


@people.get("/members/<uuid:member>/leaving", needs=Permission.STAFF_KEEP)
def ask_to_leave(member: Member) -> ResponseReturnValue:
    return _leaving_page(member, LeavingForm(obj=member))


@people.post("/members/<uuid:member>/leaving", needs=Permission.STAFF_KEEP)
def leave(member: Member) -> ResponseReturnValue:
    check_version(member)
    form = _with_colleagues(LeavingForm(), member)
    heir = _heir(form) if form.validate() else None
    if form.errors or not member.is_active:
        return _leaving_page(member, form), 422
    try:
        handed = leaving.leave(member, heir, current_actor())
    except LastAdministratorError:
        form.form_errors.append(_last_one())
        return _leaving_page(member, form), 422
    flash(_("%(name)s can no longer sign in.", name=member.name))
    _tell(handed)
    return redirect(url_for("people.index"), 303)


@people.get("/members/<uuid:member>/moving", needs=Permission.STAFF_KEEP)
def ask_to_move(member: Member) -> ResponseReturnValue:
    form = MovingForm(version=member.version, agency=member.agency_id, role=member.role)
    return _moving_page(member, form)


@people.post("/members/<uuid:member>/moving", needs=Permission.STAFF_KEEP)
def move(member: Member) -> ResponseReturnValue:
    check_version(member)
    form = _with_places(MovingForm(), member)
    heir = _heir(form) if form.validate() else None
    if form.errors or not member.is_active:
        return _moving_page(member, form), 422
    try:
        return _moved(member, form, heir)
    except LastAdministratorError:
        form.form_errors.append(_last_one())
    except NoAddressError:
        form.form_errors.append(_("This person’s sign-in cannot be believed. Let them leave."))
    except TakenError:
        form.form_errors.append(_("This person’s address is in use elsewhere. Let them leave."))
    return _moving_page(member, form), 422


def _moved(member: Member, form: MovingForm, heir: Actor | None) -> ResponseReturnValue:
    agency = next(one for one in _agencies(member) if one.id == form.agency.data)
    if agency.id == member.agency_id:
        handed = leaving.change_role(member, form.role.data, heir, current_actor())
        flash(_("%(name)s has a new role, and is signed out everywhere.", name=member.name))
        _tell(handed)
        return redirect(url_for("people.index"), 303)
    move = Move(agency, form.role.data, form.checked_how.data)
    handed, spoken = leaving.move(member, move, heir, current_actor())
    _tell(handed)
    return said(spoken)


def _heir(form: LeavingForm) -> Actor | None:
    """Return who takes over, or say at the field why she cannot."""
    heir = leaving.heir_of(form.colleague.data)
    if form.colleague.data and (heir is None or heir.rights.lapsed):
        form.colleague.errors = [_("This account reads nothing now. Choose somebody else.")]
    return heir


def _last_one() -> str:
    return str(_("This is the last administrator. Invite another one first."))


def _tell(handed: Handed) -> None:
    if handed.over:
        flash(_("Handed over: %(what)s.", what=_counted(handed.over)))
    if handed.stays:
        what = _counted(handed.stays)
        flash(
            _(
                "Not handed over, because of walls or roles: %(what)s. Choose who does it on the "
                "pages themselves.",
                what=what,
            ),
            "warning",
        )


def _counted(work: Mapping[Work, int]) -> str:
    return ", ".join(f"{kind.word}: {count}" for kind, count in work.items())


def _agencies(member: Member) -> Sequence[Agency]:
    """Return where this person may send somebody: anywhere, or nowhere but to another role."""
    if current_actor().is_granted(Permission.PEOPLE_MANAGE):
        return agencies_at_the_table()
    return [member.agency]


def _with_colleagues(form: L, member: Member, nobody: str = "") -> L:
    others = {one.id: one.name for one in members_of(member.agency_id) if one.id != member.id}
    form.colleague.choices = choices(
        others, blank=nobody or _("Nobody yet: all of the agency see it")
    )
    return form


def _with_places(form: MovingForm, member: Member) -> MovingForm:
    agencies = _agencies(member)
    form.agency.choices = choices({agency.id: agency.name for agency in agencies})
    by_agency = {agency.id: roles_to_give(current_actor(), agency) for agency in agencies}
    form.offer(by_agency, member.agency_id)
    return _with_colleagues(form, member, _("Nobody in particular"))


def _leaving_page(member: Member, form: LeavingForm) -> str:
    form = _with_colleagues(form, member)
    return render_template(
        "people/leaving.html",
        member=member,
        form=form,
        work=leaving.open_work(member.id, current_actor()),
    )


def _moving_page(member: Member, form: MovingForm) -> str:
    form = _with_places(form, member)
    return render_template(
        "people/moving.html",
        member=member,
        form=form,
        work=leaving.open_work(member.id, current_actor()),
    )
