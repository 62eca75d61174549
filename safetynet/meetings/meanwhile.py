"""What others did to a task while the chair had the screen open: said, never swallowed."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from safetynet.db import db
from safetynet.meetings.models import Ending, Task
from safetynet.meetings.words import ENDING_WORDS

PREFIX = "task_"


def ended_meanwhile(sent: Mapping[str, str], case_id: UUID, offered: Iterable[Task]) -> list[str]:
    """Return a sentence for each ending that was sent for a task which ended otherwise before.

    `offered` are the tasks whose endings are taken now; their fields are the form's own.
    """
    still_open = {task.id for task in offered}
    marked = {task_id: said for task_id, said in _marked(sent) if task_id not in still_open}
    if not marked:
        return []
    wanted = select(Task).where(Task.id.in_(marked), Task.case_id == case_id)
    tasks = db.session.scalars(wanted.options(joinedload(Task.agency)).order_by(Task.id))
    return [
        _(
            "Task of %(agency)s: you chose “%(mine)s”. Meanwhile it was ended as “%(saved)s”, "
            "and that stays.",
            agency=task.agency.name,
            mine=ENDING_WORDS[marked[task.id]],
            saved=ENDING_WORDS[task.ending],
        )
        for task in tasks
        if task.ending and task.ending is not marked[task.id]
    ]


def _marked(sent: Mapping[str, str]) -> Iterable[tuple[UUID, Ending]]:
    for name, said in sent.items():
        if name.startswith(PREFIX):
            with suppress(ValueError):
                yield UUID(name.removeprefix(PREFIX)), Ending(said)
