"""Names as they are compared: in memory, never in a database."""

import re
import unicodedata

_WITHIN_WORDS = re.compile("['’`\u02bc]")
_BETWEEN_WORDS = re.compile(r"[\W_]+")


def words_of(text: str) -> list[str]:
    """Return the words of a name, folded: without case, accents and punctuation."""
    if not text.isascii():
        apart = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in apart if not unicodedata.combining(letter))
    joined = _WITHIN_WORDS.sub("", text.casefold())
    return [word for word in _BETWEEN_WORDS.split(joined) if word]
