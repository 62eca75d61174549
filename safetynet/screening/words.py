"""How pages speak of matches."""

from flask_babel import lazy_gettext as _l

from safetynet.screening.models import Kind, MatchState

KIND_WORDS = {
    Kind.MEMBER: _l("Somebody who signs in"),
    Kind.GUARDIAN: _l("A guardian, in a safe contact"),
    Kind.HOUSEHOLD: _l("Somebody in the household, in a safe contact"),
    Kind.CONTACT: _l("A person through whom the young person is reached"),
    Kind.SAFE_PERSON: _l("Somebody called safe to talk to, in a referral"),
    Kind.SAFE_ADULT: _l("A safe adult, in a safety plan"),
    Kind.LINKAGE: _l("A person to talk to, in a linkage"),
    Kind.SIGNER: _l("Somebody who signed a release"),
}

STATE_WORDS = {
    MatchState.OPEN: _l("waits"),
    MatchState.SAME: _l("the same person"),
    MatchState.OTHER: _l("somebody else"),
}
STATE_LOOKS = {MatchState.OPEN: "waiting", MatchState.SAME: "urgent", MatchState.OTHER: "done"}

DECISION_WORDS = {
    MatchState.SAME: _l("It is the same person"),
    MatchState.OTHER: _l("It is somebody else"),
}
