"""The address that forms send to while they are typed in, and the list of what was not sent."""

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_time
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException

from safetynet.access import GuardedBlueprint, Permission, another, current_actor, door_of
from safetynet.db import db
from safetynet.drafts import operations, queries
from safetynet.drafts.models import LIVES, Draft
from safetynet.drafts.operations import USED, TooLongError, TooManyError, Typed, an_id_in
from safetynet.drafts.sheets import CHOSEN
from safetynet.forms import token_now

drafts = GuardedBlueprint("drafts", __name__)

LONGEST_TITLE = 200
_OURS = frozenset({"csrf_token", "draft_as", "draft_place", "draft_title", USED, "shown_at"})


@dataclass(frozen=True)
class Unsent:
    """A draft as the list shows it."""

    id: UUID
    title: str
    kept_at: datetime
    address: str


@drafts.get("/drafts", needs=Permission.DRAFT_KEEP)
def index() -> ResponseReturnValue:
    still_open = [one.id for one in queries.mine() if _is_open_to_reader(one.page)]
    found = [
        Unsent(row.id, _title(row), row.kept_at, f"{row.page}?{CHOSEN}={row.id}")
        for row in queries.drafts(still_open)
    ]
    return render_template("drafts/index.html", drafts=found, days=LIVES.days)


@drafts.post("/drafts", needs=Permission.DRAFT_KEEP)
def keep() -> ResponseReturnValue:
    """Keep a form as it stands now. The door decides as if it had been sent to its own address."""
    asked = another(request.form.get("draft_place", ""), "POST")
    typed, actor = _typed(), current_actor()
    said = request.form.get("draft_as", "")
    about = operations.belongs_to(actor, asked, request.form.get(said, said))
    try:
        kept_at = operations.keep(actor, typed, *about)
    except TooLongError:
        abort(413)
    except TooManyError:
        sentence = _("Not saved: you have %(count)d unsaved texts.", count=operations.MOST)
        return jsonify(said=sentence), 422
    time = format_time(kept_at, "short")
    return jsonify(said=_("Saved %(time)s", time=time), time=time)


@drafts.get("/drafts/token", needs=Permission.DRAFT_KEEP)
def token() -> ResponseReturnValue:
    """Let a page that outlived a sign-in go on under the next one, if that is the same person's."""
    return jsonify(token=token_now(), who=str(current_actor().id))


@drafts.post("/drafts/<uuid:draft>/removal", needs=Permission.DRAFT_KEEP)
def throw_away(draft: Draft) -> ResponseReturnValue:
    """Forget a draft, and go back to the form, or to the list if that is where it was pressed."""
    page = draft.page
    db.session.delete(draft)
    flash(_("Thrown away."))
    return redirect(url_for(".index") if "listed" in request.form else page, 303)


def _typed() -> Typed:
    """Read the form as it was sent here; 400 where it has no key, which every form of ours has."""
    if (form_key := an_id_in(request.form.get("form_key"))) is None:
        abort(400)
    page = request.form.get("shown_at", "")
    door_of(page, "GET")
    return Typed(
        form_key=form_key,
        place=request.form["draft_place"],
        page=page,
        title=request.form.get("draft_title", "")[:LONGEST_TITLE],
        fields=[
            (name, text)
            for name, text in request.form.items(multi=True)
            if name not in _OURS and not name.endswith("form_key")
        ],
        used=an_id_in(request.form.get(USED)),
    )


def _is_open_to_reader(page: str) -> bool:
    try:
        another(page, "GET")
    except HTTPException:
        return False
    return True


def _title(draft: Draft) -> str:
    title: str = json.loads(draft.words)["title"]
    return title
