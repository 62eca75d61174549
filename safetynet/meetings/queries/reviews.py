"""What stands of a review, for whoever asks: each row only where the walls let it through."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from sqlalchemy import select, true

from safetynet.access import walls_down
from safetynet.agencies import Agency
from safetynet.db import db, gather
from safetynet.meetings.models import (
    Addendum,
    Decision,
    Dissent,
    ReviewAnswer,
    ReviewRow,
    Task,
    TaskWords,
    Wishes,
)
from safetynet.meetings.review_questions import ReviewQuestion


@dataclass(frozen=True, repr=False)
class Review:
    """One case at one meeting, as far as this viewer may read; each list in order of writing."""

    answers: dict[ReviewQuestion, list[ReviewAnswer]] = field(default_factory=dict)
    wishes: list[Wishes] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    dissents: list[Dissent] = field(default_factory=list)
    addenda: list[Addendum] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    words: dict[UUID, TaskWords] = field(default_factory=dict)
    """Task id → what is to be done; absent where only the shell is shared."""

    def of_owner(self, owner_id: UUID | None) -> "Review":
        """Return only what one agency wrote; tasks are everybody's."""
        answers = {q: self._of(owner_id, said) for q, said in self.answers.items()}
        return replace(
            self,
            answers={question: said for question, said in answers.items() if said},
            wishes=self._of(owner_id, self.wishes),
            dissents=self._of(owner_id, self.dissents),
        )

    @staticmethod
    def _of(owner_id: UUID | None, rows: list[Any]) -> list[Any]:
        return [row for row in rows if row.owner_id == owner_id]

    @property
    def lines(self) -> Iterator[ReviewRow]:
        """Yield every line with words in it; what was only spoken has none."""
        for answers in self.answers.values():
            yield from (answer for answer in answers if answer.text)
        yield from (*self.wishes, *self.dissents, *self.decisions, *self.addenda)
        yield from self.words.values()

    @property
    def answered(self) -> int:
        """How many of the six questions have an answer here."""
        return sum(bool(lines) for lines in self.answers.values())


@dataclass(frozen=True, repr=False)
class Reviews:
    by_item: dict[UUID, Review]
    agencies: dict[UUID, Agency]
    """Every agency by id, to name sources without asking again."""

    def of(self, item_id: UUID) -> Review:
        return self.by_item.get(item_id) or Review()


def reviews_of(item_ids: Iterable[UUID]) -> Reviews:
    """Return what was said and decided about several items, in one statement."""
    ids = list(item_ids)
    models: tuple[Any, ...] = (Wishes, Decision, Dissent, Addendum, Task, TaskWords, ReviewAnswer)
    found = gather({Agency: true()} | {model: model.item_id.in_(ids) for model in models})
    reviews = {item_id: Review() for item_id in ids}
    for answer in found.of(ReviewAnswer):
        reviews[answer.item_id].answers.setdefault(answer.question, []).append(answer)
    for wishes in found.of(Wishes):
        reviews[wishes.item_id].wishes.append(wishes)
    for decision in found.of(Decision):
        reviews[decision.item_id].decisions.append(decision)
    for dissent in found.of(Dissent):
        reviews[dissent.item_id].dissents.append(dissent)
    for addendum in found.of(Addendum):
        reviews[addendum.item_id].addenda.append(addendum)
    for task in found.of(Task):
        reviews[task.item_id].tasks.append(task)
    for words in found.of(TaskWords):
        reviews[words.item_id].words[words.task_id] = words
    return Reviews(reviews, {agency.id: agency for agency in found.of(Agency)})


def wishes_are_told(item_id: UUID) -> bool:
    """Say whether anybody wrote down what the young person wants, readable here or not."""
    with walls_down("wishes told"):
        return db.session.scalar(select(Wishes.id).where(Wishes.item_id == item_id)) is not None
