"""How pages say the states of a review."""

from flask_babel import lazy_gettext as _l

from safetynet.meetings.cadence import Cadence
from safetynet.meetings.models import (
    AnswerBasis,
    Ending,
    ItemKind,
    ItemStatus,
    MeetingKind,
    MeetingStatus,
    NoWishes,
    PaperKind,
    Priority,
    Rung,
)
from safetynet.meetings.parsing import TaskLineFault
from safetynet.meetings.pdf.document import Presence, TaskOutcome
from safetynet.meetings.rostering import Out

KIND_WORDS = {
    MeetingKind.WEEKLY: _l("Weekly review"),
    MeetingKind.RAPID: _l("Rapid response"),
    MeetingKind.INITIAL: _l("Initial review"),
    MeetingKind.ONGOING: _l("Ongoing review"),
    MeetingKind.EMERGENCY: _l("Emergency review"),
    MeetingKind.CLINICAL: _l("Clinical meeting"),
    MeetingKind.STEERING: _l("Steering group"),
}

MEETING_WORDS = {
    MeetingStatus.DRAFT: _l("Agenda in draft"),
    MeetingStatus.PUBLISHED: _l("Published"),
    MeetingStatus.IN_SESSION: _l("In session"),
    MeetingStatus.MINUTES_DRAFT: _l("Minutes in draft"),
    MeetingStatus.FINAL: _l("Minutes final"),
    MeetingStatus.CANCELLED: _l("Meeting canceled"),
}

CADENCE_WORDS = {
    Cadence.WEEKLY: _l("Every so many weeks"),
    Cadence.MONTHLY: _l("Each month on the same weekday, such as the second Tuesday"),
    Cadence.MONTHLY_LAST: _l("Each month on the last such weekday"),
    Cadence.AS_NEEDED: _l("As needed"),
}

DAY_WORDS = {
    "falls_on": _l("Day"),
    "then": _l("What becomes of it"),
    "move": _l("Hold it on the other day"),
    "hold": _l("Hold it all the same"),
    "skip": _l("Leave it out"),
}
"""What can be done about a day on which the county does not work."""

OUT_WORDS = {
    Out.LEFT: _l("%(name)s has left"),
    Out.ELSEWHERE: _l("%(name)s works for another agency now"),
    Out.ROLE: _l("%(name)s has a role that does not come to meetings"),
    Out.LAPSED: _l("a paper that %(name)s reads by has ended"),
}
"""Why somebody on a roster does not count."""

MEETING_LOOKS = {
    MeetingStatus.DRAFT: "waiting",
    MeetingStatus.PUBLISHED: "open",
    MeetingStatus.IN_SESSION: "urgent",
    MeetingStatus.MINUTES_DRAFT: "waiting",
    MeetingStatus.FINAL: "done",
    MeetingStatus.CANCELLED: "quiet",
}
"""The look of the tag beside each word."""

ITEM_WORDS = {
    ItemKind.NEW: _l("New case"),
    ItemKind.FOLLOW_UP: _l("Follow-up"),
    ItemKind.REPEAT: _l("Repeat"),
    ItemKind.EMERGENCY: _l("Emergency"),
    ItemKind.LAPSE: _l("Twelve months passed"),
    ItemKind.CLOSURE: _l("Proposal to close"),
}

ITEM_STATE_WORDS = {
    ItemStatus.WAITING: _l("Waiting"),
    ItemStatus.IN_REVIEW: _l("In review"),
    ItemStatus.REVIEWED: _l("Reviewed"),
    ItemStatus.PARKED: _l("Parked"),
}

ITEM_LOOKS = {
    ItemStatus.WAITING: "quiet",
    ItemStatus.IN_REVIEW: "open",
    ItemStatus.REVIEWED: "done",
    ItemStatus.PARKED: "waiting",
}

PRESENCE_WORDS = {
    Presence.PRESENT: _l("Present"),
    Presence.APOLOGIES: _l("Apologies"),
    Presence.OBSERVER: _l("Observer"),
}

NO_WISHES_WORDS = {
    NoWishes.NOT_ASKED: _l("Nobody has asked yet"),
    NoWishes.NOT_REACHED: _l("Could not be reached"),
    NoWishes.DID_NOT_SAY: _l("Did not want to say"),
    NoWishes.SPOKEN: _l("Told in the room, not recorded"),
}

BASIS_WORDS = {
    AnswerBasis.OWN: _l("written by the agency itself"),
    AnswerBasis.TEAM: _l("the team’s own conclusion"),
    AnswerBasis.TEAM_STATUTE: _l("personnel team, Penal Code 13753"),
    AnswerBasis.RELEASE: _l("release by the young person"),
    AnswerBasis.SPOKEN: _l("spoken, not recorded"),
}

OUTCOME_WORDS = {
    TaskOutcome.OPEN: _l("Open"),
    TaskOutcome.DONE: _l("Done"),
    TaskOutcome.OVERTAKEN: _l("Overtaken by events"),
    TaskOutcome.NOT_DONE: _l("Not done"),
}

OUTCOME_LOOKS = {
    TaskOutcome.OPEN: "open",
    TaskOutcome.DONE: "done",
    TaskOutcome.OVERTAKEN: "quiet",
    TaskOutcome.NOT_DONE: "waiting",
}

ENDING_WORDS = {
    Ending.DONE: _l("Done"),
    Ending.MOVED_AWAY: _l("Overtaken: moved away"),
    Ending.PLACEMENT_CHANGED: _l("Overtaken: placement changed"),
    Ending.DECLINED_FOR_NOW: _l("Overtaken: declined for now"),
    Ending.NO_LONGER_NEEDED: _l("Overtaken: no longer needed"),
    Ending.DUPLICATE: _l("Overtaken: another task covers it"),
    Ending.OVERTAKEN: _l("Overtaken by other events"),
    Ending.NO_CAPACITY: _l("Not done: no capacity"),
    Ending.WAITLIST: _l("Not done: on a waiting list"),
    Ending.WAITING_FOR_OTHERS: _l("Not done: waiting for others"),
    Ending.NO_RELEASE: _l("Not done: no release"),
    Ending.NO_CONTACT: _l("Not done: no contact"),
    Ending.NOT_STARTED: _l("Not done: not started"),
}

REASON_WORDS = {
    Ending.MOVED_AWAY: _l("moved away"),
    Ending.PLACEMENT_CHANGED: _l("placement changed"),
    Ending.DECLINED_FOR_NOW: _l("declined for now"),
    Ending.NO_LONGER_NEEDED: _l("no longer needed"),
    Ending.DUPLICATE: _l("another task covers it"),
    Ending.OVERTAKEN: _l("other events"),
    Ending.NO_CAPACITY: _l("no capacity"),
    Ending.WAITLIST: _l("on a waiting list"),
    Ending.WAITING_FOR_OTHERS: _l("waiting for others"),
    Ending.NO_RELEASE: _l("no release"),
    Ending.NO_CONTACT: _l("no contact"),
    Ending.NOT_STARTED: _l("not started"),
}
"""The bare reason, where the outcome stands beside it."""

PRIORITY_WORDS = {
    Priority.URGENT: _l("Urgent"),
    Priority.NORMAL: _l("As usual"),
    Priority.CAN_WAIT: _l("Can wait"),
}

RUNG_WORDS = {
    Rung.BEFORE: _l("reminded before its day"),
    Rung.DUE: _l("reminded on its day"),
    Rung.AFTER: _l("reminded after its day"),
    Rung.LEAD: _l("came up to the agency’s lead"),
    Rung.STEERING: _l("counts on the steering sheet"),
}
"""How far an open task came, for those who work on it."""

FAULT_WORDS = {
    TaskLineFault.NO_WORDS: _l("Say what is to be done"),
    TaskLineFault.NO_AGENCY: _l("Name the agency that will do it, such as @harbor"),
    TaskLineFault.TWO_AGENCIES: _l("Give each task to one agency; this names @%(said)s"),
    TaskLineFault.UNKNOWN_AGENCY: _l("@%(said)s has no seat at this table"),
    TaskLineFault.UNKNOWN_DAY: _l(
        "“%(said)s” is no day we know; try friday, tomorrow, +7, 12/4 or 2026-12-04"
    ),
    TaskLineFault.PAST_DAY: _l("“%(said)s” is in the past"),
    TaskLineFault.FAR_DAY: _l("“%(said)s” is more than a year away"),
}
"""Why a task line could not be read; `said` is the part it stumbled over."""

PAPER_WORDS = {
    PaperKind.AGENDA: _l("Agenda"),
    PaperKind.MINUTES: _l("Minutes"),
    PaperKind.PACKET: _l("Packet"),
}

LINE_WORDS = {
    "wishes": _l("Wishes of the young person"),
    "decision": _l("Decisions"),
    "dissent": _l("Who did not agree, and why"),
    "wording": _l("Task"),
}
"""What kind of line is changed; an answer is named by its question."""
