"""Names in cells: placeholders, digits, and whole names that must be divided."""

import re
import unicodedata

from safetynet.referrals.sheets.referral_row import Names
from safetynet.referrals.sheets.sentences import Doubt, Reason

LONGEST_NAME = 200
_PLACEHOLDER = re.compile(
    r"(n\.?/?a\.?|n/k|null|none|nil|nan|unk(nown)?|not (known|given|applicable|provided)|tbd|test"
    r"|refused|declined|withheld|desconocid[oa]|se desconoce|no (sabe|aplica|consta)"
    r"|sin (nombre|dato)|s/?d|xx+|[-–—?._*]+|((jane|john|baby) )?doe|no name|(grand |sub)?totals?)",
    re.IGNORECASE,
)
_REAL_SURNAMES = frozenset({"null", "na", "none", "nan", "nil", "test", "doe", "unk", "sd"})
_MARKS = frozenset(" '’-–.,·()\"“”/&\u2018\u02bc\u0060\u00b4\u2010")
_PARTICLES = frozenset(
    re.findall("[a-z]+", "de del la las los da das do dos di du der den van von el al bin ibn san")
)
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


def name_fault(name: str) -> Reason | None:
    """Return why a cell cannot be a name: digits only, or far too long."""
    if len(name) > LONGEST_NAME:
        return Reason.LONG_NAME
    if any(letter.isdigit() for letter in name) and not any(letter.isalpha() for letter in name):
        return Reason.DIGITS
    return None


def is_placeholder(name: str) -> bool:
    """Whether a cell says "no name"; Null, Na and Doe are surnames unless shouted or hushed."""
    if not _PLACEHOLDER.fullmatch(name):
        return False
    return name.casefold() not in _REAL_SURNAMES or not name.istitle()


def name_doubts(names: Names) -> list[Doubt]:
    """Return what looks wrong about names that were taken."""
    doubts = []
    if not names.any:
        doubts.append(Doubt.CODE_ONLY)
    elif not (names.first and names.last):
        doubts.append(Doubt.ONE_NAME)
    parts = (names.first, names.middle, names.last, names.full)
    if any(_is_odd(part) for part in parts):
        doubts.append(Doubt.ODD_NAME)
    return doubts


def _is_odd(name: str) -> bool:
    if name.replace(" ", "").isalpha():
        return False
    return not all(
        letter.isalpha()
        or letter in _MARKS
        or unicodedata.category(letter)[0] == "M"
        or letter in "\u200c\u200d"
        for letter in name
    )


def divided(full: str) -> Names:
    """Divide a whole name: "García López, Ana" at the comma, else the last word is the last name.

    Particles stay with the last name ("Ana de la Cruz"), and of four words the last two are taken
    as Spanish surnames only with a comma, because English middle names are as common.
    """
    last, comma, rest = (part.strip() for part in full.partition(","))
    if comma and rest and rest.casefold().strip(".") not in _SUFFIXES:
        first, _, middle = rest.partition(" ")
        return Names(first, middle.strip(), last, full=full)
    words = full.replace(",", " ").split()
    suffix = words.pop() if words and words[-1].casefold().strip(".") in _SUFFIXES else ""
    if len(words) <= 1:
        return Names(first=" ".join(words), suffix=suffix, full=full)
    start = len(words) - 1
    while start > 1 and words[start - 1].casefold() in _PARTICLES:
        start -= 1
    return Names(words[0], " ".join(words[1:start]), " ".join(words[start:]), suffix, full)
