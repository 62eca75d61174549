"""Copies of minutes for somebody else: asked for, answered by every owner, made when all agreed."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from safetynet import clock
from safetynet.access import Permission, current_actor
from safetynet.agencies import agencies_at_the_table
from safetynet.db import db
from safetynet.meetings import AgendaItem, Meeting
from safetynet.meetings.models import PaperKind
from safetynet.meetings.operations.closing import ForAnother
from safetynet.meetings.paper import new_serial
from safetynet.meetings.views.handing import download
from safetynet.packets import asking
from safetynet.packets.forms import AskForm
from safetynet.packets.models import Answer, AnsweredError, CopyAsk
from safetynet.packets.paper import extract_for, extract_in_type
from safetynet.packets.views.blueprint import packets

ASKED_AT = "/meetings/<uuid:meeting>/items/<uuid:item>/copies"


@packets.get("/minutes-copies", needs=Permission.COPY_ANSWER)
def copies() -> ResponseReturnValue:
    return _page()


@packets.get(ASKED_AT, needs=Permission.COPY_ASK)
def ask_copy(meeting: Meeting, item: AgendaItem) -> ResponseReturnValue:
    return _asking(item, _form())


@packets.post(ASKED_AT, needs=Permission.COPY_ASK)
def ask_for_copy(meeting: Meeting, item: AgendaItem) -> ResponseReturnValue:
    form, actor = _form(), current_actor()
    if not form.validate():
        return _asking(item, form), 422
    if not meeting.is_final:
        flash(_("Minutes in draft are not copied. Ask once they are final."), "error")
        return redirect(url_for("meetings.minutes", meeting=meeting.id), 303)
    to = next(one for one in agencies_at_the_table() if str(one.id) == form.to_agency_id.data)
    if asking.is_kept_from(item.case.survivor_id, to.id):
        form.to_agency_id.errors = [_("No copy of this can go to %(agency)s.", agency=to.name)]
        return _asking(item, form), 422
    if asking.asked_before(item, to.id, actor):
        flash(_("Your agency asked for this before; the answers are below."), "warning")
        return redirect(url_for(".copies"), 303)
    asking.ask(item, to, actor, clock.now())
    flash(_("Every agency whose information is in it is asked. The answers appear here."))
    return redirect(url_for(".copies"), 303)


@packets.post(
    "/minutes-copies/<uuid:asked>/<any(agreed, declined):word>", needs=Permission.COPY_ANSWER
)
def answer_copy(asked: CopyAsk, word: str) -> ResponseReturnValue:
    try:
        asking.answer(asked, Answer(word), current_actor(), clock.now())
    except AnsweredError:
        flash(_("Somebody of your agency answered before."), "warning")
        return redirect(url_for(".copies"), 303)
    except asking.NotReleasedError:
        return _page(
            _(
                "No release lets %(owner)s give this to %(agency)s in writing. Get one first, "
                "or decline.",
                owner=asked.agency.name,
                agency=asked.to_agency.name,
            )
        ), 422
    flash(_("Your answer on %(number)s is recorded.", number=asked.number))
    return redirect(url_for(".copies"), 303)


@packets.get("/minutes-copies/<uuid:asked>/copy.pdf", needs=Permission.COPY_ASK, fresh=True)
def agreed_copy(asked: CopyAsk) -> ResponseReturnValue:
    """Ask for everything once more: what was agreed to may have ended, or more may be in it."""
    request = asking.request_with(asked)
    wanted = select(AgendaItem).where(AgendaItem.id == asked.item_id)
    item = db.session.scalars(wanted).one_or_none()
    if item is None:
        abort(404)
    owners = asking.passage_owners(item, current_actor())
    kept = asking.is_kept_from(asked.survivor_id, asked.to_agency_id)
    if kept or not asking.may_be_made(request, owners):
        said = _("Not every owner agrees to this copy as it would be now. Ask again.")
        return _page(said), 409
    serial = new_serial()
    pdf = extract_in_type(extract_for(item, request, serial))
    to = ForAnother(asked.to_agency_id, asked.request_id)
    return download(item.meeting, PaperKind.MINUTES, serial, pdf, to)


def _form() -> AskForm:
    form, own = AskForm(), current_actor().agency_id
    form.offer(one for one in agencies_at_the_table() if one.id != own)
    return form


def _asking(item: AgendaItem, form: AskForm) -> str:
    return render_template("packets/ask_copy.html", item=item, meeting=item.meeting, form=form)


def _page(refused: str = "") -> str:
    actor = current_actor()
    return render_template(
        "packets/copies.html",
        to_answer=asking.to_answer(actor),
        requests=asking.requests_by(actor),
        me=actor.id,
        refused=refused,
    )
