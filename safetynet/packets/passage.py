"""What the minutes say of one young person, by whose information it is."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from safetynet.meetings.models import CATEGORY_OF, CONCLUDING_IS, DISSENT_IS, WISHES_ARE
from safetynet.meetings.queries import Review
from safetynet.vault import Category

Owners = Mapping[UUID, frozenset[Category]]
"""Whose information is in it, and which kinds."""


@dataclass(frozen=True)
class _Said:
    owner: UUID
    kind: Category


def owners_of(review: Review, team: UUID) -> Owners:
    """Return whose information a passage holds; the team is always among them."""
    found: dict[UUID, set[Category]] = {team: {Category.TEAM_DISCUSSION}}
    for said in _said(review):
        found.setdefault(said.owner, set()).add(said.kind)
    return {owner: frozenset(kinds) for owner, kinds in found.items()}


def _said(review: Review) -> Iterator[_Said]:
    for question, answers in review.answers.items():
        yield from (_Said(row.source_id, CATEGORY_OF[question]) for row in answers if row.text)
    yield from (_Said(wish.told_by_id, WISHES_ARE) for wish in review.wishes)
    yield from (_Said(dissent.agency_id, DISSENT_IS) for dissent in review.dissents)
    for row in (*review.decisions, *review.addenda, *review.words.values()):
        yield _Said(row.source_id, CONCLUDING_IS)


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
