"""How columns of a directory were matched, for the next file with the same headings."""

from sqlalchemy import select

from safetynet.db import db
from safetynet.directory.matching import Matching
from safetynet.directory.models import DirectoryMatch


def as_before(matching: Matching) -> Matching:
    """Return the matching as somebody here said it of these headings; as it is where nobody did."""
    known = _known(matching.fingerprint)
    if known is None:
        return matching
    told = (choice.split(" ") for choice in known.choices)
    return matching.with_choices({int(place): field for place, field in told})


def remember(matching: Matching) -> None:
    """Keep what was said of these headings; what they say themselves needs no keeping."""
    choices = [f"{place} {field}" for place, field in sorted(matching.said.items())]
    known = _known(matching.fingerprint)
    if known is None and choices:
        db.session.add(DirectoryMatch(headings=matching.fingerprint, choices=choices))
    elif known is not None and known.choices != choices:
        known.choices = choices


def _known(fingerprint: str) -> DirectoryMatch | None:
    wanted = select(DirectoryMatch).where(DirectoryMatch.headings == fingerprint)
    return db.session.scalars(wanted.order_by(DirectoryMatch.created_at.desc())).first()
