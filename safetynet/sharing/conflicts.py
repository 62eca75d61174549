"""Conflicts of interest: who must not learn of a young person, and setting and lifting it (CR-23).

Nobody is asked to trust the database here: a block that SQL inserted hides as a real one does, and
one whose lifting SQL wrote goes on hiding. One that SQL deleted is named by `audit verify`.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select

from safetynet.access import Actor, Role, walls_down
from safetynet.agencies import Member, everybody_who_is
from safetynet.db import db
from safetynet.db.spelling import Asked, spelled
from safetynet.sharing.barrier_models import ConflictBlock, ConflictReason
from safetynet.survivors import Survivor


class NobodyLeftError(Exception):
    """No coordinator would be left to whom she exists and who could lift it."""


def spelled_blocks(member: Asked, agency: Asked) -> ColumnElement[Any]:
    """Return the blocks on a person as one text, which is NULL for nearly everybody."""
    block = ConflictBlock.__table__.c
    return spelled((block.id,), _on(member, agency))


def hidden_from(member: UUID, agency: UUID) -> frozenset[UUID]:
    """Return the survivors who do not exist for this person."""
    found = db.session.scalars(select(ConflictBlock).where(_on(member, agency)))
    # Not filtered in SQL: of a lifting that SQL wrote, only the row as it is loaded knows better.
    return frozenset(block.survivor_id for block in found if block.lifted_at is None)


def _on(member: Asked, agency: Asked) -> ColumnElement[bool]:
    of_all = and_(ConflictBlock.member_id.is_(None), ConflictBlock.blocked_agency_id == agency)
    return or_(ConflictBlock.member_id == member, of_all)


def blocks_about(survivors: Iterable[UUID]) -> list[ConflictBlock]:
    """Return the blocks about these survivors that stand, as far as the viewer may know them."""
    found = db.session.scalars(
        select(ConflictBlock)
        .where(ConflictBlock.survivor_id.in_(list(survivors)))
        .order_by(ConflictBlock.created_at)
    )
    return [block for block in found if block.lifted_at is None]


def blocked_agencies(survivor_id: UUID) -> frozenset[UUID]:
    """Return the agencies that nothing about her may reach: a fact, and not why."""
    with walls_down("conflicts of interest"):
        return kept_out_by(blocks_about([survivor_id]))


def kept_out_by(blocks: Iterable[ConflictBlock]) -> frozenset[UUID]:
    """Return the agencies that standing blocks keep out as a whole."""
    return frozenset(
        block.blocked_agency_id
        for block in blocks
        if block.member_id is None and block.lifted_at is None
    )


def reasons_of(blocks: Iterable[ConflictBlock]) -> dict[UUID, ConflictReason]:
    """Return why these blocks were set, by block, where it was the viewer's own agency."""
    wanted = select(ConflictReason).where(
        ConflictReason.block_id.in_([block.id for block in blocks]), ~ConflictReason.is_lifting
    )
    return {reason.block_id: reason for reason in db.session.scalars(wanted)}


def set_block(
    survivor_id: UUID, agency_id: UUID, member_id: UUID | None, reason: str, actor: Actor
) -> ConflictBlock:
    """Keep a person, or a whole agency, from all that concerns her; raises NobodyLeftError."""
    if member_id is not None:
        _check_somebody_stays(survivor_id, member_id)
    block = ConflictBlock(
        survivor_id=survivor_id,
        member_id=member_id,
        blocked_agency_id=agency_id,
        set_by_id=actor.id,
        set_by_agency_id=actor.agency_id,
    )
    db.session.add(block)
    db.session.flush()
    _explain(block, reason, actor, is_lifting=False)
    return block


def _check_somebody_stays(survivor_id: UUID, member_id: UUID) -> None:
    coordinators = {one.id: one.agency_id for one in everybody_who_is(Role.COORDINATOR)}
    if member_id not in coordinators:
        return
    # Two who block each other at once wait here; SQLite lets one write at a time anyhow.
    about = select(Survivor.id).where(Survivor.id == survivor_id)
    with walls_down("conflicts of interest"):
        db.session.scalars(about.with_for_update(key_share=True)).one()
        standing = blocks_about([survivor_id])
        left = [
            one
            for one, agency in coordinators.items()
            if one != member_id and not any(block.blocks(one, agency) for block in standing)
        ]
    if not left:
        raise NobodyLeftError


def lift_block(block: ConflictBlock, reason: str, actor: Actor, now: datetime) -> None:
    """Let the person, or the agency, see again what role, seat and release open."""
    block.lift(actor.id, now)
    _explain(block, reason, actor, is_lifting=True)


def keep_out_for_now(survivor_id: UUID, member: Member) -> ConflictBlock:
    """Keep a person out until somebody has looked at why."""
    block = ConflictBlock(
        survivor_id=survivor_id, member_id=member.id, blocked_agency_id=member.agency_id
    )
    db.session.add(block)
    db.session.flush()
    return block


def confirm_block(block: ConflictBlock, reason: str, actor: Actor) -> None:
    """Make a provisional block an ordinary one, set by whoever looked."""
    block.set_by_id, block.set_by_agency_id = actor.id, actor.agency_id
    _explain(block, reason, actor, is_lifting=False)


def _explain(block: ConflictBlock, reason: str, actor: Actor, *, is_lifting: bool) -> None:
    said = ConflictReason(
        survivor_id=block.survivor_id,
        owner_id=actor.agency_id,
        block_id=block.id,
        text=reason,
        is_lifting=is_lifting,
        by_id=actor.id,
    )
    db.session.add(said)
