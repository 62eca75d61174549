"""Taking a step of a linkage, on either side, and noting that somebody was introduced."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from safetynet import clock
from safetynet.access import Permission, check_version, current_actor
from safetynet.linkages.forms import HandOverForm, StepForm
from safetynet.linkages.life import STEPS, LinkageStatus, Side
from safetynet.linkages.models import Linkage, WrongStepError
from safetynet.linkages.operations import NoReleaseError, hand_over, take_step, write_note
from safetynet.linkages.views.inbox import INBOX
from safetynet.linkages.views.offers import WORDS, linkages, may_introduce
from safetynet.linkages.words import STATUS_WORDS


@linkages.get("/linkages/<uuid:linkage>/steps/<to>", needs=Permission.LINKAGE_WRITE)
def ask_step(linkage: Linkage, to: str) -> ResponseReturnValue:
    return _ask(linkage, Side.OFFERING, to)


@linkages.post("/linkages/<uuid:linkage>/steps/<to>", needs=Permission.LINKAGE_WRITE)
def step(linkage: Linkage, to: str) -> ResponseReturnValue:
    return _step(linkage, Side.OFFERING, to)


@linkages.get("/linkages/<uuid:linkage>/answers/<to>", needs=Permission.LINKAGE_ANSWER)
def ask_answer(linkage: Linkage, to: str) -> ResponseReturnValue:
    return _ask(linkage, Side.PROVIDER, to)


@linkages.post("/linkages/<uuid:linkage>/answers/<to>", needs=Permission.LINKAGE_ANSWER)
def answer(linkage: Linkage, to: str) -> ResponseReturnValue:
    return _step(linkage, Side.PROVIDER, to)


@linkages.get("/linkages/<uuid:linkage>/hand-over", needs=Permission.LINKAGE_WRITE)
def ask_hand_over(linkage: Linkage) -> ResponseReturnValue:
    return _hand_over_page(linkage, HandOverForm(data={"on": clock.today()}))


@linkages.post("/linkages/<uuid:linkage>/hand-over", needs=Permission.LINKAGE_WRITE)
def add_hand_over(linkage: Linkage) -> ResponseReturnValue:
    form = HandOverForm()
    if not form.validate():
        return _hand_over_page(linkage, form), 422
    if not may_introduce(linkage):
        form.how.errors = [_("Nobody can be introduced here now: it is not sent, or it is over.")]
        return _hand_over_page(linkage, form), 422
    actor = current_actor()
    hand_over(linkage, form.how.data, form.day, actor)
    if _may_write(linkage) and (form.text.data or form.contact.data):
        write_note(linkage, form.text.data or "", actor, form.contact.data or None)
    flash(_("%(case)s: the hand-over is noted.", case=linkage.case_number))
    return redirect(url_for("linkages.show", linkage=linkage.id), 303)


def _ask(linkage: Linkage, side: Side, to: str) -> ResponseReturnValue:
    status = _status(to)
    if status not in linkage.next_for(side):
        flash(_("This linkage has moved on. Here is where it stands."), "warning")
        return redirect(url_for("linkages.show", linkage=linkage.id), 303)
    form = StepForm(obj=linkage).ask_for(status)
    for name in ("why", "position", "on"):
        if name in form and status is not linkage.status:
            form[name].data = None
    return _step_page(linkage, side, status, form)


def _step(linkage: Linkage, side: Side, to: str) -> ResponseReturnValue:
    check_version(linkage)
    status = _status(to)
    form = StepForm().ask_for(status)
    if not form.validate():
        return _step_page(linkage, side, status, form), 422
    actor = current_actor()
    try:
        take_step(linkage, status, side, actor, clock.now(), form.details, form.told)
    except WrongStepError:
        form.text.errors = [_("This linkage is not where that step starts. Open it again.")]
        return _step_page(linkage, side, status, form), 422
    except NoReleaseError:
        form.text.errors = [
            _(
                "No release in force carries this to the provider. Write the release first, "
                "or send the linkage without one."
            )
        ]
        return _step_page(linkage, side, status, form), 422
    place = form.place.data if "place" in form else None
    if (form.text.data or place) and _may_write(linkage):
        write_note(linkage, form.text.data or "", actor, place=place or None)
    if form.back.data == INBOX:
        return redirect(url_for("linkages.inbox", answered=linkage.id), 303)
    flash(_("%(case)s: %(status)s.", case=linkage.case_number, status=STATUS_WORDS[status]))
    if side is Side.PROVIDER:
        flash(_("%(agency)s sees your answer now.", agency=linkage.offered_by.name))
    elif linkage.sent_at and linkage.provider_agency:
        flash(_("%(agency)s sees it now.", agency=linkage.provider_agency.name))
    return redirect(url_for("linkages.show", linkage=linkage.id), 303)


def _status(to: str) -> LinkageStatus:
    """Return the state a step leads to; there is no page of a step to any other."""
    if to not in STEPS:
        abort(404)
    return LinkageStatus(to)


def _may_write(linkage: Linkage) -> bool:
    actor = current_actor()
    return actor.reaches(linkage.survivor_id) or linkage.provider_agency_id == actor.agency_id


def _hand_over_page(linkage: Linkage, form: HandOverForm) -> str:
    if not _may_write(linkage):
        del form.contact, form.text
    return render_template("linkages/hand_over.html", linkage=linkage, form=form, **WORDS)


def _step_page(linkage: Linkage, side: Side, to: LinkageStatus, form: StepForm) -> str:
    page = "linkages/step.html"
    return render_template(
        page, linkage=linkage, side=side, to=to, form=form, may_write=_may_write(linkage), **WORDS
    )
