"""What stands on the paper: values only, already narrowed to what this one reader may see."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Label(StrEnum):
    """Every fixed word on the papers; the caller brings each in the reader's language."""

    MINUTES = "minutes"
    AGENDA = "agenda"
    CONFIDENTIAL = "confidential"
    DRAFT = "draft"
    COPY_FOR = "copy_for"
    SERIAL = "serial"
    OWN_COPY = "own_copy"
    PAGE_OF = "page_of"
    CHECKPOINT = "checkpoint"
    ENTRIES = "entries"
    DATE_AND_TIME = "date_and_time"
    PLACE = "place"
    CHAIR = "chair"
    VERSION = "version"
    FINALISED = "finalised"
    FINGERPRINT = "fingerprint"
    STATEMENT = "statement"
    ATTENDANCE = "attendance"
    NAME = "name"
    AGENCY = "agency"
    ROLE = "role"
    PRESENCE = "presence"
    PRESENT = "present"
    APOLOGIES = "apologies"
    OBSERVER = "observer"
    SIGNED = "signed"
    YES = "yes"
    NO = "no"
    NOBODY = "nobody"
    LAST_TIME = "last_time"
    NOTHING_LEFT = "nothing_left"
    CASES = "cases"
    NO_CASES = "no_cases"
    MINUTES_LONG = "minutes_long"
    QUESTIONS = "questions"
    NOT_DISCUSSED = "not_discussed"
    SPOKEN = "spoken"
    BASIS = "basis"
    WISHES = "wishes"
    WISHES_FROM = "wishes_from"
    NO_WISHES = "no_wishes"
    DECISIONS = "decisions"
    NO_DECISIONS = "no_decisions"
    DISSENT = "dissent"
    ADDENDA = "addenda"
    TASKS = "tasks"
    NO_TASKS = "no_tasks"
    TASK = "task"
    OWNER = "owner"
    DUE = "due"
    STATUS = "status"
    OPEN = "open"
    DONE = "done"
    OVERTAKEN = "overtaken"
    NOT_DONE = "not_done"
    NEXT_REVIEW = "next_review"
    CASE = "case"
    ORDER = "order"
    TIME = "time"
    ITEM = "item"
    PRESENTER = "presenter"
    REASON = "reason"
    STEP_OUT = "step_out"
    LENGTH = "length"
    PAUSE = "pause"
    STEPPED_OUT = "stepped_out"


FOOTER = (
    Label.CONFIDENTIAL, Label.COPY_FOR, Label.SERIAL, Label.PAGE_OF, Label.CHECKPOINT, Label.ENTRIES
)  # fmt: skip
"""The fixed words at the foot of every paper."""


class Presence(StrEnum):
    """How someone was there (SafeLives minutes checklist)."""

    PRESENT = "present"
    APOLOGIES = "apologies"
    OBSERVER = "observer"


class TaskOutcome(StrEnum):
    """Where a task stands; what life overtook is told apart from what an agency did not do."""

    OPEN = "open"
    DONE = "done"
    OVERTAKEN = "overtaken"
    NOT_DONE = "not_done"


@dataclass(frozen=True, repr=False)
class Checkpoint:
    """The ledger as it stood when the copy was made: `head` in hex, `size` in entries."""

    head: str
    size: int


@dataclass(frozen=True, repr=False, kw_only=True)
class Sheet:
    """What every paper has: a number, a reader, a footer.

    `made_at` is aware and becomes the file's creation date. `language` is a tag such as "en",
    "en-US" or "es". `notice` goes into the first page's box and every footer.
    """

    county: str
    number: str
    title: str
    copy_for: str
    serial: str
    language: str
    notice: str
    made_at: datetime
    checkpoint: Checkpoint
    labels: Mapping[str, str]


@dataclass(frozen=True, repr=False, kw_only=True)
class Paper(Sheet):
    """What minutes and agenda share: the meeting. The notice is that of Penal Code 13753(c).

    `starts_at` and `ends_at` are aware and in the county's own time.
    """

    starts_at: datetime
    ends_at: datetime
    place_code: str
    chair: str


@dataclass(frozen=True, repr=False)
class AttendanceRow:
    """One person of the meeting, and whether the confidentiality statement bears a signature."""

    name: str
    agency: str
    role: str
    presence: Presence
    signed: bool


@dataclass(frozen=True, repr=False)
class Answer:
    """What one agency said, and on what basis; `text` is None when spoken and not recorded."""

    text: str | None
    agency: str
    basis: str = ""


@dataclass(frozen=True, repr=False)
class Question:
    """One SafetyNet question with the answers this reader may see."""

    text: str
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, repr=False)
class Dissent:
    """Who did not agree, and why."""

    agency: str
    text: str


@dataclass(frozen=True, repr=False)
class Correction:
    """What was added after the minutes were final: by whom, and on which day."""

    text: str
    author: str
    day: date


@dataclass(frozen=True, repr=False)
class TaskRow:
    """A task of one agency – never of "the meeting".

    `reason` explains an outcome in one word, `note` in the agency's own words.
    """

    text: str
    agency: str
    owner: str
    due: date | None
    outcome: TaskOutcome
    reason: str = ""
    case_number: str = ""
    note: str = ""


@dataclass(frozen=True, repr=False, kw_only=True)
class Item:
    """One young person's review; `minutes` is the time allotted, `kind` is in reader's words."""

    case_number: str
    kind: str
    minutes: int
    questions: tuple[Question, ...] = ()
    wishes: str = ""
    wishes_from: str = ""
    decisions: tuple[str, ...] = ()
    dissent: tuple[Dissent, ...] = ()
    tasks: tuple[TaskRow, ...] = ()
    next_review: date | None = None
    addenda: tuple[Correction, ...] = ()
    stepped_out: tuple[str, ...] = ()


@dataclass(frozen=True, repr=False, kw_only=True)
class MinutesDocument(Paper):
    """The minutes as one reader may hold them; without `finalised_at` they are a draft."""

    statement: str
    attendance: tuple[AttendanceRow, ...] = ()
    last_time: tuple[TaskRow, ...] = ()
    items: tuple[Item, ...] = ()
    version: int = 1
    finalised_at: datetime | None = None
    finalised_hash: str = ""


@dataclass(frozen=True, repr=False, kw_only=True)
class Slot:
    """A place on the agenda; general business has no `case_number`. `minutes` is its length."""

    order: int
    starts_at: datetime
    minutes: int
    kind: str
    case_number: str = ""
    presenter: str = ""
    reason: str = ""


@dataclass(frozen=True, repr=False)
class StepOut:
    """A time for which this reader leaves the room; it says nothing about what happens then.

    A break is everybody's.
    """

    starts_at: datetime
    minutes: int
    is_break: bool = False


@dataclass(frozen=True, repr=False, kw_only=True)
class AgendaDocument(Paper):
    """The agenda as one reader may hold it, in order of time."""

    slots: tuple[Slot | StepOut, ...] = ()
