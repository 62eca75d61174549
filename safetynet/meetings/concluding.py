"""Whose information is in what the team concludes: asked only where somebody there needs a release.

Decisions, tasks and addenda are the team's own words. They may hold what an agency told, and of one
that federal law binds only what was released to the chair's office (CR-02).
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from wtforms import ValidationError

from safetynet.access import Actor
from safetynet.agencies import Agency
from safetynet.forms import choices
from safetynet.meetings.models import CONCLUDING_IS
from safetynet.meetings.sources import basis_to_record, needs_release


def offer_sources(form: Any, sources: Collection[Agency]) -> None:
    """Offer these sources, the team first and chosen; do not ask where nobody needs a release."""
    if any(needs_release(source) for source in sources):
        form.concluded_from.choices = choices({str(each.id): each.name for each in sources})
    else:
        del form.concluded_from


def source_in(form: Any) -> UUID | None:
    """Return the source that a valid form names; None is the team itself."""
    typed = _typed(form)
    return UUID(typed) if typed else None


def _typed(form: Any) -> str:
    return (form.concluded_from.data or "") if "concluded_from" in form else ""


def conclusion_check(
    actor: Actor, survivor_id: UUID, sources: Mapping[UUID, Agency]
) -> Callable[[Any, Any], None]:
    """Return a check for a field: whether the chair may write down what the source told."""

    def check(form: Any, _field: Any) -> None:
        by_id = {str(each): agency for each, agency in sources.items()}
        # What was not offered is the choice's own to refuse; this runs even then.
        if (source := by_id.get(_typed(form))) is None:
            return
        if basis_to_record(actor, survivor_id, source, CONCLUDING_IS) is None:
            raise ValidationError(
                _(
                    "No release lets you write down what %(agency)s says. Write what the team "
                    "concludes, without what %(agency)s told.",
                    agency=source.name,
                )
            )

    return check
