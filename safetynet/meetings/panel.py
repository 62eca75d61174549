"""Reviews on the case file: what was decided last, when the next comes, which tasks are open."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import true

from safetynet import clock
from safetynet.access import current_actor
from safetynet.agencies import Agency
from safetynet.cases import Case
from safetynet.db import Gathered, gather
from safetynet.meetings import words
from safetynet.meetings.autopilot.models import RequestWords, ReviewRequest
from safetynet.meetings.models import (
    TO_COME,
    AgendaItem,
    Decision,
    ItemStatus,
    Meeting,
    MeetingStatus,
    Task,
    TaskWords,
)

SHOWN = 3
"""Reviews on the panel; all of them are among the meetings."""


def on_the_case_file(case: Case) -> dict[str, Any]:
    """Return the case's reviews, latest first, in one statement."""
    found = gather(
        {
            Agency: true(),
            AgendaItem: AgendaItem.case_id == case.id,
            Meeting: Meeting.status.in_([*TO_COME, MeetingStatus.IN_SESSION]),
            Task: (Task.case_id == case.id) & Task.ending.is_(None),
            TaskWords: TaskWords.survivor_id == case.survivor_id,
            Decision: Decision.survivor_id == case.survivor_id,
            ReviewRequest: (ReviewRequest.case_id == case.id)
            & ReviewRequest.withdrawn_at.is_(None),
            RequestWords: RequestWords.survivor_id == case.survivor_id,
        }
    )
    reviewed = [item for item in found.of(AgendaItem) if item.status is ItemStatus.REVIEWED]
    reviewed.sort(key=lambda item: item.reviewed_at or item.created_at, reverse=True)
    coming = {meeting.id: meeting for meeting in found.of(Meeting)}
    decisions: dict[Any, list[Decision]] = {}
    for decision in found.of(Decision):
        decisions.setdefault(decision.item_id, []).append(decision)
    return {
        **_requests(case, found, reviewed),
        "reviewed": reviewed[:SHOWN],
        "decisions": decisions,
        "listed": [
            (item, coming[item.meeting_id])
            for item in found.of(AgendaItem)
            if item.meeting_id in coming
        ],
        "next_review_on": reviewed[0].next_review_on if reviewed else None,
        "tasks": sorted(found.of(Task), key=lambda task: task.due_on),
        "task_words": {words.task_id: words for words in found.of(TaskWords)},
        "agencies": {agency.id: agency for agency in found.of(Agency)},
        "words": words,
        "today": clock.today(),
    }


def _requests(case: Case, found: Gathered, reviewed: Sequence[AgendaItem]) -> dict[str, Any]:
    """Return which agencies ask for a review; what was asked before the latest one is settled."""
    actor = current_actor()
    latest = reviewed[0].reviewed_at if reviewed else None
    standing = [
        request
        for request in found.of(ReviewRequest)
        if case.is_open and not (latest and latest >= request.created_at)
    ]
    is_asking = any(request.agency_id == actor.agency_id for request in standing)
    return {
        "requests": sorted(standing, key=lambda request: request.created_at),
        "request_words": {words.request_id: words for words in found.of(RequestWords)},
        "own_agency": actor.agency_id,
        "may_ask": case.id in actor.rights.cases and not is_asking,
    }
