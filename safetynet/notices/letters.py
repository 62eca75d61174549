"""What a mail says: that something waits, and where to sign in. Nobody is named, also not in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from uuid import UUID

from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from config import Config
from safetynet.notices.models import Kind

LONGEST_LINE = 72

SENTENCES = {
    Kind.EMERGENCY: _l("A case was opened in an emergency. Please look at it."),
    Kind.INVITED: _l(
        "Access is being set up for you. The link below opens once, within 72 hours, with a code "
        "that you are told in person or by telephone. If you do not know of this, do nothing."
    ),
    Kind.LET_IN: _l(
        "You can set up your sign-in again. The link below opens once, within 72 hours, with a "
        "code that you are told in person or by telephone. If you did not ask, call your "
        "supervisor."
    ),
    Kind.LEFT: _l("Your account was ended. If you did not expect this, ask your supervisor."),
    Kind.MOVED: _l(
        "Your role was changed, and you were signed out everywhere. If you did not expect this, "
        "ask your supervisor."
    ),
    Kind.HELP_ASKED: _l(
        "Somebody said that you cannot sign in. If it was not you, call your supervisor."
    ),
    Kind.HELP_REFUSED: _l(
        "Nobody could make sure that it was you who cannot sign in. Call your supervisor."
    ),
    Kind.CHANGED: _l("Your password was changed. If it was not you, call your administrator."),
    Kind.WAYS_CHANGED: _l(
        "A passkey, your authenticator app or your recovery codes were changed. If it was not you,"
        " call your administrator."
    ),
    Kind.CODE_USED: _l(
        "A recovery code was used to sign in with your account; %(count)s are left. If it was not"
        " you, call your administrator."
    ),
    Kind.PASSKEY_OFF: _l(
        "One of your passkeys was switched off, because a copy of it seems to be in use. Remove it,"
        " and call your administrator."
    ),
    Kind.LOCKED: _l(
        "A wrong password or code was typed ten times for your account. If it was not you, "
        "call your administrator."
    ),
    Kind.SIGNED_IN: _l(
        "Somebody signed in with your account. If it was not you, call your administrator."
    ),
    Kind.ENDED: _l("You were signed in at three places, so the oldest sign-in was ended."),
    Kind.STOPPED: _l("Something that was shared with your agency is shared no more."),
    Kind.MEETING: _l("A review meeting was published, moved or canceled."),
    Kind.WAITS: _l("Something waits for you."),
}
"""In the order in which a mail says them."""


class BadAddressError(Exception):
    """No mail can go to what stands for an address."""


@dataclass(frozen=True)
class Letter:
    """One mail before it is written."""

    id: UUID
    address: str = field(repr=False)
    language: str
    kinds: Mapping[Kind, int | None]
    """What happened, and how many where the sentence says so."""
    paths: frozenset[str] = field(default=frozenset(), repr=False)
    """Where it leads to beside the page of signing in: a secret, each of them."""


def written(letter: Letter, config: Config, now: datetime) -> EmailMessage:
    """Return the mail; raises BadAddressError. Sent again, it has the same Message-ID."""
    message = EmailMessage(policy=SMTP)
    with force_locale(letter.language):
        subject = config.mail_subject or _("A message waits for you")
        body = _body(letter, config)
    message["From"] = _address(config.mail_sender)
    message["To"] = _address(letter.address)
    message["Subject"] = subject
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{letter.id}@{config.mail_sender.rpartition('@')[2]}>"
    # So that nobody's "I am away" comes back.
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(body, cte="quoted-printable")
    return message


def _address(said: str) -> Address:
    try:
        address = Address(addr_spec=said)
    except (MessageError, ValueError, IndexError) as error:
        raise BadAddressError from error
    if not (said.isascii() and said.isprintable() and address.username and address.domain):
        raise BadAddressError
    return address


def _body(letter: Letter, config: Config) -> str:
    told = [
        f"* {str(sentence) % {'count': letter.kinds[kind]}}"
        for kind, sentence in SENTENCES.items()
        if kind in letter.kinds
    ]
    # Whoever comes by a link cannot sign in yet.
    paths = sorted(letter.paths) or ["/sign-in"]
    foot = _("This mail says no more, on purpose. Your account says what we write to you about.")
    links = [f"{config.public_url}{path}" for path in paths]
    return "\n".join([*told, "", *links, "", foot, ""])
