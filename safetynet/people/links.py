"""Links and spoken codes: made, mailed, and found again by their hashes."""

import secrets
from base64 import urlsafe_b64encode

from safetynet.people.models import Invitation
from safetynet.vault import Purpose, vault

DIGITS = 8


def token_of(invitation: Invitation) -> str:
    """Return the secret of the link that was sent last.

    It is derived from the row and a key that no database holds, so a mail that is sent again after
    a crash says the same, and nothing that opens anything is stored.
    """
    said = invitation.id.bytes + invitation.sent.to_bytes(4)
    return urlsafe_b64encode(vault().roots.mac(Purpose.LINK, said)).rstrip(b"=").decode()


def hash_of(token: str) -> bytes:
    """Return the 32 bytes by which a link's secret, or a ticket, is found."""
    return vault().roots.mac(Purpose.SIGN_IN, b"link " + token.encode(errors="surrogatepass"))


def new_code() -> tuple[str, str]:
    """Return a code of eight digits to say aloud, and what is stored of it; takes a quarter of a
    second, so ask before anything is written."""
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    return f"{code[:4]} {code[4:]}", vault().passwords.hash_password(code)


def digits_of(typed: str) -> str:
    """Return a code as it was made, however it was spaced; only digits count."""
    return "".join(filter(str.isdecimal, typed))[: 2 * DIGITS]
