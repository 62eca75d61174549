"""A referral is triaged, taken, declined, asked about and answered."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from safetynet import clock
from safetynet.access import Permission, StaleError, check_version, current_actor
from safetynet.agencies import agencies_at_the_table
from safetynet.alike import earlier_case as earlier_case_of
from safetynet.cases import Case
from safetynet.referrals import operations
from safetynet.referrals.desk.models import Agreed
from safetynet.referrals.desk.operations import note_agreed
from safetynet.referrals.forms import AcceptanceForm, RefusalForm, Then, TriageForm, WordsForm
from safetynet.referrals.forms.deciding import THEN_WORDS
from safetynet.referrals.models import Referral
from safetynet.referrals.operations import Decider
from safetynet.referrals.queries import earlier_case
from safetynet.referrals.views.blueprint import referrals
from safetynet.referrals.vocabulary import ReferralStatus
from safetynet.referrals.words import ROUTE_WORDS, URGENCY_SHORT
from safetynet.sharing import blocked_agencies, seats_of
from safetynet.sharing.history import history_held
from safetynet.sharing.said import seat_given
from safetynet.survivors import reach_again


@referrals.get("/referrals/<uuid:referral>/triage", needs=Permission.REFERRAL_TRIAGE)
def ask_to_triage(referral: Referral) -> ResponseReturnValue:
    form = TriageForm(version=referral.version, urgency=referral.urgency, route=referral.route)
    return render_template("referrals/triage.html", referral=referral, form=form)


@referrals.post("/referrals/<uuid:referral>/triage", needs=Permission.REFERRAL_TRIAGE)
def triage(referral: Referral) -> ResponseReturnValue:
    check_version(referral)
    form = TriageForm()
    if not form.validate():
        return render_template("referrals/triage.html", referral=referral, form=form), 422
    operations.triage(referral, decider(), form.urgency.data, form.route.data)
    urgency, route = URGENCY_SHORT[form.urgency.data], ROUTE_WORDS[form.route.data]
    said = {"number": referral.number, "urgency": urgency, "route": route}
    flash(_("Referral %(number)s is triaged: %(urgency)s. First: %(route)s.", **said))
    return back_to(referral)


@referrals.get("/referrals/<uuid:referral>/acceptance", needs=Permission.CASE_OPEN)
def ask_to_accept(referral: Referral) -> ResponseReturnValue:
    then = request.args.get("then", Then.FILE)
    form = AcceptanceForm(
        version=referral.version,
        lead=str(referral.from_agency_id),
        with_sender=referral.wants_seat,
        earlier_case=known.number if (known := earlier_case_of(referral.survivor_id)) else "",
        then=then if then in THEN_WORDS else Then.FILE,
    )
    _offer_leads(form, referral)
    return render_template("referrals/acceptance.html", referral=referral, form=form)


@referrals.post("/referrals/<uuid:referral>/acceptance", needs=Permission.CASE_OPEN)
def accept(referral: Referral) -> ResponseReturnValue:
    """Open the case; the young person stays who she is, and nobody inherits another's words."""
    check_version(referral)
    form = AcceptanceForm()
    _offer_leads(form, referral)
    earlier = _earlier(form) if form.validate() else None
    if form.errors or form.earlier_case.errors:
        return render_template("referrals/acceptance.html", referral=referral, form=form), 422
    case = operations.accept(
        referral,
        decider(),
        UUID(form.lead.data),
        with_sender=form.with_sender.data,
        earlier=earlier,
        reason=form.reason.data,
    )
    note_agreed(referral, Agreed.TAKE, _agreed(form), current_actor().id)
    _say_who_sits(referral, case)
    return redirect(_after_opening(form, case), 303)


def _agreed(form: AcceptanceForm | RefusalForm) -> list[UUID]:
    return [UUID(agency) for agency in form.agreed.data or ()]


def _after_opening(form: AcceptanceForm, case: Case) -> str:
    """Return where to go on: to the table at once, or to the case file."""
    if form.then.data is Then.FILE:
        return url_for("casefile.show", case=case.id)
    rapid = form.then.data is Then.RAPID_RESPONSE
    return url_for("meetings.bring", case=case.id, how="rapid" if rapid else "agenda")


def _say_who_sits(referral: Referral, case: Case) -> None:
    seats = {seat.agency_id: seat.agency for seat in seats_of(case.id)}
    lead = seats[case.lead_agency_id].name
    flash(
        _(
            "Case %(number)s is open; %(agency)s leads it. Give its agencies a seat next.",
            number=case.number,
            agency=lead,
        )
    )
    sender = seats.get(referral.from_agency_id)
    if sender and sender.id != case.lead_agency_id:
        flash(seat_given(case.number, sender))


def _offer_leads(form: AcceptanceForm, referral: Referral) -> None:
    """Offer every agency but one's own, and none that a conflict of interest keeps out.

    Nobody gives herself a seat to read content with (§2).
    """
    kept_out = {current_actor().agency_id} | blocked_agencies(referral.survivor_id)
    around = agencies_at_the_table()
    form.lead.choices = [(str(a.id), a.name) for a in around if a.id not in kept_out]
    form.offer_agencies(around)


def _earlier(form: AcceptanceForm) -> Case | None:
    number = form.earlier_case.data
    if not number:
        return None
    if (case := earlier_case(number)) is None:
        form.earlier_case.errors = [_("There is no case of that number")]
    return case


@referrals.get("/referrals/<uuid:referral>/refusal", needs=Permission.REFERRAL_TRIAGE)
def ask_to_refuse(referral: Referral) -> ResponseReturnValue:
    form = RefusalForm(version=referral.version)
    form.offer_agencies(agencies_at_the_table())
    return render_template("referrals/refusal.html", referral=referral, form=form)


@referrals.post("/referrals/<uuid:referral>/refusal", needs=Permission.REFERRAL_TRIAGE)
def refuse(referral: Referral) -> ResponseReturnValue:
    check_version(referral)
    form = RefusalForm()
    form.offer_agencies(agencies_at_the_table())
    if not form.validate():
        return render_template("referrals/refusal.html", referral=referral, form=form), 422
    operations.refuse(
        referral, decider(), form.decline.data, form.alternative.data, form.reason.data
    )
    note_agreed(referral, Agreed.REFUSE, _agreed(form), current_actor().id)
    said = {"number": referral.number, "agency": referral.from_agency.name}
    flash(_("Referral %(number)s is not taken; %(agency)s is told why.", **said))
    return back_to(referral)


@referrals.get("/referrals/<uuid:referral>/return", needs=Permission.REFERRAL_TRIAGE)
def ask_to_return(referral: Referral) -> ResponseReturnValue:
    return _words_page("return", referral, WordsForm(version=referral.version))


@referrals.post("/referrals/<uuid:referral>/return", needs=Permission.REFERRAL_TRIAGE)
def give_back(referral: Referral) -> ResponseReturnValue:
    check_version(referral)
    form = WordsForm()
    if not form.validate():
        return _words_page("return", referral, form), 422
    operations.give_back(referral, decider(), form.text.data)
    said = {"number": referral.number, "agency": referral.from_agency.name}
    flash(_("Your question about %(number)s is with %(agency)s.", **said))
    return back_to(referral)


@referrals.get("/referrals/<uuid:referral>/reply", needs=Permission.REFERRAL_WRITE)
def ask_to_reply(referral: Referral) -> ResponseReturnValue:
    if referral.status is not ReferralStatus.RETURNED:
        raise StaleError(referral)
    return _sender_page("reply", referral, WordsForm(version=referral.version))


@referrals.post("/referrals/<uuid:referral>/reply", needs=Permission.REFERRAL_WRITE)
def reply(referral: Referral) -> ResponseReturnValue:
    check_version(referral)
    if referral.status is not ReferralStatus.RETURNED:
        raise StaleError(referral)
    form = WordsForm()
    if not form.validate():
        return _sender_page("reply", referral, form), 422
    reach_again(referral.survivor_id)
    operations.reply(referral, current_actor().id, form.text.data, clock.now())
    flash(_("Your answer about %(number)s is sent.", number=referral.number))
    return back_to(referral)


@referrals.get("/referrals/<uuid:referral>/addition", needs=Permission.REFERRAL_WRITE)
def ask_to_add(referral: Referral) -> ResponseReturnValue:
    return _sender_page("addition", referral, WordsForm(version=referral.version))


@referrals.post("/referrals/<uuid:referral>/addition", needs=Permission.REFERRAL_WRITE)
def add(referral: Referral) -> ResponseReturnValue:
    form = WordsForm()
    if not form.validate():
        return _sender_page("addition", referral, form), 422
    reach_again(referral.survivor_id)
    operations.add(referral, current_actor().id, form.text.data)
    flash(_("Added to referral %(number)s.", number=referral.number))
    return back_to(referral)


def _words_page(page: str, referral: Referral, form: WordsForm, **more: Any) -> str:
    return render_template(f"referrals/{page}.html", referral=referral, form=form, **more)


def _sender_page(page: str, referral: Referral, form: WordsForm) -> str:
    """Show beside the form what need not be asked again (D11)."""
    return _words_page(page, referral, form, history=history_held(referral.survivor_id))


def decider() -> Decider:
    actor = current_actor()
    return Decider(actor.id, actor.agency_id, clock.now(), clock.today())


def back_to(referral: Referral) -> ResponseReturnValue:
    return redirect(url_for("referrals.show", referral=referral.id), 303)
