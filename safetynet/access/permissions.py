"""Who may do what. This page is the whole answer for roles; policies narrow it by record."""

from enum import StrEnum


class Role(StrEnum):
    """A person holds one role in one agency (practice.md §2)."""

    ADVOCATE = "advocate"
    PROVIDER = "provider"
    PROBATION = "probation"
    CHILD_WELFARE = "child_welfare"
    COORDINATOR = "coordinator"
    PROSECUTOR = "prosecutor"
    COUNSEL = "counsel"
    LAW_ENFORCEMENT = "law_enforcement"
    SUPERVISOR = "supervisor"
    PRIVACY_OFFICER = "privacy_officer"
    ANALYST = "analyst"
    OBSERVER = "observer"
    ADMINISTRATOR = "administrator"


class Permission(StrEnum):
    """`resource:verb`, named for the act."""

    HOME_READ = "home:read"
    SIGN_IN_END = "sign_in:end"
    ACCOUNT_READ = "account:read"
    DRAFT_KEEP = "draft:keep"

    REFERRAL_READ = "referral:read"
    REFERRAL_WRITE = "referral:write"
    REFERRAL_TRIAGE = "referral:triage"
    REFERRAL_IMPORT = "referral:import"
    CLOCK_END = "clock:end"

    CASE_READ = "case:read"
    CASE_OPEN = "case:open"
    CASE_CLOSE = "case:close"
    SEAT_GIVE = "seat:give"
    CONFLICT_KEEP = "conflict:keep"
    MATTER_KEEP = "matter:keep"
    CONCERN_READ = "concern:read"
    CONCERN_REVIEW = "concern:review"
    JOINING_KEEP = "joining:keep"

    SURVIVOR_WRITE = "survivor:write"
    CONTACT_REVEAL = "contact:reveal"

    RELEASE_READ = "release:read"
    RELEASE_WRITE = "release:write"
    RELEASE_REVOKE = "release:revoke"
    DISCLOSURE_WRITE = "disclosure:write"
    LAW_READ = "law:read"
    LAW_PROPOSE = "law:propose"
    LAW_CONFIRM = "law:confirm"

    EVENT_WRITE = "event:write"
    ALERT_KEEP = "alert:keep"
    SCREENING_RECORD = "screening:record"
    FILE_READ = "file:read"
    FILE_COPY = "file:copy"
    FILE_WRITE = "file:write"
    FILE_REMOVE = "file:remove"
    NOTE_WRITE = "note:write"
    NOTE_PRIVILEGED = "note:privileged"
    QUALIFICATION_RECORD = "qualification:record"

    DIRECTORY_READ = "directory:read"
    DIRECTORY_WRITE = "directory:write"
    DIRECTORY_IMPORT = "directory:import"

    ANSWER_ASK = "answer:ask"
    LINKAGE_WRITE = "linkage:write"
    LINKAGE_ANSWER = "linkage:answer"

    PLAN_WRITE = "plan:write"
    PLAN_UPDATE = "plan:update"
    PLAN_APPROVE = "plan:approve"
    PLAN_SET = "plan:set"

    MEETING_READ = "meeting:read"
    MEETING_RUN = "meeting:run"
    REVIEW_WRITE = "review:write"
    MINUTES_READ = "minutes:read"
    PACKET_READ = "packet:read"
    COPY_ASK = "copy:ask"
    COPY_ANSWER = "copy:answer"
    TASK_WORK = "task:work"
    TASK_COUNT = "task:count"
    MONITOR_READ = "monitor:read"
    MONITOR_SET = "monitor:set"
    CLOCK_SET = "clock:set"

    SEARCH_ASK = "search:ask"

    GLASS_BREAK = "glass:break"
    GLASS_REVIEW = "glass:review"

    LEDGER_READ = "ledger:read"
    ACCESS_REVIEW = "access:review"
    ACCOUNTING_READ = "accounting:read"

    RETENTION_READ = "retention:read"
    RETENTION_POSTPONE = "retention:postpone"
    SCHEDULE_WRITE = "schedule:write"
    HOLD_KEEP = "hold:keep"
    DESTRUCTION_ASK = "destruction:ask"
    DESTRUCTION_CONFIRM = "destruction:confirm"

    PROCESS_READ = "process:read"
    PROCESS_KEEP = "process:keep"
    PROCESS_PRODUCE = "process:produce"
    PROCESS_APPROVE = "process:approve"

    BREACH_REPORT = "breach:report"
    BREACH_RUN = "breach:run"
    BREACH_WORK = "breach:work"
    EXPORT_READ = "export:read"
    EXPORT_ASK = "export:ask"
    EXPORT_APPROVE = "export:approve"
    EXPORT_RECALL = "export:recall"

    PEOPLE_MANAGE = "people:manage"
    STAFF_KEEP = "staff:keep"
    RECOVERY_DECIDE = "recovery:decide"


P, R = Permission, Role

EVERYONE = frozenset(
    {P.HOME_READ, P.SIGN_IN_END, P.ACCOUNT_READ, P.DRAFT_KEEP, P.LAW_READ, P.BREACH_REPORT}
)

KEEPS_STAFF = frozenset({P.STAFF_KEEP, P.RECOVERY_DECIDE})
"""Brings people in, lets them go, and vouches for one who lost her phone or password."""

WHEN_LAPSED = EVERYONE | KEEPS_STAFF | {P.PEOPLE_MANAGE}
"""What is left when an agreement, a training or a memorandum ended (CR-48): nothing that says
anything of anybody's case. Whoever renews them must be able to."""

KEEPS_FILES = frozenset({P.FILE_READ, P.FILE_COPY, P.FILE_WRITE, P.FILE_REMOVE})
"""Adds documents, looks at them, and takes a copy where the law lets her."""

AT_THE_TABLE = (
    EVERYONE
    | KEEPS_FILES
    | {
        P.REFERRAL_READ,
        P.REFERRAL_WRITE,
        P.CLOCK_END,
        P.CASE_READ,
        P.CONCERN_READ,
        P.SURVIVOR_WRITE,
        P.CONTACT_REVEAL,
        P.GLASS_BREAK,
        P.RELEASE_READ,
        P.EVENT_WRITE,
        P.ALERT_KEEP,
        P.SCREENING_RECORD,
        P.NOTE_WRITE,
        P.DIRECTORY_READ,
        P.ANSWER_ASK,
        P.LINKAGE_WRITE,
        P.LINKAGE_ANSWER,
        P.PLAN_UPDATE,
        P.MEETING_READ,
        P.REVIEW_WRITE,
        P.MINUTES_READ,
        P.PACKET_READ,
        P.COPY_ASK,
        P.COPY_ANSWER,
        P.TASK_WORK,
        P.SEARCH_ASK,
        P.BREACH_WORK,
    }
)
"""What every agency that sits in the review does with what it may see."""

KEEPS_LAWS = frozenset({P.LAW_PROPOSE, P.LAW_CONFIRM})
"""Enters what the county's counsel signed off, or is the second person; never both for one."""

KEEPS_RELEASES = frozenset(
    {
        P.RELEASE_WRITE,
        P.RELEASE_REVOKE,
        P.DISCLOSURE_WRITE,
        P.ACCOUNTING_READ,
        P.EXPORT_READ,
        P.EXPORT_ASK,
        P.EXPORT_RECALL,
    }
)
"""Whoever explains a release to a young person also tells what became of it, and prepares what it
lets go out on paper."""

GIVES_TO_THE_TEAM = (
    EVERYONE
    | KEEPS_FILES
    | {
        P.REFERRAL_READ,
        P.REFERRAL_WRITE,
        P.CLOCK_END,
        P.CASE_READ,
        P.CONCERN_READ,
        P.EVENT_WRITE,
        P.ALERT_KEEP,
        P.SCREENING_RECORD,
        P.DIRECTORY_READ,
        P.MEETING_READ,
        P.REVIEW_WRITE,
        P.MINUTES_READ,
        P.PACKET_READ,
        P.COPY_ASK,
        P.COPY_ANSWER,
        P.TASK_WORK,
        P.SEARCH_ASK,
        P.BREACH_WORK,
    }
)
"""Prosecution and police refer, take tasks and bring what they know; no notes, no releases."""

WATCHES_THE_PROTOCOL = frozenset({P.MONITOR_READ, P.TASK_COUNT})
"""Sees how the review keeps to what was agreed, and each agency's tasks, in counts."""

GRANTS: dict[Role, frozenset[Permission]] = {
    R.ADVOCATE: AT_THE_TABLE
    | KEEPS_RELEASES
    | {P.NOTE_PRIVILEGED, P.PLAN_WRITE, P.REFERRAL_IMPORT, P.DIRECTORY_WRITE},
    R.PROVIDER: AT_THE_TABLE | KEEPS_RELEASES | {P.DIRECTORY_WRITE, P.PLAN_WRITE},
    R.PROBATION: AT_THE_TABLE | KEEPS_RELEASES | {P.REFERRAL_IMPORT, P.PLAN_WRITE},
    R.CHILD_WELFARE: AT_THE_TABLE | KEEPS_RELEASES | {P.REFERRAL_IMPORT, P.PLAN_WRITE},
    R.COORDINATOR: EVERYONE
    | KEEPS_FILES
    | WATCHES_THE_PROTOCOL
    | {
        P.MONITOR_SET,
        P.CLOCK_SET,
        P.REFERRAL_READ,
        P.REFERRAL_WRITE,
        P.CLOCK_END,
        P.REFERRAL_TRIAGE,
        P.REFERRAL_IMPORT,
        P.CASE_READ,
        P.CASE_OPEN,
        P.CASE_CLOSE,
        P.SEAT_GIVE,
        P.CONFLICT_KEEP,
        P.CONCERN_READ,
        P.CONCERN_REVIEW,
        P.JOINING_KEEP,
        P.MATTER_KEEP,
        P.RELEASE_READ,
        P.EVENT_WRITE,
        P.ALERT_KEEP,
        P.DIRECTORY_READ,
        P.DIRECTORY_WRITE,
        P.DIRECTORY_IMPORT,
        P.ANSWER_ASK,
        P.LINKAGE_WRITE,
        P.PLAN_WRITE,
        P.PLAN_UPDATE,
        P.PLAN_APPROVE,
        P.PLAN_SET,
        P.MEETING_READ,
        P.MEETING_RUN,
        P.REVIEW_WRITE,
        P.MINUTES_READ,
        P.PACKET_READ,
        P.COPY_ASK,
        P.COPY_ANSWER,
        P.TASK_WORK,
        P.SEARCH_ASK,
        P.BREACH_WORK,
    },
    R.PROSECUTOR: GIVES_TO_THE_TEAM,
    R.LAW_ENFORCEMENT: GIVES_TO_THE_TEAM,
    R.COUNSEL: EVERYONE
    | KEEPS_FILES
    | {
        P.REFERRAL_READ,
        P.REFERRAL_WRITE,
        P.CLOCK_END,
        P.CASE_READ,
        P.CONCERN_READ,
        P.RELEASE_READ,
        P.MATTER_KEEP,
        P.NOTE_WRITE,
        P.DIRECTORY_READ,
        P.MEETING_READ,
        P.REVIEW_WRITE,
        P.MINUTES_READ,
        P.PACKET_READ,
        P.COPY_ASK,
        P.COPY_ANSWER,
        P.TASK_WORK,
        P.SEARCH_ASK,
        P.BREACH_WORK,
    },
    R.SUPERVISOR: AT_THE_TABLE
    | KEEPS_RELEASES
    | KEEPS_STAFF
    | WATCHES_THE_PROTOCOL
    | {
        P.CONFLICT_KEEP,
        P.GLASS_REVIEW,
        P.NOTE_PRIVILEGED,
        P.QUALIFICATION_RECORD,
        P.REFERRAL_IMPORT,
        P.PLAN_WRITE,
        P.PLAN_APPROVE,
        P.LEDGER_READ,
        P.ACCESS_REVIEW,
        P.RETENTION_READ,
        P.RETENTION_POSTPONE,
        P.DESTRUCTION_ASK,
        P.PROCESS_READ,
        P.PROCESS_KEEP,
        P.PROCESS_PRODUCE,
        P.PROCESS_APPROVE,
        P.EXPORT_APPROVE,
    },
    R.PRIVACY_OFFICER: EVERYONE
    | KEEPS_LAWS
    | WATCHES_THE_PROTOCOL
    | {
        P.CONCERN_READ,
        P.CONCERN_REVIEW,
        P.GLASS_REVIEW,
        P.LEDGER_READ,
        P.ACCOUNTING_READ,
        P.RETENTION_READ,
        P.SCHEDULE_WRITE,
        P.HOLD_KEEP,
        P.DESTRUCTION_CONFIRM,
        P.PROCESS_READ,
        P.PROCESS_KEEP,
        P.PROCESS_APPROVE,
        # Of documents she sees those at her agency's desk alone.
        P.FILE_READ,
        P.FILE_COPY,
        P.FILE_REMOVE,
        P.BREACH_RUN,
        P.EXPORT_READ,
    },
    R.ANALYST: EVERYONE | {P.MONITOR_READ},
    R.OBSERVER: EVERYONE | {P.MEETING_READ},
    R.ADMINISTRATOR: EVERYONE
    | KEEPS_LAWS
    | KEEPS_STAFF
    | {P.PEOPLE_MANAGE, P.CLOCK_SET, P.PLAN_SET, P.QUALIFICATION_RECORD}
    | {P.DIRECTORY_READ, P.DIRECTORY_WRITE, P.DIRECTORY_IMPORT},
}

READS_NO_CONTENT = frozenset({R.PRIVACY_OFFICER, R.ANALYST, R.OBSERVER, R.ADMINISTRATOR})
"""Roles to which no sealed casework row exists, not even in their own agency."""
