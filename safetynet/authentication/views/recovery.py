"""Recovery codes: shown once, and taken where somebody has no phone at hand."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from safetynet.access import Permission, current_actor
from safetynet.authentication import recovery_codes, signing_in
from safetynet.authentication.forms import RecoveryForm
from safetynet.authentication.too_soon import NOT_YET, TOO_SOON, say_later
from safetynet.authentication.views.signing_in import account, onward, sign_in


@account.post("/account/recovery-codes", needs=Permission.ACCOUNT_READ, fresh=True)
def make_recovery_codes() -> ResponseReturnValue:
    """Show ten new codes once, on this very answer."""
    codes = recovery_codes.renew(current_actor().id)
    return render_template("account/recovery_codes.html", codes=codes), 201


@sign_in.get("/sign-in/recovery")
def ask_recovery_code() -> ResponseReturnValue:
    if not signing_in.is_half_way():
        return redirect(url_for("sign_in.show"), 303)
    return _recovery_page(RecoveryForm())


@sign_in.post("/sign-in/recovery")
def take_recovery_code() -> ResponseReturnValue:
    if not signing_in.is_half_way():
        return redirect(url_for("sign_in.show"), 303)
    form, answer = RecoveryForm(), NOT_YET
    if form.validate():
        try:
            if recovery_codes.pass_code(form.code.data or ""):
                return redirect(onward() or url_for("home.show"), 303)
            form.code.errors = [_("That is none of your codes, or it was used before.")]
        except TOO_SOON as error:
            answer = say_later(form.code, error)
    return _recovery_page(form), *answer


def _recovery_page(form: RecoveryForm) -> str:
    return render_template("sign_in/recovery.html", form=form, onward=onward() or None)
