"""How the monitor says what it counts, each number with its rule."""

from flask_babel import lazy_gettext as _l

from safetynet.linkages.life import LinkageStatus
from safetynet.meetings.models import AimOf
from safetynet.monitor.measures import Measure

MEASURE_WORDS = {
    Measure.FIRST_REVIEWS: _l("First review in time"),
    Measure.REVIEWS: _l("Reviews within their clock"),
    Measure.RESEARCH: _l("Research returned in time"),
    Measure.STATEMENTS: _l("Statements signed"),
    Measure.WISHES: _l("Wishes in the record"),
    Measure.TASKS: _l("Tasks done by their day"),
    Measure.RELEASES: _l("Releases current at the review"),
    Measure.MINUTES: _l("Minutes in time"),
}

RULE_WORDS = {
    Measure.FIRST_REVIEWS: _l(
        "Of the cases opened in the period, those first reviewed at most %(first_review_within)s "
        "days later. A case that was closed before, or whose days are not over, does not count."
    ),
    Measure.REVIEWS: _l(
        "Of the reviews for which the review before set a day in the period, those held at most "
        "%(review_grace)s days after it. A case that was closed before, or whose days are not "
        "over, does not count."
    ),
    Measure.RESEARCH: _l(
        "Of the agencies at the tables of the cases that came up in the period, each once for each "
        "case, those whose research was in two working days before the meeting; “nothing to add” "
        "counts. It counts from the county’s first research on."
    ),
    Measure.STATEMENTS: _l(
        "Of those who were at the meetings of the period, guests and observers too, those who "
        "signed the confidentiality statement of that meeting."
    ),
    Measure.WISHES: _l(
        "Of the cases reviewed in the period, those whose record says what the young person wants, "
        "or that it was told in the room and may not be written down. A reason why it is not known "
        "does not count as the young person’s voice."
    ),
    Measure.TASKS: _l(
        "Of the tasks due in the period, those done by their day; where more time was given, by "
        "the new day. What events overtook does not count, nor what is still to come."
    ),
    Measure.RELEASES: _l(
        "Of the cases reviewed in the period, those in which at least one release about the young "
        "person was in force at the moment of the review. It does not say what was released."
    ),
    Measure.MINUTES: _l(
        "Of the meetings held in the period, those whose minutes were final at most "
        "%(minutes_within)s working days later."
    ),
}
"""What each number counts; the numbers in it are the county's."""

COUNTED_WORDS = {
    Measure.FIRST_REVIEWS: _l("cases opened"),
    Measure.REVIEWS: _l("reviews that were to come"),
    Measure.RESEARCH: _l("agencies asked, for each case"),
    Measure.STATEMENTS: _l("people at meetings"),
    Measure.WISHES: _l("cases reviewed"),
    Measure.TASKS: _l("tasks due"),
    Measure.RELEASES: _l("cases reviewed"),
    Measure.MINUTES: _l("meetings held"),
}

AIM_WORDS = {
    AimOf.LEAD_AFTER: _l("An open task comes to its agency’s lead: days after its day"),
    AimOf.STEERING_AFTER: _l("An open task counts on the steering sheet: days after its day"),
    AimOf.FIRST_REVIEW_WITHIN: _l("First review: days after a case was opened"),
    AimOf.REVIEW_GRACE: _l("A review counts as in time: days after the day that was set"),
    AimOf.MINUTES_WITHIN: _l("Minutes final: working days after the meeting"),
    AimOf.FIRST_REVIEWS: _l("First review in time, percent"),
    AimOf.REVIEWS: _l("Reviews within their clock, percent"),
    AimOf.RESEARCH: _l("Research returned in time, percent"),
    AimOf.STATEMENTS: _l("Statements signed, percent"),
    AimOf.WISHES: _l("Wishes in the record, percent"),
    AimOf.TASKS: _l("Tasks done by their day, percent"),
    AimOf.RELEASES: _l("Releases current at the review, percent"),
    AimOf.MINUTES: _l("Minutes in time, percent"),
}

COLUMN_WORDS = {
    "due": _l("Due"),
    "in_time": _l("Done by their day"),
    "later": _l("Done later"),
    "overtaken": _l("Overtaken by events"),
    "not_done": _l("Not done"),
    "late": _l("Open, past their day"),
    "to_come": _l("Open, to come"),
    "moved": _l("Given more time"),
    "led": _l("Came to the lead"),
    "steering": _l("On the steering sheet"),
    "days": _l("Days to done (median)"),
}
"""The columns of tasks by agency: a row's attribute, and its word."""

OUTCOME_WORDS = {
    LinkageStatus.DECLINED: _l("declined"),
    LinkageStatus.WAITLISTED: _l("on the waiting list"),
}

NOT_TOLD = _l("fewer than 11, or not told")
