"""The page that asks once more who sits there, and goes on with what was to be done."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from safetynet.access import AskAgainError, Permission, current_actor, looking_as
from safetynet.access.again import CODE, PASSKEY, PASSWORD, PROOFS
from safetynet.authentication import ceremony, passkeys
from safetynet.authentication.forms import AgainForm
from safetynet.authentication.views.signing_in import account, onward

_NOT_SENT_ON = PROOFS | {"csrf_token"}


@account.get("/sign-in/again", needs=Permission.ACCOUNT_READ)
def ask_again() -> ResponseReturnValue:
    if current_actor().is_fresh:
        return redirect(onward() or url_for("home.show"), 303)
    return _page(AgainForm(), request.path, [("next", onward())])


@account.post("/sign-in/again", needs=Permission.ACCOUNT_READ, fresh=True)
def go_on() -> ResponseReturnValue:
    """Go to the page that was asked for; the door has looked at the proof."""
    return redirect(onward() or url_for("home.show"), 303)


@account.app_errorhandler(AskAgainError)
def asked_again(error: AskAgainError) -> ResponseReturnValue:
    """Lead to the question; a form that was sent waits inside of it, with every word."""
    here = request.full_path.removesuffix("?")
    if request.method in {"GET", "HEAD"}:
        return redirect(url_for("account.ask_again", next=here), 303)
    sent = [pair for pair in request.form.items(multi=True) if pair[0] not in _NOT_SENT_ON]
    form, why = AgainForm(formdata=None), error.why
    if why is None:
        return _page(form, here, sent), 401
    headers = {"Retry-After": str(why.seconds)} if why.seconds else {}
    if request.form.get(PASSKEY):
        return _page(form, here, sent, why.sentence), why.status, headers
    form[PASSWORD if request.form.get(PASSWORD) else CODE].errors = [why.sentence]
    return _page(form, here, sent), why.status, headers


def _page(form: AgainForm, action: str, sent: list[tuple[str, str]], problem: str = "") -> str:
    # The door has closed again where a form comes back with the question.
    with looking_as(current_actor(), "passkeys: look"):
        has_passkey = passkeys.has_one(current_actor().id)
    return render_template(
        "sign_in/again.html",
        form=form,
        action=action,
        sent=sent,
        problem=problem,
        party=ceremony.site() if has_passkey else None,
    )
