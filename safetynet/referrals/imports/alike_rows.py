"""Which rows of a sheet are possibly young people who are here already; told, never merged."""

from collections.abc import Iterable, Mapping, Sequence

from safetynet.access import Actor
from safetynet.alike import Alike, Birth, Person, possibly_the_same_as_each
from safetynet.referrals.sheets import BadRow, ReferralRow

MOST_ROWS = 2_000
"""Rows that are looked for; what a longer list repeats, each referral's own page says later."""
SHOWN = 50


def known_already(
    rows: Iterable[ReferralRow | BadRow], actor: Actor
) -> Mapping[int, Sequence[Alike]]:
    """Return, by row of the sheet, who of those this viewer may see is possibly the same."""
    good = [row for row in rows if isinstance(row, ReferralRow) and row.names.any]
    people = [_person(row) for row in good[:MOST_ROWS]]
    return possibly_the_same_as_each(people, actor, SHOWN) if people else {}


def _person(row: ReferralRow) -> Person[int]:
    names, at = row.names, row.address
    given = names.first or ("" if names.last else names.full)
    own = [(given, names.middle, names.last)] if given or names.last else []
    place = ", ".join(part for part in (at.line, at.city, at.state, at.postal_code) if part)
    return Person(
        row.number,
        names=[*own, *((alias, "", "") for alias in names.aliases)],
        births=[Birth.on(b.exact, is_estimated=b.estimated) for b in row.births if b.exact],
        places=[place] if place else [],
        reach=[*row.phones, *row.emails],
    )
