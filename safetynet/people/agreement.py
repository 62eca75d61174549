"""What everybody signs before reading anything, in our own words.

Members of a child protection team keep what they learn confidential, and may be held to it
(California Penal Code 13753(b)); WIC 827, 10850 and 18961.7 say the same of what agencies bring to
the table. Wordings stay here for ever, because people signed them.
"""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

CURRENT = "1"


@dataclass(frozen=True)
class Wording:
    """One version: what it says, sentence by sentence."""

    opening: Any
    promises: tuple[Any, ...]
    closing: Any


WORDINGS = {
    "1": Wording(
        _l(
            "Through this account I learn things about young people whom somebody exploits, and "
            "about their families. Whoever learns them who should not can find a young person and "
            "harm her. So I promise:"
        ),
        (
            _l(
                "I keep confidential what I read, hear or write here, at work and after I have "
                "left, as Penal Code 13753 and Welfare and Institutions Code 827, 10850 and "
                "18961.7 demand."
            ),
            _l(
                "I open a record only when my work with that young person needs it, and no more of "
                "it than I need. I know that every page I open is written down and looked through."
            ),
            _l(
                "I pass nothing on, in any form, unless a signed release, a law or a court lets "
                "me. What belongs to another agency is theirs to tell."
            ),
            _l(
                "I take no picture of a screen, keep no copy where others can reach it, and put "
                "nothing from here into a mail, a message or a calendar."
            ),
            _l(
                "I do not use what I learn here for an investigation, a prosecution, research or "
                "anything of my own, unless the law says that I may."
            ),
            _l(
                "If I know a young person, her family or somebody who may have harmed her, I say "
                "so and stay out of that case."
            ),
            _l(
                "My password, my codes and my devices are mine alone. If one is lost, or I believe "
                "that somebody else has read something, I say so at once."
            ),
        ),
        _l(
            "I know that breaking this can end my access and my place in the team, and can be "
            "punished by law. It does not keep me from a report that the law demands of me."
        ),
    )
}
"""Version → text."""
