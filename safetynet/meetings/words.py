"""How pages say the states of a review."""

from flask_babel import lazy_gettext as _l

from safetynet.meetings.models import ItemKind, ItemStatus, MeetingKind, MeetingStatus, NoWishes
from safetynet.meetings.pdf.document import Presence

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
    MeetingStatus.SCHEDULED: _l("Scheduled"),
    MeetingStatus.IN_SESSION: _l("In session"),
    MeetingStatus.MINUTES_DRAFT: _l("Minutes in draft"),
    MeetingStatus.FINAL: _l("Minutes final"),
}

MEETING_LOOKS = {
    MeetingStatus.SCHEDULED: "open",
    MeetingStatus.IN_SESSION: "urgent",
    MeetingStatus.MINUTES_DRAFT: "waiting",
    MeetingStatus.FINAL: "done",
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
