"""A room built by a careless author, to see what the door makes of it."""

from typing import Any
from uuid import UUID

from flask import Flask, Response, abort, redirect, request
from sqlalchemy import select

from safetynet.access import GuardedBlueprint, Permission, check_version, current_actor
from safetynet.agencies import Member
from safetynet.cases import Case
from safetynet.db import db
from safetynet.survivors import Name, SafeContact, Survivor, names_of

SECRET = "Rumpelstilzchen"
"""What exceptions and typed texts carry, and no page and no log may repeat."""


careless = GuardedBlueprint("careless", __name__, url_prefix="/careless")


@careless.after_request
def as_text(response: Response) -> Response:
    """Pages of this room are no HTML; refusals are, and get inspected."""
    if response.status_code == 200:
        response.mimetype = "text/plain"
    return response


@careless.get("/<uuid:case>/name", needs=Permission.CASE_READ)
def name(case: Case) -> str:
    return " ".join(name.display for name in names_of(case.survivor_id)) or "nobody"


@careless.get("/<uuid:case>/generated", needs=Permission.CASE_READ)
def generated(case: Case) -> Any:
    """Answer in pieces: they are made behind the door all the same."""
    return (name.display for name in names_of(case.survivor_id))


@careless.get("/<uuid:case>/contact/<uuid:contact>", needs=Permission.CASE_READ)
def contact(case: Case, contact: SafeContact) -> str:
    return contact.value or ""


@careless.get("/<uuid:case>/changing", needs=Permission.CASE_READ)
def changing(case: Case) -> str:
    case.is_coded = True
    return "changed by a GET"


@careless.get("/committing", needs=Permission.HOME_READ)
def committing() -> str:
    _me().language = "es"
    db.session.commit()
    return "committed by a GET"


@careless.post("/language", needs=Permission.HOME_READ)
def language() -> Any:
    _me().language = request.form.get("language", "es")
    return redirect("/account", 303)


@careless.post("/raise", needs=Permission.HOME_READ)
def raising() -> str:
    _me().language = "es"
    db.session.flush()
    raise ValueError(SECRET)


@careless.get("/<uuid:case>/raise", needs=Permission.CASE_READ)
def raising_after_reading(case: Case) -> str:
    raise ValueError(names_of(case.survivor_id)[0].display)


@careless.post("/abort/<int:code>", needs=Permission.HOME_READ)
def aborting(code: int) -> str:
    _me().language = "es"
    db.session.flush()
    abort(code)


@careless.post("/<uuid:case>/names", needs=Permission.CASE_READ)
def add_name(case: Case) -> Any:
    """Trust the form to say about whom: the guard does not."""
    survivor = UUID(request.form.get("survivor_id", str(case.survivor_id)))
    owner = UUID(request.form.get("owner_id", str(current_actor().agency_id)))
    parts = Name.joined(request.form.get("first", "Planted"))
    db.session.add(Name(survivor_id=survivor, owner_id=owner, parts=parts))
    return redirect(f"/cases/{case.id}", 303)


@careless.post("/<uuid:case>/contact/<uuid:contact>", needs=Permission.CASE_READ)
def edit_contact(case: Case, contact: SafeContact) -> Any:
    check_version(contact)
    contact.say = request.form["say"]
    return redirect(f"/cases/{case.id}", 303)


@careless.get("/survivors/<uuid:survivor>", needs=Permission.CASE_READ)
def survivor(survivor: Survivor) -> str:
    return str(survivor.id)


def _me() -> Member:
    return db.session.scalars(select(Member).where(Member.id == current_actor().id)).one()


def furnish(app: Flask) -> None:
    """Add the careless room, and let faults be answered as in a real installation."""
    app.register_blueprint(careless)
    app.config["PROPAGATE_EXCEPTIONS"] = False
