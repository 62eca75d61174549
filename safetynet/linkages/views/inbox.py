"""A provider's inbox: one linkage at a time, answered by one tap."""

from collections.abc import Sequence
from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue

from safetynet.access import Permission, current_actor
from safetynet.linkages import queries
from safetynet.linkages.forms import StepForm
from safetynet.linkages.life import WHYS, LinkageStatus
from safetynet.linkages.models import Linkage
from safetynet.linkages.views.offers import WORDS, linkages

INBOX = "inbox"
"""What a form says whose answer leads back here."""


@linkages.get("/linkages/inbox", needs=Permission.LINKAGE_ANSWER)
def inbox() -> ResponseReturnValue:
    """Show one linkage after the other; the next comes up by itself when one is answered."""
    waiting = queries.inbox_of(current_actor().agency_id)
    linkage = _next_of(waiting, request.args.get("after"))
    return render_template(
        "linkages/inbox.html",
        linkage=linkage,
        count=len(waiting),
        answered=_answered(),
        form=StepForm().ask_for(LinkageStatus.DECLINED),
        reasons=WHYS[LinkageStatus.DECLINED],
        notes=queries.notes_on(linkage) if linkage else [],
        inbox=INBOX,
        **WORDS,
    )


def _next_of(waiting: Sequence[Linkage], after: str | None) -> Linkage | None:
    """Return the one behind that which was put off, around the end; else the first."""
    places = [place for place, linkage in enumerate(waiting) if str(linkage.id) == after]
    return waiting[(places[0] + 1) % len(waiting) if places else 0] if waiting else None


def _answered() -> Linkage | None:
    """Return the linkage that was answered just now, if it is one that this person may know."""
    try:
        return queries.linkage_named(UUID(request.args.get("answered", "")))
    except ValueError:
        return None
