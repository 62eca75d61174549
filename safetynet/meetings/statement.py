"""What everyone at the table signs before the first case is named, and what stands on paper."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

CURRENT = 1
"""The wording that new meetings use; older ones stay, because people signed them."""

STATEMENTS: dict[int, LazyString] = {
    1: _l(
        "What is shared in this meeting is confidential and is used only to plan the safety and "
        "care of the young people who are discussed. I will not pass it on, copy it or use it "
        "for an investigation or a prosecution, unless the law requires it or a signed release "
        "allows it. I will share only what my agency may share, and I will leave the room for "
        "a case in which I have a personal interest. Each agency answers for the tasks it takes."
    )
}
"""Version → text, read out by the chair (SafeLives confidentiality declaration, adapted)."""

NOTICE = _l(
    "Information exchanged in this meeting is confidential under California Penal Code 13753(c) "
    "and Welfare and Institutions Code 18961.7. It may not be disclosed outside the team."
)
"""The box and footer of every paper (CR-16)."""
