import logging
from urllib.parse import urlsplit

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale, get_locale
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug import Response

from safetynet import clock
from safetynet.access import GuardedBlueprint, Permission, PublicBlueprint, current_actor
from safetynet.agencies import Member
from safetynet.authentication import (
    ceremony,
    changing,
    devices,
    passkeys,
    recovery_codes,
    signing_in,
)
from safetynet.authentication.forms import (
    CodeForm,
    LanguageForm,
    PasskeyForm,
    PasswordChangeForm,
    PasswordForm,
)
from safetynet.authentication.models import SignIn
from safetynet.authentication.passwords import words_about
from safetynet.authentication.queries import ends_with_the_day, live_sign_ins
from safetynet.authentication.too_soon import NOT_YET, TOO_SOON, say_later
from safetynet.db import db
from safetynet.forms import without_token

sign_in = PublicBlueprint("sign_in", __name__)
account = GuardedBlueprint("account", __name__)
log = logging.getLogger(__name__)


@sign_in.get("/sign-in")
def show() -> ResponseReturnValue:
    return sign_in_page()


@sign_in.post("/sign-in")
def enter() -> ResponseReturnValue:
    form, answer = PasswordForm(), NOT_YET
    if form.validate():
        try:
            member_id = signing_in.check_password(form.email.data or "", form.password.data or "")
            if member_id:
                signing_in.begin(member_id)
                return redirect(url_for("sign_in.ask_code", next=onward()), 303)
            form.password.errors = [
                _("E-mail and password do not match. Check both and try again.")
            ]
        except TOO_SOON as error:
            answer = say_later(form.password, error)
    return sign_in_page(form), *answer


def sign_in_page(form: PasswordForm | None = None, passkey: PasskeyForm | None = None) -> str:
    """Offer a passkey first, and the password below it."""
    return render_template(
        "sign_in/show.html",
        form=form or PasswordForm(formdata=None),
        passkey=passkey or PasskeyForm(formdata=None),
        party=ceremony.site(),
        onward=onward() or None,
    )


@sign_in.get("/sign-in/code")
def ask_code() -> ResponseReturnValue:
    if not signing_in.is_half_way():
        return redirect(url_for("sign_in.show"), 303)
    return _code_page(CodeForm())


@sign_in.post("/sign-in/code")
def take_code() -> ResponseReturnValue:
    form, answer = CodeForm(), NOT_YET
    if form.validate():
        if not signing_in.is_half_way():
            return redirect(url_for("sign_in.show"), 303)
        try:
            if signing_in.pass_code(form.code.data or ""):
                return redirect(onward() or url_for("home.show"), 303)
            form.code.errors = [
                _("That code is not valid now. Wait for the next one and type it in.")
            ]
        except TOO_SOON as error:
            answer = say_later(form.code, error)
    return _code_page(form), *answer


def _code_page(form: CodeForm) -> str:
    return render_template("sign_in/code.html", form=form, onward=onward() or None)


def onward() -> str:
    """Return the page to go on to, if it is one of ours: a path, never another host."""
    wanted = request.values.get("next", "")
    parts = urlsplit(wanted)
    is_ours = not parts.scheme and not parts.netloc and wanted.startswith("/")
    return wanted if is_ours and not wanted.startswith(("//", "/\\")) else ""


@sign_in.route("/quick-exit", methods=["GET", "POST"])
@without_token
def quick_exit() -> ResponseReturnValue:
    """Leave at once: the sign-in ends here, and the page that follows says nothing (CR-22).

    It asks for no token: the way out must work from a page that has grown old. And it works where
    the database does not: the cookie is gone, and the sign-in ends of itself.
    """
    try:
        signing_in.end_this()
    except Exception as error:
        log.error("a sign-in could not be ended", exc_info=error)
        session.clear()
    return _forgotten(redirect(url_for("sign_in.elsewhere"), 303))


@sign_in.get("/elsewhere")
def elsewhere() -> ResponseReturnValue:
    return render_template("edge/elsewhere.html")


@sign_in.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    signing_in.end_this()
    return _forgotten(redirect(url_for("sign_in.show"), 303))


def _forgotten(response: Response) -> Response:
    """Let the browser keep nothing of what it showed (the cookie is emptied beside it)."""
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@account.post("/sign-in/stay", needs=Permission.ACCOUNT_READ)
def stay() -> ResponseReturnValue:
    """Renew the sign-in of somebody who reads for long; the page asks before it locks."""
    return "", 204


@account.get("/account", needs=Permission.ACCOUNT_READ)
def show_account() -> ResponseReturnValue:
    return _account_page(LanguageForm(language=_me().language or ""))


@account.post("/account/language", needs=Permission.ACCOUNT_READ)
def choose_language() -> ResponseReturnValue:
    form = LanguageForm()
    if not form.validate():
        return _account_page(form), 422
    _me().language = form.language.data or None
    with force_locale(form.language.data or get_locale()):
        flash(_("Your language is saved."))
    return redirect(url_for("account.show_account"), 303)


@account.post("/account/password", needs=Permission.ACCOUNT_READ)
def change_password() -> ResponseReturnValue:
    form, answer = PasswordChangeForm(prefix="password"), NOT_YET
    form.new.is_for(words_about(_me()), has_passkey=passkeys.has_one(current_actor().id))
    if form.validate():
        me = current_actor().id
        try:
            if changing.change_password(me, form.old.data or "", form.new.data or ""):
                flash(_("Your password is changed. You are signed out everywhere else."))
                return redirect(url_for("account.show_account"), 303)
            form.old.errors = [_("This is not your password now.")]
        except TOO_SOON as error:
            answer = say_later(form.old, error)
    return _account_page(LanguageForm(language=_me().language or ""), form), *answer


@account.post("/account/sign-ins/<uuid:sign_in>/end", needs=Permission.SIGN_IN_END, fresh=True)
def end_one(sign_in: SignIn) -> ResponseReturnValue:
    sign_in.end(clock.now())
    flash(_("That sign-in has ended."))
    return redirect(url_for("account.show_account"), 303)


@account.post("/account/sign-ins/end", needs=Permission.SIGN_IN_END, fresh=True)
def end_all() -> ResponseReturnValue:
    for live in live_sign_ins(current_actor().id, clock.now()):
        live.end(clock.now())
    return _forgotten(redirect(url_for("sign_in.show"), 303))


def _me() -> Member:
    return db.session.scalars(select(Member).where(Member.id == current_actor().id)).one()


def _account_page(form: LanguageForm, password: PasswordChangeForm | None = None) -> str:
    mine = passkeys.passkeys_of(current_actor().id)
    password = password or PasswordChangeForm(prefix="password")
    password.new.has_passkey = passkeys.has_one(current_actor().id)
    return render_template(
        "account/show.html",
        form=form,
        password=password,
        passkeys=mine,
        sign_ins=_open_sign_ins(),
        device_words=devices.said,
        codes_left=recovery_codes.count_left(current_actor().id),
        few_codes=recovery_codes.FEW,
    )


def _open_sign_ins() -> list[SignIn]:
    me, now = current_actor(), clock.now()
    live = live_sign_ins(me.id, now)
    return [one for one in live if not ends_with_the_day(me.role, one.created_at, now)]
