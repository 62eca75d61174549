"""What waits because a name is like that of a person of concern."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from flask_babel import gettext as _

from safetynet import clock
from safetynet.access import Actor, Permission
from safetynet.notices import Waiting, who_waits
from safetynet.referrals import referrals_by_survivor
from safetynet.screening.models import Match
from safetynet.screening.queries import numbers_of, waiting_matches


@who_waits
def matches_to_look_at(actor: Actor, _day: date) -> Iterator[Waiting]:
    """Ask whoever reviews for a decision, and the agency that wrote a name down to talk first."""
    if not actor.is_granted(Permission.CONCERN_READ):
        return
    matches = waiting_matches()
    numbers = numbers_of(matches) if matches else {}
    if only_referred := [one.survivor_id for one in matches if one.survivor_id not in numbers]:
        numbers |= {her: one.number for her, one in referrals_by_survivor(only_referred).items()}
    reviews = actor.is_granted(Permission.CONCERN_REVIEW)
    for match in matches:
        yield Waiting(
            sentence=_sentence(match, numbers.get(match.survivor_id, "–"), reviews=reviews),
            endpoint="screening.show",
            arguments={"match": match.id},
            due=clock.day_of(match.created_at),
            kind="screening",
        )


def _sentence(match: Match, number: str, *, reviews: bool) -> Any:
    if not reviews:
        return _("%(number)s: talk a contact through before anybody uses it", number=number)
    if match.block_id:
        return _("%(number)s: somebody is kept out until you decide", number=number)
    return _("%(number)s: a name is like that of a person of concern", number=number)
