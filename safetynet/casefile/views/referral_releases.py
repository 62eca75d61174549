"""A release about somebody whom an agency referred, and who never came to a table here."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from safetynet import clock
from safetynet.access import Permission, current_actor
from safetynet.casefile.views.blueprints import sharing
from safetynet.casefile.views.releases import filled_in, printed, signed_about
from safetynet.referrals import Referral
from safetynet.sharing import Release
from safetynet.sharing.forms import ReleaseForm
from safetynet.sharing.said import release_saved
from safetynet.sharing.signing import CannotSignError
from safetynet.survivors import reach_again


@sharing.get("/referrals/<uuid:referral>/releases/new", needs=Permission.RELEASE_WRITE)
def begin_for_referral(referral: Referral) -> ResponseReturnValue:
    form = ReleaseForm(**ReleaseForm.usual(clock.today()), explained_by_id=current_actor().id)
    return _form_page(referral, filled_in(form, referral.survivor_id))


@sharing.post("/referrals/<uuid:referral>/releases", needs=Permission.RELEASE_WRITE)
def write_for_referral(referral: Referral) -> ResponseReturnValue:
    """Write it down about whom the referral is about; it needs no case, and makes none."""
    form = filled_in(ReleaseForm(), referral.survivor_id)
    if not form.validate():
        return _form_page(referral, form), 422
    reach_again(referral.survivor_id)
    try:
        signed = signed_about(referral.survivor_id, form)
    except CannotSignError as error:
        form.blame(error.problems)
        return _form_page(referral, form), 422
    flash(release_saved(signed, clock.today()))
    return redirect(url_for("referrals.show", referral=referral.id), 303)


@sharing.get(
    "/referrals/<uuid:referral>/releases/<uuid:release>/<any(en, es):language>.pdf",
    needs=Permission.RELEASE_WRITE,
    fresh=True,
)
def referral_release_pdf(
    referral: Referral, release: Release, language: str
) -> ResponseReturnValue:
    return printed(release, referral.number, language)


def _form_page(referral: Referral, form: ReleaseForm) -> str:
    return render_template("sharing/of_referral.html", referral=referral, form=form)
