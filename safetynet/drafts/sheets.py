"""What a form asks as it is drawn: what is kept of it, and whether its record moved on."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from flask import request
from werkzeug.datastructures import MultiDict

from safetynet.access import current_actor, moved_form
from safetynet.drafts import queries
from safetynet.drafts.merging import Rival, reconcile
from safetynet.drafts.models import Draft
from safetynet.drafts.operations import USED, an_id_in
from safetynet.forms import Form

CHOSEN = "draft"
"""In the address of a page: the draft from which its form is to be filled in."""


@dataclass(frozen=True)
class Offer:
    """A draft that its author may go on with."""

    id: UUID
    kept_at: datetime
    address: str


@dataclass(frozen=True)
class Sheet:
    """A form on the page, with what lies beside it."""

    shown_at: str
    draft_as: str | None
    offers: Sequence[Offer] = field(default=())
    used: Draft | None = None
    """The draft from which it was filled in just now."""
    used_id: UUID | None = None
    """That draft, or the one that a form named which is shown again."""
    rivals: Sequence[Rival] | None = None
    """Where two people wrote; None where nobody else saved meanwhile."""

    @property
    def who(self) -> UUID:
        """Who writes: what is typed goes on under another sign-in only if it is the same one's."""
        return current_actor().id


def sheet_of(form: Form, action: str) -> Sheet | None:
    """Fill in the form as its reader wants it; None for a form that nothing is kept of."""
    if form.DRAFTS is None and "version" not in form:
        return None
    place = action.partition("?")[0] or request.path
    if moved := moved_form(place):
        moved.is_shown = True
        rivals = reconcile(form, moved.typed)
        return Sheet(_shown_at(), _draft_as(form), used_id=_used_before(), rivals=rivals)
    if form.DRAFTS is None or request.method != "GET":
        return Sheet(_shown_at(), _draft_as(form), used_id=_used_before())
    chosen = an_id_in(request.args.get(CHOSEN))
    here = [one for one in queries.mine() if one.place == place]
    used = queries.draft(chosen) if chosen in {one.id for one in here} and chosen else None
    if used:
        form.process(MultiDict(json.loads(used.words)["fields"]))
    offers = [
        Offer(one.id, one.kept_at, _address(one.id))
        for one in here
        if used is None or one.id != used.id
    ]
    return Sheet(_shown_at(), _draft_as(form), offers, used, used.id if used else None)


def _draft_as(form: Any) -> str | None:
    """Return the category of what is typed, or the name of the input that says it."""
    kept: str | None = form.DRAFTS
    return str(form[kept].name) if kept and kept in form else kept


def _shown_at() -> str:
    """Return the page on which the form stood when it was opened: its own, or as it was sent."""
    return request.form.get("shown_at") or request.path


def _used_before() -> UUID | None:
    return an_id_in(request.form.get(USED))


def _address(draft: UUID) -> str:
    kept = [(name, text) for name, text in request.args.items(multi=True) if name != CHOSEN]
    return f"{request.path}?{urlencode([*kept, (CHOSEN, str(draft))])}"
