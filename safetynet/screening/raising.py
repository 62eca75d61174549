"""What comes of a name that is like a person of concern's: a match to look at, perhaps a block."""

from collections.abc import Iterable, Set
from uuid import UUID

from sqlalchemy import select

from safetynet.access import Role
from safetynet.among import among
from safetynet.db import db
from safetynet.screening.finding import Found
from safetynet.screening.models import Match
from safetynet.sharing import ConflictBlock
from safetynet.sharing.conflicts import blocks_about, keep_out_for_now

Pair = tuple[UUID, UUID]


def raise_(found: Iterable[Found]) -> int:
    """Write down what nobody looked at yet; returns how many are new."""
    best = _strongest(found)
    survivors = {survivor for survivor, _row in best}
    known, blocks = _latest(survivors), _standing(survivors)
    new = 0
    for pair, one in best.items():
        earlier, standing = known.get(pair), blocks.get(pair)
        if earlier and earlier.settles(one.line, is_whole=one.is_whole):
            continue
        if earlier and earlier.is_open:
            _bring_up_to_date(earlier, one, _block_for(one, standing))
        elif standing is None or standing.is_provisional:
            db.session.add(_match_of(one, _block_for(one, standing)))
            new += 1
        # Else a conflict that somebody recorded says all that a look would.
    db.session.flush()
    return new


def _strongest(found: Iterable[Found]) -> dict[Pair, Found]:
    best: dict[Pair, Found] = {}
    for one in found:
        if (before := best.get(one.pair)) is None or one.is_whole > before.is_whole:
            best[one.pair] = one
    return best


def _latest(survivors: Set[UUID]) -> dict[Pair, Match]:
    found = select(Match).where(among(Match.survivor_id, survivors)).order_by(Match.created_at)
    return {match.pair: match for match in db.session.scalars(found)}


def _standing(survivors: Set[UUID]) -> dict[Pair, ConflictBlock]:
    blocks = blocks_about(survivors)
    return {(b.survivor_id, b.member_id): b for b in blocks if b.member_id and not b.is_forged}


def _block_for(one: Found, standing: ConflictBlock | None) -> ConflictBlock | None:
    """Keep out whoever signs in under the whole name, at once and until somebody has looked."""
    if one.member is None or not one.is_whole:
        return None
    return standing or keep_out_for_now(one.concern.survivor, one.member)


def _bring_up_to_date(match: Match, one: Found, block: ConflictBlock | None) -> None:
    """Note how the name reads now, that it is the same by now, or that its block was gone."""
    match.see_as(one.line)
    if block is not None and block.id != match.block_id:
        match.is_whole, match.block_id = True, block.id


def _match_of(one: Found, block: ConflictBlock | None) -> Match:
    match = Match(
        survivor_id=one.concern.survivor,
        other_survivor_id=one.other_survivor,
        concern_id=one.concern.id,
        concern_agency_id=one.concern.agency,
        kind=one.kind,
        member_id=one.member.id if one.member else None,
        row_id=one.row,
        of_agency_id=one.agency,
        is_of_office=one.member is not None and one.member.role is Role.COORDINATOR,
        is_whole=one.is_whole,
        block_id=block.id if block else None,
    )
    match.see_as(one.line)
    return match
