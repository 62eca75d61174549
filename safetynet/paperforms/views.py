"""Paper forms are printed, typed in once, or given up as lost."""

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from config import Config
from safetynet import clock
from safetynet.access import GuardedBlueprint, Permission, StaleError, current_actor
from safetynet.db import db
from safetynet.meetings.pdf.answer import handed_over
from safetynet.paperforms.codes import new_code
from safetynet.paperforms.forms import CodeForm
from safetynet.paperforms.models import PaperForm, PaperState
from safetynet.paperforms.paper import blank_referral, set_in_type
from safetynet.paperforms.queries import paper_with, papers_of_mine
from safetynet.paperforms.words import STATE_LOOKS, STATE_WORDS
from safetynet.referrals import Referral
from safetynet.referrals.forms import ReferralForm
from safetynet.referrals.views.telling import form_page, offer, taken

paper_forms = GuardedBlueprint("paper_forms", __name__)


@paper_forms.get("/referrals/papers", needs=Permission.REFERRAL_WRITE)
def index() -> ResponseReturnValue:
    """List one's own papers; with a code in the address, which a phone read, open that one."""
    if (code := request.args.get("code")) is None:
        return _page(CodeForm())
    return _opened(code, CodeForm(code=code))


@paper_forms.post("/referrals/papers/code", needs=Permission.REFERRAL_WRITE)
def find() -> ResponseReturnValue:
    form = CodeForm()
    if not form.validate():
        return _page(form), 422
    return _opened(form.code.data or "", form)


@paper_forms.post("/referrals/papers", needs=Permission.REFERRAL_WRITE)
def add() -> ResponseReturnValue:
    """Draw the code of a new paper."""
    actor = current_actor()
    db.session.add(
        PaperForm(
            code=new_code(),
            agency_id=actor.agency_id,
            printed_by_id=actor.id,
            printed_on=clock.today(),
        )
    )
    flash(_("A paper form is ready to print: it is the first in the list."))
    return redirect(url_for(".index"), 303)


@paper_forms.get(
    "/referrals/papers/<uuid:paper>/<any(en, es):language>.pdf", needs=Permission.REFERRAL_WRITE
)
def printed(paper: PaperForm, language: str) -> ResponseReturnValue:
    _check(paper)
    config: Config = current_app.extensions["config"]
    at = f"{config.public_url}{url_for('.index', code=paper.code)}"
    with force_locale(language):
        form = ReferralForm(formdata=None)
        offer(form)
        pdf = set_in_type(blank_referral(paper, form, current_actor(), at))
    return handed_over(pdf, paper.spelled, f"form-{paper.spelled}")


@paper_forms.post("/referrals/papers/<uuid:paper>/loss", needs=Permission.REFERRAL_WRITE)
def lose(paper: PaperForm) -> ResponseReturnValue:
    """Nobody types in a paper that is lost, whoever finds it."""
    _check(paper)
    paper.lose(current_actor().id, clock.now())
    flash(_("Paper form %(code)s is lost: it cannot be typed in any more.", code=paper.spelled))
    return redirect(url_for(".index"), 303)


@paper_forms.get("/referrals/papers/<uuid:paper>/form", needs=Permission.REFERRAL_WRITE)
def ask(paper: PaperForm) -> ResponseReturnValue:
    _check(paper)
    form = ReferralForm()
    offer(form)
    return _form_page(paper, form)


@paper_forms.post("/referrals/papers/<uuid:paper>/form", needs=Permission.REFERRAL_WRITE)
def type_in(paper: PaperForm) -> ResponseReturnValue:
    _check(paper)
    form = ReferralForm()
    offer(form)

    def used(referral: Referral) -> None:
        paper.type_in(referral.id, current_actor().id, clock.now())
        flash(_("Now shred paper form %(code)s.", code=paper.spelled))

    return taken(form, lambda: _form_page(paper, form), used)


def _check(paper: PaperForm) -> None:
    if not paper.is_out:
        raise StaleError(paper)


def _opened(code: str, form: CodeForm) -> ResponseReturnValue:
    if paper := paper_with(code):
        return redirect(url_for(".ask", paper=paper.id), 303)
    form.code.errors = [
        _("Your agency has no paper form with this code that waits to be typed in.")
    ]
    return _page(form), 422


def _page(form: CodeForm) -> str:
    return render_template(
        "paperforms/index.html",
        form=form,
        papers=papers_of_mine(),
        PaperState=PaperState,
        state_words=STATE_WORDS,
        state_looks=STATE_LOOKS,
    )


def _form_page(paper: PaperForm, form: ReferralForm) -> str:
    return form_page(form, action=url_for(".type_in", paper=paper.id), paper_code=paper.spelled)
