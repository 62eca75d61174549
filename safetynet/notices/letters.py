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
    Kind.LEFT: _l("Your account was ended. If you did not expect this, ask your supervisor."),
    Kind.CHANGED: _l("Your password was changed. If it was not you, call your administrator."),
    Kind.WAYS_CHANGED: _l(
        "A passkey, your authenticator app or your recovery codes were changed. If it was not you,"
        " call your administrator."
    ),
    Kind.CODE_USED: _l(
        "A recovery code was used to sign in with your account; %(count)s are left. If it was not"
        " you, call your administrator."
    ),
    Kind.LOCKED: _l(
        "A wrong password or code was typed ten times for your account. If it was not you, "
        "call your administrator."
    ),
    Kind.SIGNED_IN: _l(
        "Somebody signed in with your account. If it was not you, call your administrator."
    ),
    Kind.STOPPED: _l("Something that was shared with your agency is shared no more."),
    Kind.MEETING: _l("A review meeting was scheduled, moved or canceled."),
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


def written(letter: Letter, config: Config, now: datetime) -> EmailMessage:
    """Return the mail; raises BadAddressError. Sent again, it has the same Message-ID."""
    message = EmailMessage(policy=SMTP)
    with force_locale(letter.language):
        subject = config.mail_subject or _("A message waits for you")
        body = _body(letter.kinds, config)
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


def _body(kinds: Mapping[Kind, int | None], config: Config) -> str:
    told = [
        f"* {str(sentence) % {'count': kinds[kind]}}"
        for kind, sentence in SENTENCES.items()
        if kind in kinds
    ]
    foot = _("This mail says no more, on purpose. Your account says what we write to you about.")
    return "\n".join([*told, "", f"{config.public_url}/sign-in", "", foot, ""])
