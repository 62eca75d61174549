"""Asking once more who sits there, before what must not happen at a screen that somebody left.

Which acts these are stands beside the permissions. Whoever signed in, or was asked, within the
last five minutes is not asked. A form that is sent too late comes back with the question; answered,
it goes on to where it was sent, with all that was typed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import request
from werkzeug.exceptions import Unauthorized

from safetynet import clock
from safetynet.access.actor import Actor
from safetynet.access.permissions import Permission

P = Permission

FRESH_TO_LOOK = frozenset(
    {P.CONTACT_REVEAL, P.FILE_COPY, P.PEOPLE_MANAGE, P.STAFF_KEEP, P.RECOVERY_DECIDE}
)
"""What one look gives away, and who works here. A page of another permission that prints or hands
something out says `fresh=True` at its route."""

FRESH_TO_ACT = frozenset(
    {
        P.RELEASE_WRITE,
        P.RELEASE_REVOKE,
        P.DISCLOSURE_WRITE,
        P.GLASS_BREAK,
        P.QUALIFICATION_RECORD,
        P.LAW_PROPOSE,
        P.LAW_CONFIRM,
        P.SCHEDULE_WRITE,
        P.HOLD_KEEP,
        P.DESTRUCTION_ASK,
        P.DESTRUCTION_CONFIRM,
        P.PROCESS_PRODUCE,
        P.PROCESS_APPROVE,
        P.EXPORT_ASK,
        P.EXPORT_APPROVE,
    }
)
"""What somebody may look at and fill in as ever, and is asked only as it is sent."""

CODE, PASSWORD, PASSKEY = "again_code", "again_password", "again_passkey"
PROOFS = frozenset({CODE, PASSWORD, PASSKEY})
"""The inputs in which somebody shows that it is her."""


@dataclass(frozen=True)
class Unproved:
    """Why what somebody gave is no proof: a sentence, and when to try again, if not at once."""

    sentence: str
    status: int = 401
    seconds: int = 0


class AskAgainError(Unauthorized):
    """Somebody signed in too long ago for this; `why` is what was wrong with the proof given."""

    def __init__(self, why: Unproved | None) -> None:
        super().__init__()
        self.why = why


Prover = Callable[[Actor, Mapping[str, str]], Unproved | None]
"""(who, what was sent) → None when it is her, and the sign-in says so from now on."""
_prover: list[Prover] = []


def prove_with(prover: Prover) -> Prover:
    """Register who looks at proofs; usable as a decorator."""
    _prover[:] = [prover]
    return prover


def asks_again(permission: Permission, *, looking: bool, fresh: bool) -> bool:
    """Say whether whoever does this must have shown who they are a short while ago.

    `fresh` says so of one route, where its permission is for more than that.
    """
    if fresh or permission in FRESH_TO_LOOK:
        return True
    return permission in FRESH_TO_ACT and not looking


def proved(actor: Actor) -> tuple[Actor, Unproved | None]:
    """Return the actor as the proof in a form leaves her, and what is wrong with it, if one came.

    Called before the visit begins: looking at a proof has transactions of its own.
    """
    if actor.is_fresh or not PROOFS & request.form.keys():
        return actor, None
    [prover] = _prover
    why = prover(actor, request.form)
    return (actor if why else replace(actor, proved_at=clock.now())), why


def is_asked(door: Any, *, looking: bool) -> bool:
    """Say so of a door as `guard` hangs it."""
    return asks_again(door.permission, looking=looking, fresh=door.fresh)
