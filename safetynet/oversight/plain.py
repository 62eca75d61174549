"""What the accounting of disclosures says to the young person, in short words (CR-29)."""

from flask_babel import lazy_gettext as _l

from safetynet.exports import Basis
from safetynet.oversight.grounds import COPY_BY, OWN_AGENCY, UNKNOWN
from safetynet.process import DISCLOSED_BY
from safetynet.sharing import TEAM_OWN_WORDS, TEAM_STATUTE, DisclosureBasis
from safetynet.sharing.emergencies import BREAK_GLASS

WHY_WORDS = {
    OWN_AGENCY: _l("They wrote it themselves."),
    TEAM_STATUTE: _l("A law lets the people on your team talk with each other (Penal Code 13753)."),
    TEAM_OWN_WORDS: _l("They are on your team, and the team wrote this together."),
    DisclosureBasis.CHILD_STATUTE: _l(
        "A law lets teams that keep children safe share this for a limited time (WIC 18961.7)."
    ),
    DisclosureBasis.MANDATED_REPORT: _l(
        "A law says that harm to a child must be reported (Penal Code 11166)."
    ),
    DisclosureBasis.CASE_FILE: _l(
        "A law lets some people look at a juvenile court file (WIC 827)."
    ),
    DisclosureBasis.COURT_ORDER: _l("A judge ordered it."),
    DisclosureBasis.EMERGENCY: _l("It was an emergency, and they had to know to keep you safe."),
    DisclosureBasis.ANSWER: _l("They asked for help for you, and this was the answer."),
    BREAK_GLASS: _l("There was an emergency. Somebody else checked that it was one."),
    COPY_BY[Basis.RELEASE]: _l("You said yes, and we gave them a copy."),
    COPY_BY[Basis.LAW]: _l("A law allowed it, and we gave them a copy."),
    Basis.OWN_REQUEST: _l("You asked us for it."),
    DISCLOSED_BY: _l("The law let a court, a lawyer or you yourself ask us for it."),
    UNKNOWN: _l("Our list does not say why. Ask us, and we will find out."),
}

OWN_COPY = _l("You: a copy that we gave you")
GIVEN_TO = _l("Someone outside who asked by law, such as a court")

HEADING = _l("Who has seen your information")
NOTICE = _l("This paper is about you. Keep it where only you can see it.")

ABOUT = (
    _l(
        "We keep notes about you, so that we can help. This paper tells you who else has seen them."
    ),
    _l("It lists each group that opened something, what it was about, when, and why they could."),
    _l("It does not show what the notes say. You can ask us to show you."),
)

NEVER = _l("What you tell your counselor in private is never shared, no matter what you sign.")

STOPPING = (
    _l("You can change your mind at any time. You do not have to say why."),
    _l("Tell anyone who works with you here. We stop it on the same day."),
    _l("If you stop, you still get help from us. Help never depends on what you sign."),
    _l("We cannot make people forget what they have read. But they can read no more."),
    _l(
        "Some sharing is not up to you or us, because a law allows it. Ask us which law, and what "
        "you can do."
    ),
    _l("Other groups keep lists too. You can ask each of them who has seen what they wrote."),
)
