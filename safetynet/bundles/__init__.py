"""What can leave an agency: its own rows about one young person, and how each stands on paper."""

from safetynet.bundles.records import Entry, Part, Said, entry_of, parts_of
from safetynet.bundles.rows import Scope, counted, fingerprint_of, producible, rows_in

__all__ = [
    "Entry",
    "Part",
    "Said",
    "Scope",
    "counted",
    "entry_of",
    "fingerprint_of",
    "parts_of",
    "producible",
    "rows_in",
]
