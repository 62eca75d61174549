"""The pages behind a link: the code, the agreement, the sign-in.

The first page is the same whatever the link is: it looks nothing up.
"""

import pyotp
import segno
from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _

from safetynet.authentication.too_soon import TOO_SOON, say_later
from safetynet.people import agreement
from safetynet.people import joining as coming_in
from safetynet.people.forms import AgreementForm, LinkForm, NewSignInForm
from safetynet.people.joining import Joiner, LinkIsOverError
from safetynet.people.views.pages import joining


@joining.get("/join/<token>")
def begin(token: str) -> ResponseReturnValue:
    return render_template("joining/code.html", form=LinkForm())


@joining.post("/join/<token>")
def enter(token: str) -> ResponseReturnValue:
    form = LinkForm()
    if form.validate():
        try:
            if coming_in.enter(token, form.code.data or ""):
                return redirect(url_for("joining.ask_agreement"), 303)
        except TOO_SOON as error:
            later = say_later(form.code, error)
            return render_template("joining/code.html", form=form), *later
        form.code.errors = [
            _(
                "This link and this code do not open anything. A link works once, for 72 hours, "
                "and five wrong codes end it. Ask whoever invited you for a new one."
            )
        ]
    return render_template("joining/code.html", form=form), 422


@joining.get("/joining/agreement")
def ask_agreement() -> ResponseReturnValue:
    if (who := coming_in.joiner()) is None:
        return _over()
    if who.has_agreed:
        return redirect(url_for("joining.ask_sign_in"), 303)
    return _agreement_page(who, AgreementForm(who.name))


@joining.post("/joining/agreement")
def agree() -> ResponseReturnValue:
    if (who := coming_in.joiner()) is None:
        return _over()
    form = AgreementForm(who.name)
    if who.has_agreed or not form.validate():
        return _agreement_page(who, form), 422
    try:
        coming_in.agree(who, str(get_locale()), form.trained_on.data)
    except LinkIsOverError:
        return _over()
    return redirect(url_for("joining.ask_sign_in"), 303)


@joining.get("/joining/sign-in")
def ask_sign_in() -> ResponseReturnValue:
    if (who := coming_in.joiner()) is None:
        return _over()
    if not who.has_agreed:
        return redirect(url_for("joining.ask_agreement"), 303)
    return _sign_in_page(who, _form_for(who))


@joining.post("/joining/sign-in")
def set_up() -> ResponseReturnValue:
    if (who := coming_in.joiner()) is None:
        return _over()
    if not who.has_agreed:
        return redirect(url_for("joining.ask_agreement"), 303)
    form = _form_for(who)
    try:
        if form.validate():
            codes = coming_in.finish(who, form.password.data or "", form.code.data or "")
            if codes:
                return render_template("joining/codes.html", codes=codes), 201
            form.code.errors = [
                _("That code is not valid now. Wait for the next one and type it in.")
            ]
    except LinkIsOverError:
        return _over()
    return _sign_in_page(who, form), 422


def _form_for(who: Joiner) -> NewSignInForm:
    form = NewSignInForm()
    form.password.is_for(who.words, has_passkey=False)
    return form


def _over() -> ResponseReturnValue:
    flash(_("That page is over. Open the link in your mail again."), "warning")
    return redirect(url_for("sign_in.show"), 303)


def _agreement_page(who: Joiner, form: AgreementForm) -> str:
    wording = agreement.WORDINGS[agreement.CURRENT]
    return render_template("joining/agreement.html", who=who, form=form, wording=wording)


def _sign_in_page(who: Joiner, form: NewSignInForm) -> str:
    secret = pyotp.TOTP(who.totp_secret)
    uri = secret.provisioning_uri(name=who.email, issuer_name=current_app.config["TITLE"])
    picture = segno.make(uri).svg_data_uri(scale=5, border=4)
    spaced = " ".join(who.totp_secret[at : at + 4] for at in range(0, len(who.totp_secret), 4))
    return render_template(
        "joining/sign_in.html", who=who, form=form, picture=picture, secret=spaced
    )
