"""What became of open tasks after their meeting: more time, reminders, how pressing they are."""

from datetime import date, timedelta
from random import Random

from safetynet.meetings.ladder import ladder, rung_on
from safetynet.meetings.models import MORE_TIME_FOR, RANGES, AimOf, Priority, Rung, Task

RUNGS = ladder(RANGES[AimOf.LEAD_AFTER].usual, RANGES[AimOf.STEERING_AFTER].usual)
WEEK = timedelta(days=7)


def go_on(task: Task, dice: Random, today: date) -> None:
    """Let some of the open tasks have more time, and remind of the others as the jobs would."""
    task.priority = dice.choices([*Priority], (2, 6, 1))[0]
    if not task.is_open:
        return
    if task.due_on < today and dice.random() < 0.3:
        task.extend(today + WEEK, dice.choice(MORE_TIME_FOR))
        return
    if rung := rung_on(today, task.due_on, RUNGS):
        for passed in list(Rung)[: list(Rung).index(rung) + 1]:
            task.climb(passed)
