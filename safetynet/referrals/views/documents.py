"""What its sender adds to a referral as a file: a letter, a report, an order."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from safetynet.access import Permission, current_actor
from safetynet.files.forms import WithReferralForm
from safetynet.files.operations import NOT_STORED, add_with_referral
from safetynet.referrals.models import Referral
from safetynet.referrals.views.blueprint import referrals
from safetynet.survivors import reach_again

AT = "/referrals/<uuid:referral>/documents"


@referrals.get(f"{AT}/new", needs=Permission.FILE_WRITE)
def begin_document(referral: Referral) -> ResponseReturnValue:
    return _form_page(referral, WithReferralForm())


@referrals.post(AT, needs=Permission.FILE_WRITE)
def add_document(referral: Referral) -> ResponseReturnValue:
    form = WithReferralForm()
    if not form.validate():
        return _form_page(referral, form), 422
    reach_again(referral.survivor_id)
    try:
        add_with_referral(form.document(), referral.id, referral.survivor_id, current_actor())
    except NOT_STORED as error:
        form.blame(error)
        return _form_page(referral, form), 422
    flash(_("The document is stored with referral %(number)s.", number=referral.number))
    return redirect(url_for("referrals.show", referral=referral.id), 303)


def _form_page(referral: Referral, form: WithReferralForm) -> str:
    return render_template("referrals/document.html", referral=referral, form=form)
