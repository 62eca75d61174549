from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import Forbidden

from safetynet import clock
from safetynet.access import (
    GuardedBlueprint,
    Permission,
    StaleError,
    check_version,
    current_actor,
)
from safetynet.agencies import agency_names
from safetynet.alike import operations
from safetynet.alike.forms import JoiningForm, UndoingForm, WhoForm
from safetynet.alike.models import AlreadyUndoneError, Apart, Joining
from safetynet.alike.operations import (
    AlreadyApartError,
    AlreadyJoinedError,
    NoBasisError,
    may_join,
)
from safetynet.alike.queries import apart_of, joining_of, reasons_of
from safetynet.alike.showing import possibly_known, why_alike
from safetynet.alike.where import Where, where_are
from safetynet.alike.words import DEED_WORDS, LEVEL_LOOKS, LEVEL_WORDS
from safetynet.db import only_looking
from safetynet.survivors import Survivor, birth_dates_of, names_of
from safetynet.survivors.words import NAME_WORDS

alike = GuardedBlueprint("alike", __name__)


@alike.app_context_processor
def words() -> dict[str, object]:
    """Let the pages that show this room's panel speak of it in its words."""
    return {"LEVEL_LOOKS": LEVEL_LOOKS, "LEVEL_WORDS": LEVEL_WORDS}


@alike.post("/alike", needs=Permission.REFERRAL_WRITE)
def ask() -> ResponseReturnValue:
    """Say who of those one's own agency knows is possibly the same as whom a form names."""
    form = WhoForm()
    if not form.validate():
        problem = _("Shorten what you typed: it is too long to be compared.")
        return render_template("alike/asked.html", problem=problem), 422
    # Comparing names takes a while; nobody who writes has to wait for it.
    with only_looking():
        same = possibly_known(form.person(), current_actor())
        return render_template("alike/asked.html", same=same, problem="")


@alike.get("/survivors/<uuid:survivor>/joining/<uuid:other>", needs=Permission.JOINING_KEEP)
def ask_to_join(survivor: Survivor, other: Survivor) -> ResponseReturnValue:
    if joining := joining_of(survivor.id, other.id):
        return redirect(url_for("alike.show", joining=joining.id), 303)
    return _asked_to_join(survivor, other, JoiningForm())


@alike.post("/survivors/<uuid:survivor>/joining/<uuid:other>", needs=Permission.JOINING_KEEP)
def join(survivor: Survivor, other: Survivor) -> ResponseReturnValue:
    form = JoiningForm()
    if not form.validate():
        return _asked_to_join(survivor, other, form), 422
    try:
        reason, actor = form.reason.data or "", current_actor()
        joining = operations.join(survivor, other, reason, actor, clock.now())
    except NoBasisError:
        raise Forbidden from None
    except AlreadyJoinedError:
        raise StaleError(survivor) from None
    flash(_("The two are joined. Each record stays as it is, with its own agency."))
    return redirect(url_for("alike.show", joining=joining.id), 303)


@alike.post("/survivors/<uuid:survivor>/apart/<uuid:other>", needs=Permission.JOINING_KEEP)
def keep_apart(survivor: Survivor, other: Survivor) -> ResponseReturnValue:
    """Keep the answer that it is somebody else, so that nobody here has to give it again."""
    try:
        operations.keep_apart(survivor, other, current_actor())
    except NoBasisError:
        raise Forbidden from None
    except (AlreadyJoinedError, AlreadyApartError):
        raise StaleError(survivor) from None
    flash(_("Your office says that they are two. They are not offered to it again."))
    return _back_to(survivor.id)


@alike.post("/apart/<uuid:apart>/undoing", needs=Permission.JOINING_KEEP)
def take_back(apart: Apart) -> ResponseReturnValue:
    try:
        apart.take_back(current_actor().id, clock.now())
    except AlreadyUndoneError:
        raise StaleError(apart) from None
    flash(_("Taken back: they are offered again where they are alike."))
    return _back_to(apart.survivor_id)


def _back_to(survivor_id: UUID) -> ResponseReturnValue:
    """Go on where her record opens; at the list, where it has no number here."""
    if at := where_are([survivor_id]).get(survivor_id):
        return redirect(url_for(at.endpoint, **at.arguments), 303)
    return redirect(url_for("referrals.index"), 303)


@alike.get("/joinings/<uuid:joining>", needs=Permission.JOINING_KEEP)
def show(joining: Joining) -> ResponseReturnValue:
    return _page(joining, UndoingForm(version=joining.version))


@alike.post("/joinings/<uuid:joining>/undoing", needs=Permission.JOINING_KEEP)
def undo(joining: Joining) -> ResponseReturnValue:
    check_version(joining)
    form = UndoingForm()
    if not form.validate():
        return _page(joining, form), 422
    try:
        operations.undo(joining, form.reason.data or "", current_actor(), clock.now())
    except AlreadyUndoneError:
        raise StaleError(joining) from None
    flash(_("The two are apart again."))
    return redirect(url_for("alike.show", joining=joining.id), 303)


def _asked_to_join(survivor: Survivor, other: Survivor, form: JoiningForm) -> str:
    both = may_join(current_actor(), survivor, other)
    return render_template(
        "alike/joining.html",
        survivor=survivor,
        other=other,
        form=form,
        may_join=both,
        because=why_alike(survivor.id, other.id) if both else "",
        apart=apart_of(survivor.id, other.id),
        **_the_two(survivor.id, other.id),
    )


def _page(joining: Joining, form: UndoingForm) -> str:
    return render_template(
        "alike/show.html",
        joining=joining,
        form=form,
        reasons=reasons_of(joining),
        DEED_WORDS=DEED_WORDS,
        **_the_two(joining.survivor_id, joining.other_survivor_id),
    )


def _the_two(one: UUID, other: UUID) -> dict[str, Any]:
    """Return what the viewer may see of both, side by side."""
    where: dict[UUID, Where] = where_are([one, other])
    return {
        "NAME_WORDS": NAME_WORDS,
        "agencies": agency_names(),
        "two": [(where.get(her), names_of(her), birth_dates_of(her)) for her in (one, other)],
    }
