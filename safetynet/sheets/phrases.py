"""A heading as plain words, however somebody wrote it."""

import re
import unicodedata

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_ASIDE = re.compile(r"(?<=\w)\s*(\([^)]{3,}\)|\[[^\]]*\])")  # not the (s) of "Name(s)"


def phrase(heading: str) -> str:
    """Return a heading as plain words: "GivenName" → "given name", "DOB (m/d/y)*" → "dob"."""
    text = _CAMEL.sub(" ", _ASIDE.sub(" ", heading))
    text = unicodedata.normalize("NFKD", text)
    text = "".join(letter for letter in text if not unicodedata.combining(letter)).casefold()
    return " ".join(re.sub(r"[^\w]|_", " ", text).split())
