"""A case: one young person, one number, one team around the table."""

from safetynet.cases import ending as ending
from safetynet.cases import policy as policy
from safetynet.cases.models import Case, CaseNotOpenError, CaseStatus, ClosingKind, ClosingReason
from safetynet.cases.operations import (
    BlockedError,
    LeadsError,
    close,
    keep_out,
    open_case,
    reopen,
    seat,
)
from safetynet.cases.partners import brings_partners, partners_of
from safetynet.cases.queries import case_of, next_number, open_cases
from safetynet.cases.reasons import (
    Asked,
    Reason,
    Rule,
    Tuning,
    gives_reasons,
    reasons_by_case,
    rules_by_weight,
)
from safetynet.cases.records import Record, record_with
from safetynet.cases.services import Offered, brings_services, services_of

__all__ = [
    "Asked",
    "BlockedError",
    "Case",
    "CaseNotOpenError",
    "CaseStatus",
    "ClosingKind",
    "ClosingReason",
    "LeadsError",
    "Offered",
    "Reason",
    "Record",
    "Rule",
    "Tuning",
    "brings_partners",
    "brings_services",
    "case_of",
    "close",
    "gives_reasons",
    "keep_out",
    "next_number",
    "open_case",
    "open_cases",
    "partners_of",
    "reasons_by_case",
    "record_with",
    "reopen",
    "rules_by_weight",
    "seat",
    "services_of",
]
