"""How packets say what they say: headings, and what stands where nothing may be said."""

from flask_babel import lazy_gettext as _l

from safetynet.packets.document import Part, Word
from safetynet.packets.models import Answer, Fate

LABELS = {
    Word.PACKET: _l("Packet"),
    Word.WHO: _l("Young person"),
    Word.CODED: _l("Coded: you have no basis to know the name."),
    Word.WHY: _l("Why it is on the agenda"),
    Word.AT_THE_TABLE: _l("At the table"),
    Word.CLOSES: _l("Read it until"),
    Word.SHRED: _l("Then give it back or shred it."),
    Word.SAY_ONLY: _l("To be told in the room, not sent"),
    Word.SHARED_UNTIL: _l("The first thing shared with you here ends on"),
    Word.EXTRACT: _l("Extract of minutes"),
    Word.AGREED_BY: _l("With the agreement of"),
}

HEADINGS = {
    Part.WISHES: _l("What she or he wants"),
    Part.SAFETY: _l("Safety, now and before"),
    Part.CHANGES: _l("What changed since last time"),
    Part.COURT: _l("Court, custody, placement"),
    Part.DECIDED: _l("Decided last time"),
    Part.TASKS: _l("Open tasks"),
    Part.PLAN: _l("Plan"),
    Part.SCORES: _l("Scores, first and latest"),
    Part.LINKAGES: _l("Linkages"),
    Part.RESEARCH: _l("What agencies looked up for this review"),
    Part.BACKGROUND: _l("Background"),
}

EMPTY = {
    Part.WISHES: _l("Nothing that reaches you. Ask for it in the room."),
    Part.SAFETY: _l("Nothing that reaches you."),
    Part.CHANGES: _l("Nothing that you may know of."),
    Part.COURT: _l("Nothing that reaches you."),
    Part.DECIDED: _l("Nothing yet."),
    Part.TASKS: _l("No task is open."),
    Part.PLAN: _l("No plan yet."),
    Part.SCORES: _l("No score yet."),
    Part.LINKAGES: _l("No service was offered yet."),
    Part.RESEARCH: _l("Nothing that reaches you."),
    Part.BACKGROUND: _l("Nothing that reaches you."),
}

FATE_WORDS = {
    Fate.RETURNED: _l("Given back"),
    Fate.SHREDDED: _l("Shredded"),
}

ANSWER_WORDS = {
    None: _l("Not answered yet"),
    Answer.AGREED: _l("Agreed"),
    Answer.DECLINED: _l("Declined"),
}
ANSWER_LOOKS = {None: "waiting", Answer.AGREED: "done", Answer.DECLINED: "quiet"}
"""The look of the tag beside each word."""
