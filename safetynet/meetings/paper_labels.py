"""The fixed words of minutes and agenda, and what every other paper says with them."""

from flask_babel import get_locale
from flask_babel import lazy_gettext as _l

from safetynet.meetings.pdf.document import FOOTER, Label

_LABELS = {
    Label.MINUTES: _l("Minutes"),
    Label.AGENDA: _l("Agenda"),
    Label.CONFIDENTIAL: _l("Confidential"),
    Label.DRAFT: _l("Draft, not yet finalized"),
    Label.COPY_FOR: _l("Copy for"),
    Label.SERIAL: _l("Serial"),
    Label.OWN_COPY: _l(
        "This copy was made for one reader and holds only what that reader may see. "
        "Do not copy it or pass it on."
    ),
    Label.PAGE_OF: _l("Page {page} of {pages}"),
    Label.CHECKPOINT: _l("Ledger checkpoint"),
    Label.ENTRIES: _l("{size} entries"),
    Label.DATE_AND_TIME: _l("Date and time"),
    Label.PLACE: _l("Place"),
    Label.CHAIR: _l("Chair"),
    Label.VERSION: _l("Version"),
    Label.FINALISED: _l("finalized"),
    Label.FINGERPRINT: _l("Fingerprint (SHA-256)"),
    Label.STATEMENT: _l("Confidentiality statement"),
    Label.ATTENDANCE: _l("Attendance"),
    Label.NAME: _l("Name"),
    Label.AGENCY: _l("Agency"),
    Label.ROLE: _l("Role"),
    Label.PRESENCE: _l("Attended"),
    Label.PRESENT: _l("Present"),
    Label.APOLOGIES: _l("Apologies"),
    Label.OBSERVER: _l("Observer"),
    Label.SIGNED: _l("Statement signed"),
    Label.YES: _l("Yes"),
    Label.NO: _l("No"),
    Label.NOBODY: _l("No attendance was recorded."),
    Label.LAST_TIME: _l("Incomplete tasks from last time"),
    Label.NOTHING_LEFT: _l("No task was left from last time."),
    Label.CASES: _l("Cases reviewed"),
    Label.NO_CASES: _l("Nothing is listed on this copy."),
    Label.MINUTES_LONG: _l("{minutes} min"),
    Label.QUESTIONS: _l("SafetyNet questions"),
    Label.NOT_DISCUSSED: _l("Nothing recorded on this copy."),
    Label.SPOKEN: _l("Spoken, not recorded."),
    Label.BASIS: _l("Basis"),
    Label.WISHES: _l("Wishes of the young person"),
    Label.WISHES_FROM: _l("as told by {agency}"),
    Label.NO_WISHES: _l("No wishes were recorded."),
    Label.DECISIONS: _l("Decisions"),
    Label.NO_DECISIONS: _l("No decision was recorded."),
    Label.DISSENT: _l("Dissent"),
    Label.ADDENDA: _l("Addenda"),
    Label.TASKS: _l("Tasks"),
    Label.NO_TASKS: _l("No task was given."),
    Label.TASK: _l("Task"),
    Label.OWNER: _l("Owner"),
    Label.DUE: _l("Due"),
    Label.STATUS: _l("Status"),
    Label.OPEN: _l("Open"),
    Label.DONE: _l("Done"),
    Label.OVERTAKEN: _l("Overtaken by events"),
    Label.NOT_DONE: _l("Not done"),
    Label.NEXT_REVIEW: _l("Next review"),
    Label.CASE: _l("Case"),
    Label.ORDER: _l("Order of business"),
    Label.TIME: _l("Time"),
    Label.ITEM: _l("Item"),
    Label.PRESENTER: _l("Presenter"),
    Label.REASON: _l("Why it is on the agenda"),
    Label.STEP_OUT: _l("You step out of the room."),
    Label.LENGTH: _l("Length"),
    Label.PAUSE: _l("Break"),
    Label.STEPPED_OUT: _l("Out of the room"),
}


def paper_labels() -> dict[Label, str]:
    """Return every fixed word in the language of the request (or of `force_locale`)."""
    return {key: str(words) for key, words in _LABELS.items()}


def footer_labels() -> dict[str, str]:
    """Return the words that stand at the foot of every paper."""
    return {key: str(_LABELS[key]) for key in FOOTER}


def language_tag() -> str:
    """Return the language of the request, or of `force_locale`, as "en", "en-US" or "es"."""
    return str(get_locale() or "en").replace("_", "-")
