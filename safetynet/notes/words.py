"""How pages say what a note is."""

from flask_babel import lazy_gettext as _l

from safetynet.notes.models import NoteKind, QualificationKind, ToldHow

NOTE_WORDS = {
    NoteKind.CONTACT: _l("Contact"),
    NoteKind.VISIT: _l("Visit"),
    NoteKind.CALL: _l("Call"),
    NoteKind.COLLATERAL: _l("With somebody else about her or him"),
}

QUALIFICATION_WORDS = {
    QualificationKind.TRAFFICKING_CASEWORKER: _l("Human trafficking caseworker"),
    QualificationKind.SEXUAL_ASSAULT_COUNSELLOR: _l("Sexual assault counselor"),
    QualificationKind.DOMESTIC_VIOLENCE_COUNSELLOR: _l("Domestic violence counselor"),
}

TOLD_WORDS = {ToldHow.ORALLY: _l("Out loud"), ToldHow.IN_WRITING: _l("In writing")}
