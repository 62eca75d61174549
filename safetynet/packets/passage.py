"""What the minutes say of one young person, by whose information it is."""

from collections.abc import Mapping, Set
from dataclasses import replace
from typing import Any
from uuid import UUID

from safetynet.meetings.queries import Review
from safetynet.meetings.sources import told_in
from safetynet.vault import Category

Owners = Mapping[UUID, frozenset[Category]]
"""Whose information is in it, and which kinds."""


def owners_of(review: Review, team: UUID) -> Owners:
    """Return whose information a passage holds; the team is always among them."""
    found: dict[UUID, set[Category]] = {team: {Category.TEAM_DISCUSSION}}
    for owner, kind in map(told_in, review.lines):
        found.setdefault(owner, set()).add(kind)
    return {owner: frozenset(kinds) for owner, kinds in found.items()}


def kept_to(review: Review, owners: Set[UUID]) -> Review:
    """Return what of a passage is these owners' information; what was only spoken stays out."""
    words = {task: row for task, row in review.words.items() if row.source_id in owners}
    return replace(
        review,
        answers={
            question: [row for row in answers if row.text and row.source_id in owners]
            for question, answers in review.answers.items()
        },
        wishes=[wish for wish in review.wishes if wish.told_by_id in owners],
        dissents=[one for one in review.dissents if one.agency_id in owners],
        decisions=_from(review.decisions, owners),
        addenda=_from(review.addenda, owners),
        tasks=[task for task in review.tasks if task.id in words],
        words=words,
    )


def _from(rows: list[Any], owners: Set[UUID]) -> list[Any]:
    return [row for row in rows if row.source_id in owners]
