"""What can leave an agency: its own rows about one young person, and how each stands on paper."""

from safetynet.bundles.records import Part, Said, parts_of
from safetynet.bundles.rows import Scope, counted, fingerprint_of, producible, rows_in

__all__ = [
    "Part",
    "Said",
    "Scope",
    "counted",
    "fingerprint_of",
    "parts_of",
    "producible",
    "rows_in",
]
