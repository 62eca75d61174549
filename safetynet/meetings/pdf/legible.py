"""Makes any text printable: nothing invisible, nothing that turns the line, nothing too wide."""

import re
import unicodedata
from collections.abc import Set as AbstractSet

# These can make "not safe" read as something else; print them as what they are.
TURNING = frozenset("\u202b\u202d\u202e\u2067")
# Telephones put these around a number when it is copied; left to right they do nothing. The
# variation selectors only ask for emoji in colour, which paper has not.
IDLE = frozenset("\u202a\u202c\u2066\u2068\u2069\ufe0e\ufe0f")
# PDF/UA forbids the byte order mark inside text (ISO 14289-1, 7.21.7).
FORBIDDEN = TURNING | {"\ufeff"}
# Typst breaks lines only at spaces; a longer run gets places to break, or it leaves the page.
UNBROKEN = re.compile("(?:\\S|[\u00a0\u2007\u202f]){21,}")
STRIDE = 8

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_ZERO_WIDTH_SPACE = "\u200b"
_JOINER = "\u200d"


def legible(text: str, unprintable: AbstractSet[str] = frozenset()) -> str:
    """Return `text` with every character that no font shows written as its code point.

    `unprintable` holds the characters that a first attempt could not draw; control characters,
    halves of surrogate pairs, private use and direction overrides are always written out.
    """
    lines = _LINE_ENDS.sub("\n", text).replace("\t", "    ")
    return UNBROKEN.sub(_with_places_to_break, "".join(_shown(c, unprintable) for c in lines))


def _shown(character: str, unprintable: AbstractSet[str]) -> str:
    if character == "\n" or (character.isascii() and character.isprintable()):
        return character
    if character in IDLE:
        return ""
    hidden = character in FORBIDDEN or unicodedata.category(character) in {"Cc", "Cs", "Co"}
    if hidden or character in unprintable:
        return f"[U+{ord(character):04X}]"
    return character


def _with_places_to_break(run: re.Match[str]) -> str:
    pieces = [""]
    for character in run.group():
        belongs = unicodedata.category(character).startswith("M") or character == _JOINER
        if len(pieces[-1]) >= STRIDE and not belongs and pieces[-1][-1] != _JOINER:
            pieces.append("")
        pieces[-1] += character
    return _ZERO_WIDTH_SPACE.join(pieces)
