from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from safetynet import clock
from safetynet.access import Permission, StaleError, check_version, current_actor, may
from safetynet.agencies import agency_names, class_of, coordinating_office, the_county
from safetynet.alike import Looked, joined_with, kept_apart_from, possibly_the_same_as
from safetynet.files import named_in
from safetynet.files.operations import NOT_STORED, add_with_referral
from safetynet.referrals import operations
from safetynet.referrals.bases import bases_for, carried_by
from safetynet.referrals.completeness import completeness_of
from safetynet.referrals.desk.inbox import Pile, Sought, Whose, a_page
from safetynet.referrals.desk.page import desk_of
from safetynet.referrals.desk.tabled import where_tabled
from safetynet.referrals.forms import BasisPart, ReferralForm, SendingForm
from safetynet.referrals.from_form import told_in
from safetynet.referrals.models import Referral, is_repeat
from safetynet.referrals.origins import origin_of
from safetynet.referrals.page import everything_about
from safetynet.referrals.queries import own_referral
from safetynet.referrals.said import referral_sent
from safetynet.referrals.views.blueprint import referrals
from safetynet.referrals.vocabulary import ReferralStatus
from safetynet.referrals.words import PILE_WORDS
from safetynet.sharing.county_laws import laws_on
from safetynet.sharing.history import history_held
from safetynet.sharing.signing import CannotSignError
from safetynet.survivors import mint, names_by_survivor, reach_again, safe_contacts_of
from safetynet.vault import Category

E = TypeVar("E", bound=StrEnum)


@referrals.get("/referrals", needs=Permission.REFERRAL_READ)
def index() -> ResponseReturnValue:
    asked, actor = request.args, current_actor()
    pile, whose = _one_of(Pile, asked.get("pile", ""), Pile.WAITING), Whose.ANYBODYS
    if actor.is_granted(Permission.REFERRAL_TRIAGE):
        whose = _one_of(Whose, asked.get("whose", ""), whose)
    sought = Sought(pile, whose, actor.id, clock.now())
    page = a_page(sought, after=asked.get("after", ""), before=asked.get("before", ""))
    names = names_by_survivor(referral.survivor_id for referral in page.referrals)
    return render_template(
        "referrals/index.html",
        page=page,
        pile=pile,
        whose=whose,
        piles=PILE_WORDS,
        tabled=where_tabled(page.referrals),
        now=sought.now,
        names=names,
        agencies=agency_names(),
    )


@referrals.get("/referrals/new", needs=Permission.REFERRAL_WRITE)
def new() -> ResponseReturnValue:
    form = ReferralForm()
    offer(form)
    return form_page(form)


@referrals.post("/referrals/new", needs=Permission.REFERRAL_WRITE)
def refer() -> ResponseReturnValue:
    form = ReferralForm()
    offer(form)
    return taken(form, lambda: form_page(form), lambda _referral: None)


def taken(
    form: ReferralForm, page: Callable[[], str], when_sent: Callable[[Referral], None]
) -> ResponseReturnValue:
    """Save and send what was filled in, or draw its `page` again with what is to be mended."""
    if form.grow(request.form.get("more", "")):
        return _again(form, page)
    if not form.validate():
        return _again(form, page), 422
    referral = _written(form)
    operations.keep(referral, told_in(form, referral).rows)
    try:
        _attach(referral, form)
        _send(referral, form)
    except CannotSignError as error:
        form.blame(error.problems)
        return _again(form, page), 422
    except NOT_STORED:
        return _again(form, page), 422
    flash(_sent(referral, form))
    when_sent(referral)
    return redirect(url_for("referrals.show", referral=referral.id), 303)


def _again(form: ReferralForm, page: Callable[[], str]) -> str:
    form.look_at_files()
    return page()


def _attach(referral: Referral, form: ReferralForm) -> None:
    """Store the documents that go with it; what one of them lacks is said at its field."""
    for part in form.documents.filled:
        try:
            add_with_referral(part.document(), referral.id, referral.survivor_id, current_actor())
        except NOT_STORED as error:
            part.blame(error)
            raise


@referrals.get("/referrals/<uuid:referral>/again", needs=Permission.REFERRAL_WRITE)
def again(referral: Referral) -> ResponseReturnValue:
    """Refer somebody a further time: a new referral, and what is known already at its side."""
    form = ReferralForm(again=str(referral.id))
    offer(form)
    return form_page(form)


def form_page(form: ReferralForm, *, action: str = "", paper_code: str = "") -> str:
    """Draw the form; `paper_code` where it is typed in from a paper, and then sent to `action`."""
    return render_template(
        "referrals/new.html",
        form=form,
        action=action or url_for("referrals.refer"),
        paper_code=paper_code,
        office=coordinating_office(),
        completeness_of=completeness_of,
        history=_already_known(form),
    )


def _already_known(form: ReferralForm) -> dict[Category, list[str]]:
    """Return who holds what about somebody whom this agency referred before (D11)."""
    earlier = own_referral(current_actor().agency_id, form.again.data)
    return history_held(earlier.survivor_id) if earlier else {}


def _written(form: ReferralForm) -> Referral:
    actor, today = current_actor(), clock.today()
    [number] = operations.take_numbers(today.year)
    return Referral(
        number=number,
        status=ReferralStatus.KEPT,
        urgency=form.urgency.data,
        awareness=form.awareness.data,
        referred_on=today,
        last_reviewed_on=form.last_reviewed_on.data,
        is_repeat=is_repeat(form.last_reviewed_on.data, today),
        wants_seat=form.wants_seat.data,
        survivor_id=mint(actor.agency_id).id,
        from_agency_id=actor.agency_id,
        from_member_id=actor.id,
    )


@referrals.get("/referrals/<uuid:referral>", needs=Permission.REFERRAL_READ)
def show(referral: Referral) -> ResponseReturnValue:
    office = coordinating_office()
    about = everything_about(referral, office)
    return render_template(
        "referrals/show.html",
        referral=referral,
        office=office,
        today=clock.today(),
        about=about,
        bylines=named_in(about.documents),
        joined=joined_with(referral.survivor_id),
        same=_possibly_the_same(referral),
        apart=kept_apart_from(referral.survivor_id),
        desk=desk_of(referral),
        origin=origin_of(referral),
    )


def _possibly_the_same(referral: Referral) -> Looked | None:
    """Look for whoever wrote or triages it, as long as nobody has decided."""
    actor = current_actor()
    own = referral.from_agency_id == actor.agency_id
    if (referral.is_undecided or not referral.is_sent) and (
        own or may(actor, Permission.REFERRAL_TRIAGE, referral)
    ):
        return possibly_the_same_as(referral.survivor_id, actor, clock.today())
    return None


@referrals.get("/referrals/<uuid:referral>/contacts", needs=Permission.CONTACT_REVEAL)
def contacts(referral: Referral) -> ResponseReturnValue:
    """Open what is folded elsewhere: this page is on the ledger."""
    return render_template(
        "referrals/contacts.html",
        referral=referral,
        today=clock.today(),
        contacts=safe_contacts_of(referral.survivor_id),
    )


@referrals.get("/referrals/<uuid:referral>/sending", needs=Permission.REFERRAL_WRITE)
def ask_to_send(referral: Referral) -> ResponseReturnValue:
    if not referral.may_be_sent:
        raise StaleError(referral)
    form = SendingForm(version=referral.version)
    offer(form)
    return _sending_page(referral, form)


@referrals.post("/referrals/<uuid:referral>/sending", needs=Permission.REFERRAL_WRITE)
def send(referral: Referral) -> ResponseReturnValue:
    check_version(referral)
    if not referral.may_be_sent:
        raise StaleError(referral)
    form = SendingForm()
    offer(form)
    if not form.validate():
        return _sending_page(referral, form), 422
    reach_again(referral.survivor_id)
    try:
        _send(referral, form)
    except CannotSignError as error:
        form.blame(error.problems)
        return _sending_page(referral, form), 422
    flash(_sent(referral, form))
    return redirect(url_for("referrals.show", referral=referral.id), 303)


def _send(referral: Referral, form: BasisPart) -> None:
    operations.send(
        referral,
        form.basis.data,
        clock.now(),
        clock.today(),
        carried=form.carried,
        reported_on=form.reported_on.data,
        signed=form.signed(current_actor().id),
    )


def _sent(referral: Referral, form: BasisPart) -> str:
    signed = form.signed(current_actor().id)
    return referral_sent(
        referral,
        clock.today(),
        law=form.carried.get(form.basis.data),
        reported_on=form.reported_on.data,
        signing=signed.signing if signed else None,
    )


def _sending_page(referral: Referral, form: SendingForm) -> str:
    return render_template(
        "referrals/sending.html", referral=referral, form=form, office=coordinating_office()
    )


def offer(form: BasisPart) -> None:
    """Leave only the bases that fit this sender's class and this person's role."""
    actor, carried = current_actor(), carried_by(laws_on(clock.today()))
    kind = class_of(actor.agency_id)
    may_sign = actor.is_granted(Permission.RELEASE_WRITE)
    form.offer(bases_for(kind, the_county().host_kind, carried, may_sign=may_sign), carried)


def _one_of(kinds: type[E], asked: str, usual: E) -> E:
    """Return what an address asks for, or what is shown to whoever asks for nothing we have."""
    try:
        return kinds(asked)
    except ValueError:
        return usual
