"""Passphrases: words that are told by telephone, in any accent, and written down once."""

import secrets
from pathlib import Path

COUNT = 8
"""Words in one: of 481, that is 71 bits."""

WORDS = tuple((Path(__file__).parent / "passphrases.txt").read_text(encoding="utf-8").split())


def new_passphrase() -> str:
    """Return eight words by chance: "maple otter drum laurel ticket cobalt river spoon"."""
    return " ".join(secrets.choice(WORDS) for _ in range(COUNT))
