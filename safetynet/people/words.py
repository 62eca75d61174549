"""How pages say how somebody comes in."""

from flask_babel import lazy_gettext as _l

from safetynet.people.models import Check, Stage

CHECK_WORDS = {
    Check.PHOTO_ID: _l("In person, with a photo ID"),
    Check.KNOWN: _l("I know this person from work, and spoke with them"),
    Check.VIDEO: _l("In a video call, with a photo ID"),
}

STAGE_WORDS = {
    Stage.ASKED: _l("cannot sign in"),
    Stage.WITHDRAWN: _l("invitation withdrawn"),
    Stage.SPENT: _l("code guessed at too often"),
}
"""How a way in stands that brings nobody in."""
