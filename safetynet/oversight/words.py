"""How pages say what the ledger says in codes."""

from collections.abc import Mapping, Sequence

from flask_babel import format_date
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from safetynet.access import Permission
from safetynet.audit import Result
from safetynet.exports import Basis
from safetynet.meetings.pdf.answer import PAPER
from safetynet.oversight.grounds import OWN_AGENCY, UNKNOWN, Ground
from safetynet.oversight.row_words import ROW_WORDS
from safetynet.process import DISCLOSED_BY
from safetynet.sharing import RELEASE, TEAM_OWN_WORDS, TEAM_STATUTE, DisclosureBasis
from safetynet.sharing.emergencies import BREAK_GLASS

P = Permission

PERMISSION_WORDS = {
    P.HOME_READ: _l("See what waits"),
    P.SIGN_IN_END: _l("End a sign-in"),
    P.ACCOUNT_READ: _l("See one’s own account"),
    P.DRAFT_KEEP: _l("Keep what one types"),
    P.REFERRAL_READ: _l("Read referrals"),
    P.REFERRAL_WRITE: _l("Refer a young person"),
    P.REFERRAL_TRIAGE: _l("Triage referrals"),
    P.CLOCK_END: _l("Say when what a clock waits for was done"),
    P.REFERRAL_IMPORT: _l("Import referrals"),
    P.CASE_READ: _l("Open a case file"),
    P.CASE_OPEN: _l("Open a case"),
    P.CASE_CLOSE: _l("Close a case"),
    P.SEAT_GIVE: _l("Give a seat at a table"),
    P.SURVIVOR_WRITE: _l("Write who a young person is"),
    P.CONTACT_REVEAL: _l("Open a safe contact"),
    P.RELEASE_READ: _l("Read releases"),
    P.RELEASE_WRITE: _l("Record a release"),
    P.RELEASE_REVOKE: _l("Stop a release"),
    P.DISCLOSURE_WRITE: _l("Tell under a law"),
    P.LAW_READ: _l("Read which laws let agencies tell"),
    P.LAW_PROPOSE: _l("Enter what counsel signed off for a law"),
    P.LAW_CONFIRM: _l("Be the second person for a law"),
    P.EVENT_WRITE: _l("Log an event"),
    P.ALERT_KEEP: _l("Keep safety alerts"),
    P.SCREENING_RECORD: _l("Record the result of a screening"),
    P.FILE_READ: _l("Look at documents"),
    P.FILE_COPY: _l("Download documents"),
    P.FILE_WRITE: _l("Add documents"),
    P.FILE_REMOVE: _l("Remove documents"),
    P.NOTE_WRITE: _l("Write a note"),
    P.NOTE_PRIVILEGED: _l("Hold privileged notes, when qualified"),
    P.QUALIFICATION_RECORD: _l("Record a qualification"),
    P.DIRECTORY_READ: _l("Read the directory of services"),
    P.DIRECTORY_WRITE: _l("Keep the directory of services"),
    P.DIRECTORY_IMPORT: _l("Import a directory of services"),
    P.ANSWER_ASK: _l("Ask whether somebody was referred to services before"),
    P.LINKAGE_WRITE: _l("Offer a service"),
    P.LINKAGE_ANSWER: _l("Answer a linkage"),
    P.PLAN_WRITE: _l("Write a plan"),
    P.PLAN_UPDATE: _l("Update a plan’s step"),
    P.PLAN_APPROVE: _l("Approve a plan"),
    P.PLAN_SET: _l("Set the parts of life in plans"),
    P.MEETING_READ: _l("See meetings"),
    P.MEETING_RUN: _l("Run a meeting"),
    P.REVIEW_WRITE: _l("Write into a review"),
    P.MINUTES_READ: _l("Read minutes"),
    P.TASK_WORK: _l("Work on tasks"),
    P.PACKET_READ: _l("Open one’s own packet"),
    P.COPY_ASK: _l("Ask for a copy of minutes for somebody else"),
    P.COPY_ANSWER: _l("Answer who asks for a copy of minutes"),
    P.TASK_COUNT: _l("Count tasks by agency"),
    P.MONITOR_READ: _l("Read the protocol monitor"),
    P.MONITOR_SET: _l("Set clocks and aims"),
    P.CLOCK_SET: _l("Set how long clocks run"),
    P.SEARCH_ASK: _l("Search"),
    P.LEDGER_READ: _l("Read the ledger"),
    P.ACCESS_REVIEW: _l("Review who read what"),
    P.ACCOUNTING_READ: _l("Tell a young person who has seen what"),
    P.RETENTION_READ: _l("See how long records are kept"),
    P.RETENTION_POSTPONE: _l("Keep records longer"),
    P.SCHEDULE_WRITE: _l("Set how long records are kept"),
    P.GLASS_BREAK: _l("Open a case in an emergency"),
    P.GLASS_REVIEW: _l("Look at what was opened in an emergency"),
    P.MATTER_KEEP: _l("Record and end an open matter"),
    P.CONFLICT_KEEP: _l("Record and lift a conflict of interest"),
    P.CONCERN_READ: _l("Read that a name is like a person of concern’s"),
    P.CONCERN_REVIEW: _l("Decide whether a name is a person of concern’s"),
    P.JOINING_KEEP: _l("Join two records found to be one young person’s, and undo it"),
    P.HOLD_KEEP: _l("Set and lift a legal hold"),
    P.DESTRUCTION_ASK: _l("Ask to destroy records by court order"),
    P.DESTRUCTION_CONFIRM: _l("Confirm a destruction"),
    P.PROCESS_READ: _l("See subpoenas and records requests"),
    P.PROCESS_KEEP: _l("Register a subpoena or a records request"),
    P.PROCESS_PRODUCE: _l("Prepare and produce records"),
    P.PROCESS_APPROVE: _l("Approve what is produced"),
    P.BREACH_REPORT: _l("Report an incident"),
    P.BREACH_RUN: _l("Run a breach: decide, read whom it touches, close"),
    P.BREACH_WORK: _l("Call and tell one’s own young people after a breach"),
    P.EXPORT_READ: _l("See which copies of records were made"),
    P.EXPORT_ASK: _l("Ask for a copy of records, and take it"),
    P.EXPORT_APPROVE: _l("Approve a copy of records"),
    P.EXPORT_RECALL: _l("Call a copy of records back"),
    P.PEOPLE_MANAGE: _l("Look after people and agencies"),
    P.STAFF_KEEP: _l("Bring people in and let them go"),
    P.RECOVERY_DECIDE: _l("Let somebody come in again"),
}

RESULT_WORDS = {
    Result.OPENED: _l("Opened"),
    Result.CREATED: _l("Created"),
    Result.CHANGED: _l("Changed"),
    Result.DELETED: _l("Deleted"),
    Result.DISCLOSED: _l("Disclosed"),
    Result.REFUSED: _l("Refused"),
    Result.FAILED: _l("Failed"),
    Result.INVALID: _l("Sent back to be mended"),
    Result.SIGNED_IN: _l("Signed in"),
    Result.SIGNED_OUT: _l("Signed out"),
    Result.EXPORTED: _l("Exported"),
    Result.DESTROYED: _l("Destroyed"),
}

RESULT_LOOK = {
    Result.REFUSED: "urgent",
    Result.FAILED: "urgent",
    Result.DISCLOSED: "waiting",
    Result.EXPORTED: "waiting",
    Result.DESTROYED: "waiting",
    Result.CREATED: "open",
    Result.CHANGED: "open",
    Result.DELETED: "open",
}

_JOB_WORDS = {
    "sign in: begin": _l("Begin to sign in"),
    "sign in: password": _l("Sign in: the password"),
    "sign in: code": _l("Sign in: the one-time code"),
    "sign in: recovery code": _l("Sign in: a recovery code"),
    "sign in: passkey": _l("Sign in: a passkey"),
    "step up: passkey": _l("Confirm with a passkey"),
    "sign in again: passkey": _l("Confirm with a passkey"),
    "sign in: failed": _l("Sign in: failed"),
    "sign out": _l("Sign out"),
    "password: check": _l("Change the password"),
    "password: change": _l("Change the password"),
    "releases": _l("Releases: end those that are over"),
    "releases: look": _l("Releases: see which are over"),
    "retention": _l("Retention: destroy what is due"),
    "retention: look": _l("Retention: see what is due"),
    "retention: warn": _l("Retention: list what is due"),
    "destruction order": _l("Carry out an order to destroy"),
    "persons of concern": _l("Compare names with the persons of concern"),
    "import referrals": _l("Import referrals"),
    "import directory": _l("Import the directory"),
    "row without a valid MAC": _l(
        "Alarm: a row was changed without SafetyNet; it counts for nothing"
    ),
    "accept rows without a valid MAC": _l("Accept rows that were changed by hand"),
}
"""What the house does for people, as they would call it."""

GROUND_WORDS = {
    OWN_AGENCY: _l("own agency"),
    RELEASE: _l("a release"),
    TEAM_STATUTE: _l("review team (Penal Code 13753)"),
    TEAM_OWN_WORDS: _l("the review team’s own words"),
    DisclosureBasis.CHILD_STATUTE: _l("child abuse team (WIC 18961.7)"),
    DisclosureBasis.MANDATED_REPORT: _l("mandated report (Penal Code 11166)"),
    DisclosureBasis.CASE_FILE: _l("juvenile case file (WIC 827)"),
    DisclosureBasis.COURT_ORDER: _l("court order"),
    DisclosureBasis.EMERGENCY: _l("emergency"),
    DisclosureBasis.ANSWER: _l("answer to a referral"),
    BREAK_GLASS: _l("an emergency, for an hour"),
    DISCLOSED_BY: _l("legal process"),
    Basis.OWN_REQUEST: _l("asked for by the young person"),
    UNKNOWN: _l("not recorded"),
}


def ground_word(ground: Ground) -> str:
    """Say why content was open to a reader, and until when."""
    if ground.last_day is None:
        return str(GROUND_WORDS[ground.kind])
    day = format_date(ground.last_day, "medium")
    if ground.kind != RELEASE:
        return str(_("%(law)s, until %(day)s", law=GROUND_WORDS[ground.kind], day=day))
    if ground.is_stopped:
        return str(_("release, stopped %(day)s", day=day))
    return str(_("release until %(day)s", day=day))


def changed_word(effect: Result, tables: Mapping[str, Sequence[str]]) -> str:
    """Say what a visit did to rows, such as "Changed: linkages (status)"."""
    said = ", ".join(
        f"{table_word(table)} ({', '.join(fields).replace('_', ' ')})"
        if fields
        else table_word(table)
        for table, fields in tables.items()
    )
    return f"{RESULT_WORDS[effect]}: {said}"


def permission_word(code: str) -> str:
    """Say what a visit was for; a job of the house by its own name."""
    if code.startswith("job:"):
        name = code.removeprefix("job:").strip()
        return str(_JOB_WORDS.get(name) or _("House job: %(name)s", name=name))
    known = {str(permission): word for permission, word in PERMISSION_WORDS.items()}
    return str(known.get(code, code))


def basis_words(basis: str) -> list[str]:
    """Say what a visit stood on: each release, seat or rule of the house once."""
    said = []
    for part in filter(None, basis.split("; ")):
        kind, _space, rest = part.partition(" ")
        if part.startswith("walls down: "):
            said.append(_("a number or a yes or no (%(what)s)", what=part.partition(": ")[2]))
        elif kind == PAPER:
            said.append(_("paper %(serial)s", serial=rest))
        elif kind == "scanned":
            table, _colon, count = rest.partition(": ")
            said.append(
                _("%(count)s %(table)s compared in a search", count=count, table=table_word(table))
            )
        else:
            said.append(str(GROUND_WORDS.get(kind, part)))
    return list(dict.fromkeys(said))


def table_word(table: str) -> str:
    """Say of what kind a row is; a table that is gone by its own name."""
    return str(ROW_WORDS.get(table, table.replace("_", " ")))
