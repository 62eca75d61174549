"""Passkeys: offered first where somebody signs in, and kept on a page of her own."""

from flask import Response, abort, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from safetynet.access import Permission, current_actor
from safetynet.agencies import Member
from safetynet.authentication import ceremony, passkeys
from safetynet.authentication.forms import NewPasskeyForm, PasskeyForm, PasskeyNameForm
from safetynet.authentication.models import Passkey
from safetynet.authentication.views.signing_in import account, onward, sign_in, sign_in_page
from safetynet.db import db


@sign_in.post("/sign-in/passkey/options")
def ask_for_passkey() -> ResponseReturnValue:
    """Say what a browser is to ask for; nobody has said who she is."""
    _only_where_possible()
    return _json(passkeys.options_to_sign_in())


@sign_in.post("/sign-in/passkey")
def take_passkey() -> ResponseReturnValue:
    _only_where_possible()
    form = PasskeyForm()
    if form.validate():
        if passkeys.sign_in(form.answer.data or ""):
            return redirect(onward() or url_for("home.show"), 303)
        form.answer.errors = [
            _("That passkey was not accepted. Try it once more, or use your password.")
        ]
    form.answer.data = ""
    return sign_in_page(passkey=form), 422


@account.post("/sign-in/again/options", needs=Permission.ACCOUNT_READ)
def ask_for_own_passkey() -> ResponseReturnValue:
    """Say what her browser is to ask for, so that she shows once more that it is her."""
    _only_where_possible()
    return _json(passkeys.options_for(current_actor().id))


@account.get("/account/passkeys", needs=Permission.ACCOUNT_READ, fresh=True)
def show_passkeys() -> ResponseReturnValue:
    return _page(NewPasskeyForm())


@account.post("/account/passkeys/options", needs=Permission.ACCOUNT_READ, fresh=True)
def ask_for_new_passkey() -> ResponseReturnValue:
    _only_where_possible()
    return _json(passkeys.options_to_add(_me()))


@account.post("/account/passkeys", needs=Permission.ACCOUNT_READ, fresh=True)
def add_passkey() -> ResponseReturnValue:
    _only_where_possible()
    if len(passkeys.passkeys_of(current_actor().id)) >= passkeys.MOST:
        flash(_("You have as many as there can be. Remove one first."), "error")
        return redirect(url_for("account.show_passkeys"), 303)
    form = NewPasskeyForm()
    if form.validate():
        if passkeys.add(_me(), form.name.data or "", form.answer.data or ""):
            flash(_("Your passkey is added. You can sign in with it."))
            return redirect(url_for("account.show_passkeys"), 303)
        form.name.errors = [_("The passkey was not made. Press the button once more.")]
    form.answer.data = ""
    return _page(form), 422


@account.post("/account/passkeys/<uuid:passkey>/name", needs=Permission.ACCOUNT_READ)
def rename_passkey(passkey: Passkey) -> ResponseReturnValue:
    form = PasskeyNameForm(prefix=_prefix(passkey))
    if form.validate():
        passkey.name = form.name.data or ""
        flash(_("Your passkey has its new name."))
        return redirect(url_for("account.show_passkeys"), 303)
    return _page(NewPasskeyForm(formdata=None), renamed=(passkey, form)), 422


@account.post("/account/passkeys/<uuid:passkey>/removal", needs=Permission.ACCOUNT_READ, fresh=True)
def remove_passkey(passkey: Passkey) -> ResponseReturnValue:
    passkeys.remove(passkey)
    flash(_("That passkey opens nothing any more. Delete it on the device too."))
    return redirect(url_for("account.show_passkeys"), 303)


def _page(form: NewPasskeyForm, renamed: tuple[Passkey, PasskeyNameForm] | None = None) -> str:
    mine = passkeys.passkeys_of(current_actor().id)
    names = {
        one.id: PasskeyNameForm(formdata=None, prefix=_prefix(one), name=one.name) for one in mine
    }
    if renamed:
        names[renamed[0].id] = renamed[1]
    return render_template(
        "account/passkeys.html",
        form=form,
        renamed=renamed[1] if renamed else None,
        mine=mine,
        names=names,
        most=passkeys.MOST,
        party=ceremony.site(),
    )


def _prefix(passkey: Passkey) -> str:
    return f"p{passkey.id.hex}"


def _me() -> Member:
    return db.session.scalars(select(Member).where(Member.id == current_actor().id)).one()


def _only_where_possible() -> None:
    if ceremony.site() is None:
        abort(404)


def _json(options: str) -> Response:
    return current_app.response_class(options, mimetype="application/json")
