"""Setting up another authenticator app: on a new phone, say."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from safetynet.access import Permission, current_actor
from safetynet.authentication import apps
from safetynet.authentication.forms import CodeForm
from safetynet.authentication.views.signing_in import account


@account.post("/account/app", needs=Permission.ACCOUNT_READ, fresh=True)
def begin_app() -> ResponseReturnValue:
    apps.begin(current_actor().id)
    return redirect(url_for("account.show_app"), 303)


@account.get("/account/app", needs=Permission.ACCOUNT_READ, fresh=True)
def show_app() -> ResponseReturnValue:
    return _page(CodeForm())


@account.post("/account/app/confirmation", needs=Permission.ACCOUNT_READ, fresh=True)
def confirm_app() -> ResponseReturnValue:
    form = CodeForm()
    if apps.offered(current_actor().id) is None:
        return redirect(url_for("account.show_app"), 303)
    if form.validate():
        if apps.confirm(current_actor().id, form.code.data or ""):
            flash(_("From now on codes come from the new app. You are signed out everywhere else."))
            return redirect(url_for("account.show_account"), 303)
        form.code.errors = [_("That code is not valid now. Wait for the next one and type it in.")]
    return _page(form), 422


def _page(form: CodeForm) -> str:
    return render_template("account/app.html", form=form, offered=apps.offered(current_actor().id))
