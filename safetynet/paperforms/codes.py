"""The code on a paper: random, short enough to type, and hard to misread."""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without I, L, O and U, which look like others or make words."""
LENGTH = 8
_MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0"})


def new_code() -> str:
    """Return a code that says nothing about anybody: 40 random bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def as_printed(typed: str) -> str:
    """Return what somebody who reads a paper means, whatever they make of hyphens and letters."""
    letters = "".join(sign for sign in typed.upper() if sign.isascii() and sign.isalnum())
    return letters.translate(_MISREAD)
