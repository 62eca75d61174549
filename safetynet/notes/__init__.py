"""Notes: what people write down between meetings, and what an advocate holds in confidence."""

from safetynet.notes import policy as policy
from safetynet.notes.models import (
    LimitsTold,
    Note,
    NoteKind,
    PrivilegedNote,
    Qualification,
    QualificationKind,
    ToldHow,
    categories_written_by,
)
from safetynet.notes.operations import (
    Written,
    record_limits_told,
    record_qualification,
    write_note,
    write_privileged_note,
)
from safetynet.notes.policy import is_qualified
from safetynet.notes.queries import limits_told, notes_of, on_the_case_file
from safetynet.notes.words import NOTE_WORDS

__all__ = [
    "NOTE_WORDS",
    "LimitsTold",
    "Note",
    "NoteKind",
    "PrivilegedNote",
    "Qualification",
    "QualificationKind",
    "ToldHow",
    "Written",
    "categories_written_by",
    "is_qualified",
    "limits_told",
    "notes_of",
    "on_the_case_file",
    "record_limits_told",
    "record_qualification",
    "write_note",
    "write_privileged_note",
]
