"""Which records a route loads, and whether this actor is let in to do with them what it names."""

from collections.abc import Callable
from inspect import signature
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.exceptions import Forbidden

from safetynet.access.actor import Actor
from safetynet.access.permissions import Permission
from safetynet.access.policy import may, policy_of
from safetynet.audit import who
from safetynet.db import Model, db


def admit(
    actor: Actor, permission: Permission, types: dict[str, type[Model]], ids: dict[str, UUID]
) -> dict[str, Model]:
    """Find the records among those the actor sees; a child only under the parent in the address.

    What names no case but a survivor is a child of the cases about that survivor.
    """
    if types:
        who().asked = ids[list(types)[-1]]
    if not may(actor, permission):
        raise Forbidden(_("What this account reads by has ended.") if actor.rights.lapsed else None)
    found: dict[str, Model] = {}
    for name, kind in types.items():
        wanted = select(kind).where(kind.id == ids[name])
        for parent, record in found.items():
            if (link := getattr(kind, f"{parent}_id", None)) is not None:
                wanted = wanted.where(link == record.id)
            elif hasattr(record, "survivor_id") and hasattr(kind, "survivor_id"):
                wanted = wanted.where(kind.survivor_id == record.survivor_id)
        found[name] = db.one_or_404(wanted)
    if not all(may(actor, permission, record) for record in found.values()):
        raise Forbidden
    return found


def record_types(view: Callable[..., Any]) -> dict[str, type[Model]]:
    """Read `case: Case` off the view's signature; a model without a policy will not import."""
    annotations = {name: p.annotation for name, p in signature(view).parameters.items()}
    types = {n: a for n, a in annotations.items() if isinstance(a, type) and issubclass(a, Model)}
    for kind in types.values():
        policy_of(kind)
    return types
