"""Somebody cannot sign in: she says so at the door, and one who knows her lets her in again."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from safetynet.access import Permission, check_version, current_actor
from safetynet.agencies import Member
from safetynet.authentication.too_soon import TOO_SOON, say_later
from safetynet.people import recovering
from safetynet.people.forms import HelpForm, RecoveryForm
from safetynet.people.views.inviting import said
from safetynet.people.views.pages import joining, people


@joining.get("/sign-in/help")
def ask_help() -> ResponseReturnValue:
    return render_template("joining/help.html", form=HelpForm())


@joining.post("/sign-in/help")
def send_help() -> ResponseReturnValue:
    """Answer everybody the same."""
    form = HelpForm()
    if not form.validate():
        return render_template("joining/help.html", form=form), 422
    try:
        recovering.ask(form.email.data or "")
    except TOO_SOON as error:
        later = say_later(form.email, error)
        return render_template("joining/help.html", form=form), *later
    flash(
        _(
            "If somebody signs in with this address, whoever looks after that person was told. "
            "They will call. Nothing has changed until then."
        )
    )
    return redirect(url_for("sign_in.show"), 303)


@people.get("/members/<uuid:member>/recovery", needs=Permission.RECOVERY_DECIDE)
def ask_recovery(member: Member) -> ResponseReturnValue:
    return _page(member, RecoveryForm(version=member.version))


@people.post("/members/<uuid:member>/recovery", needs=Permission.RECOVERY_DECIDE)
def let_in_again(member: Member) -> ResponseReturnValue:
    """Show the spoken code once, on this very answer."""
    check_version(member)
    form = RecoveryForm()
    if not (form.validate() and member.is_active):
        return _page(member, form), 422
    return said(recovering.let_in_again(member, form.checked_how.data, current_actor().id))


@people.post("/members/<uuid:member>/recovery/refusal", needs=Permission.RECOVERY_DECIDE)
def refuse(member: Member) -> ResponseReturnValue:
    recovering.refuse(member, current_actor().id)
    flash(_("It is refused. What this person signs in with stays as it was."))
    return redirect(url_for("people.index"), 303)


def _page(member: Member, form: RecoveryForm) -> str:
    asked = recovering.asked_about(member.id)
    return render_template("people/recovery.html", member=member, form=form, asked=asked)
