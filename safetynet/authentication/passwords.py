"""What a password must be: long, and nothing that somebody would try first (NIST SP 800-63B).

No rules about digits and signs: they make passwords that are hard to remember and easy to guess.
"""

import re
import unicodedata
from collections.abc import Iterable
from threading import Lock
from typing import TYPE_CHECKING, Any

from flask import current_app
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from wtforms import PasswordField, ValidationError
from wtforms.validators import InputRequired

from config import Config
from safetynet.agencies import Agency, Member, the_county
from safetynet.authentication.models import Credential
from safetynet.db import db
from safetynet.late import Late
from safetynet.vault.derive import as_name

if TYPE_CHECKING:
    import zxcvbn
else:
    zxcvbn = Late("zxcvbn")

LEAST, LEAST_WITH_PASSKEY, MOST = 15, 12, 128
GOOD_ENOUGH = 3
"""zxcvbn's score where a guesser who is not held up needs 10^8 tries or more."""
_LOOKED_AT = 72
"""Characters that zxcvbn takes at most; what is good so far does not grow worse."""
_SHORTEST_WORD = 4
_MADE_BY_ROTE = {"repeat", "sequence", "spatial"}
_one_at_a_time = Lock()

_A_NAME = _l(
    "Leave out your name, your agency’s and other names from here. Use four words that have"
    " nothing to do with each other."
)
_BY_ROTE = _l(
    "This repeats itself or follows a row. Use four words that have nothing to do with each other."
)
_KNOWN = _l(
    "This is among the first passwords that somebody would try. Use four words that have nothing"
    " to do with each other."
)


def composed(password: str | None) -> str:
    """Return a password with its letters composed one way, on whatever keyboard it was typed."""
    return unicodedata.normalize("NFC", password or "")


def words_around(name: str, email: str, agency: Agency) -> list[str]:
    """Return what anybody knows of a person who signs in: her name, her mail, her agency."""
    county = the_county()
    return [name, email, agency.name, county.name, county.host_name]


def words_about(member: Member) -> list[str]:
    """Return the same of somebody who is signed in."""
    mine = select(Credential).where(Credential.member_id == member.id)
    return words_around(member.name, db.session.scalars(mine).one().email, member.agency)


def check_strength(password: str, *, about: Iterable[str], has_passkey: bool) -> str | None:
    """Return what to do about a new password, in the reader's language; None where it is good.

    `about` are the words around the person; those of this installation come by themselves.
    """
    password = composed(password)
    if len(password) < (least := least_of(has_passkey=has_passkey)):
        return str(_("Use at least %(count)s characters, such as four words.", count=least))
    if len(password) > MOST:
        return str(_("Use at most %(count)s characters.", count=MOST))
    config: Config = current_app.extensions["config"]
    guessed = _guess(password, [*about, config.title, config.hosted_by, "SafetyNet"])
    return None if guessed["score"] >= GOOD_ENOUGH else _why(guessed["sequence"])


def least_of(*, has_passkey: bool) -> int:
    """Return the fewest characters; a passkey guards what a shorter password opens."""
    return LEAST_WITH_PASSKEY if has_passkey else LEAST


def _guess(password: str, about: Iterable[str]) -> dict[str, Any]:
    # zxcvbn keeps the words it is given for all threads: another's would stand among them.
    with _one_at_a_time:
        found: dict[str, Any] = zxcvbn.zxcvbn(
            password[:_LOOKED_AT], user_inputs=sorted(_words(about))
        )
    return found


def _words(about: Iterable[str]) -> set[str]:
    """Return texts as somebody would type them: whole, in one word, and each word alone."""
    found: set[str] = set()
    for text in map(composed, about):
        parts = [part for part in re.split(r"[\W_]+", text) if len(part) >= _SHORTEST_WORD]
        found |= {text, as_name(text), *parts, *map(as_name, parts)}
    return found - {""}


def _why(sequence: list[dict[str, Any]]) -> str:
    if any(part.get("dictionary_name") == "user_inputs" for part in sequence):
        return str(_A_NAME)
    return str(_BY_ROTE if any(part["pattern"] in _MADE_BY_ROTE for part in sequence) else _KNOWN)


class NewPasswordField(PasswordField):
    """Asks for a new password and says what is wrong with it; `is_for` tells it whose it will be.

    What may have been typed is also pasted, or comes out of a password manager.
    """

    about: Iterable[str] | None = None
    has_passkey = False

    def __init__(self, label: Any = None, **options: Any) -> None:
        options.setdefault("render_kw", {"autocomplete": "new-password"})
        super().__init__(
            label or _l("New password"),
            [InputRequired(_l("Enter a new password.")), self._is_good],
            filters=[composed],
            **options,
        )

    def is_for(self, about: Iterable[str], *, has_passkey: bool) -> None:
        self.about, self.has_passkey = about, has_passkey

    @property
    def hint(self) -> str:
        least = least_of(has_passkey=self.has_passkey)
        return str(
            _("At least %(count)s characters; four words you will remember are best.", count=least)
        )

    def _is_good(self, _form: object, _field: object) -> None:
        if self.about is None:
            raise LookupError("say with is_for whose password it will be")
        problem = check_strength(self.data or "", about=self.about, has_passkey=self.has_passkey)
        if problem:
            raise ValidationError(problem)
