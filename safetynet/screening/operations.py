"""Deciding about a match: it is the same person, or somebody else."""

from datetime import datetime

from sqlalchemy import select

from safetynet.access import Actor, walls_down
from safetynet.agencies import Member
from safetynet.db import db
from safetynet.screening.models import Match, MatchReason, MatchState
from safetynet.sharing import ConflictBlock
from safetynet.sharing.conflicts import confirm_block, keep_out_for_now, lift_block


def decide(match: Match, state: MatchState, reason: str, actor: Actor, now: datetime) -> None:
    """Keep what was decided and why; a member stays blocked, or is no longer.

    Raises DecidedError when somebody decided before.
    """
    match.decide(state, actor.id, now)
    said = MatchReason(
        survivor_id=match.survivor_id,
        owner_id=actor.agency_id,
        match_id=match.id,
        text=reason,
        by_id=actor.id,
    )
    db.session.add(said)
    db.session.flush()
    if match.member_id is not None:
        # A privacy officer decides where the coordinator herself is meant, and keeps no conflicts.
        with walls_down("what was decided about a match"):
            _keep_out_or_let_in(match, reason, actor, now)


def _keep_out_or_let_in(match: Match, reason: str, actor: Actor, now: datetime) -> None:
    wanted = select(ConflictBlock).where(ConflictBlock.id == match.block_id)
    block = db.session.scalars(wanted).one_or_none()
    if match.state is MatchState.OTHER:
        if block is not None and block.is_provisional:
            lift_block(block, reason, actor, now)
        return
    if block is None:
        member = db.session.scalars(select(Member).where(Member.id == match.member_id)).one()
        block = keep_out_for_now(match.survivor_id, member)
    if block.is_provisional:
        confirm_block(block, reason, actor)
