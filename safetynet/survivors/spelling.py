"""Names as they are compared: in memory, never in a database."""

import re
import unicodedata

_WITHIN_WORDS = re.compile("['’`\u02bc]")
_LETTERS = str.maketrans(
    {"æ": "ae", "ø": "o", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th"}
    | dict(zip("абвгґдезиіклмнопрстуфыэ", "abvggdeziiklmnoprstufye", strict=True))
    | {
        "ж": "zh",
        "\u0445": "kh",
        "ц": "ts",
        "ч": "ch",
        "ш": "sh",
        "щ": "shch",
        "ю": "yu",
        "я": "ya",
    }
    | {"є": "ye", "ъ": "", "ь": ""}
)
"""Letters that are no others with a mark, spelled as passports spell them."""
_BETWEEN_WORDS = re.compile(r"[\W_]+")


def words_of(text: str) -> list[str]:
    """Return the words of a name in Latin letters, without case, accents and punctuation."""
    if not text.isascii():
        apart = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in apart if not unicodedata.combining(letter))
        text = text.casefold().translate(_LETTERS)
    joined = _WITHIN_WORDS.sub("", text.casefold())
    return [word for word in _BETWEEN_WORDS.split(joined) if word]
