"""Cells that hold several things: numbers to call, coordinates, ages."""

import re

from safetynet.directory.columns import PHONES
from safetynet.directory.eligible import OLDEST_AGE
from safetynet.directory.phones import Phone, phone_of
from safetynet.directory.texts import plain

_BETWEEN = re.compile(r"\s*(?:[;|\n]|,(?=\s*(?:[A-Za-z ]+:|\(?\+?\d{3}))|\bor\b)\s*")
_LABEL = re.compile(r"^\s*([A-Za-z][A-Za-z /-]{1,30}):\s*(?=[\d(+])")
_LABELS = {
    "tdd": "tty", "tty": "tty", "textphone": "tty", "fax": "fax", "hotline": "hotline",
    "helpline": "hotline", "crisis": "hotline", "text": "text", "sms": "text", "cell": "cell",
    "mobile": "cell",
}  # fmt: skip
_MOST = 12


def phones_in(text: str, kind: str = "", about: str = "", extension: str = "") -> list[Phone]:
    """Read every number of a cell: "main: 305-285-5922, tdd: 800-955-8771"."""
    found: dict[str, Phone] = {}
    for part in _BETWEEN.split(text):
        label, number = "", part
        if told := _LABEL.match(part):
            label, number = told[1].strip(), part[told.end() :]
        stated = _LABELS.get((label or kind).casefold(), kind or "voice")
        if phone := phone_of(number, stated, about or label, extension):
            found.setdefault(f"{phone.number} {phone.extension}", phone)
    return list(found.values())[:_MOST]


def phones_of(row: dict[str, str], first: str) -> list[Phone]:
    """Read a row's numbers: those of one cell, and those with a column each."""
    found = phones_in(first, "", plain(row.get("phone1_name", "")))
    known = {phone.number for phone in found}
    for column, (kind, about) in PHONES.items():
        if told := row.get(column):
            for phone in phones_in(told, kind, plain(row.get(about, "")) if about else ""):
                if phone.number not in known:
                    known.add(phone.number)
                    found.append(phone)
    return found[:_MOST]


def number_of(text: str, most: float) -> float | None:
    """Return a coordinate; None for what is none, and for 0, which means nobody knew."""
    if not re.fullmatch(r"-?\d{1,3}(\.\d{1,12})?", text.strip(), re.ASCII):
        return None
    number = float(text)
    return number if number and abs(number) <= most else None


def age_of(text: str, wrong: str) -> int | None:
    """Return an age; raises ValueError with the sentence `wrong` for what is none."""
    if not text:
        return None
    if not re.fullmatch(r"\d{1,3}(\.0+)?", text, re.ASCII):
        raise ValueError(wrong)
    age = int(float(text))
    return age if age <= OLDEST_AGE else None
