"""How pages say why two are possibly one."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l

from safetynet.alike.book import Level
from safetynet.alike.models import Deed
from safetynet.alike.signs import Reason, Sign

LEVEL_WORDS = {
    Level.STRONG: _l("very likely the same"),
    Level.SUGGEST: _l("possibly the same"),
}
LEVEL_LOOKS = {Level.STRONG: "urgent", Level.SUGGEST: "waiting"}

DEED_WORDS = {Deed.JOINED: _l("Why they were joined"), Deed.UNDONE: _l("Why it was undone")}

_SAID = {
    Sign.FIRST_SAME: _l("same first name"),
    Sign.FIRST_SHORT: _l("%(one)s and %(other)s are forms of one name"),
    Sign.FIRST_NEAR: _l("%(one)s and %(other)s are nearly the same"),
    Sign.FIRST_LOOSE: _l("%(one)s and %(other)s are alike"),
    Sign.FIRST_INITIAL: _l("same first letter of the first name"),
    Sign.FIRST_IS_MIDDLE: _l("the first name of one is the middle name of the other"),
    Sign.FIRST_OTHER: _l("but another first name"),
    Sign.LAST_SAME: _l("same last name"),
    Sign.LAST_PART: _l("one of the surnames is the same (%(one)s)"),
    Sign.LAST_NEAR: _l("%(one)s and %(other)s are nearly the same"),
    Sign.LAST_LOOSE: _l("%(one)s and %(other)s are alike"),
    Sign.LAST_OTHER: _l("but another last name"),
    Sign.SWAPPED: _l("first and last name the other way round"),
    Sign.MIDDLE_SAME: _l("same middle name"),
    Sign.MIDDLE_INITIAL: _l("same middle initial"),
    Sign.MIDDLE_OTHER: _l("but another middle name"),
    Sign.BORN_SAME: _l("same birth date"),
    Sign.BORN_SWAPPED: _l("day and month of birth swapped"),
    Sign.BORN_DAY: _l("birth dates differ in the day only"),
    Sign.BORN_MONTH: _l("birth dates differ in the month only"),
    Sign.BORN_YEAR: _l("birth dates differ in the year only"),
    Sign.BORN_PARTLY: _l("what is known of the birth dates agrees"),
    Sign.BORN_ESTIMATE: _l("an estimated birth date that fits"),
    Sign.BORN_OTHER: _l("but another birth date"),
    Sign.REACH_SAME: _l("same phone or e-mail"),
    Sign.REACH_OTHER: "",
    Sign.PLACE_SAME: _l("same address"),
    Sign.PLACE_ALIKE: _l("nearly the same address"),
    Sign.PLACE_PART: "",
    Sign.PLACE_OTHER: _l("but another address"),
}
_FIRST_SAID = (Sign.BORN_SAME, Sign.FIRST_SAME, Sign.LAST_SAME, Sign.SWAPPED)


def because(reasons: Iterable[Reason]) -> str:
    """Return in words what speaks for it, and then what speaks against it."""
    ordered = sorted(reasons, key=_place)
    return "; ".join(said for reason in ordered if (said := _said(reason)))


def _place(reason: Reason) -> tuple[bool, bool]:
    return reason.sign.endswith("_other"), reason.sign not in _FIRST_SAID


def _said(reason: Reason) -> str:
    words = [word.title() for word in (*reason.words, "", "")[:2]]
    return str(_SAID[reason.sign]) % {"one": words[0], "other": words[1]}
