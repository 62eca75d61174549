"""Access reviews: each month an agency looks at reads that nothing explains (CR-30)."""

from safetynet.accessreviews import policy as policy
from safetynet.accessreviews import waiting as waiting
from safetynet.accessreviews.models import Disposition, DispositionNote, SignOff, Verdict
from safetynet.accessreviews.operations import (
    MonthNotOverError,
    UndecidedError,
    decide,
    may_decide,
    sign_off,
)
from safetynet.accessreviews.queries import (
    dispositions_in,
    notes_on,
    sign_off_of,
    sign_offs_since,
)
from safetynet.accessreviews.rule import Explanations, Read, Tie, TieKind

__all__ = [
    "Disposition",
    "DispositionNote",
    "Explanations",
    "MonthNotOverError",
    "Read",
    "SignOff",
    "Tie",
    "TieKind",
    "UndecidedError",
    "Verdict",
    "decide",
    "dispositions_in",
    "may_decide",
    "notes_on",
    "sign_off",
    "sign_off_of",
    "sign_offs_since",
]
