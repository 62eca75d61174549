"""Phone numbers as files write them and as pages call them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

KINDS = ("voice", "hotline", "text", "fax", "tty", "cell", "pager", "video")
CALLED = frozenset({"voice", "hotline", "text", "cell"})
"""What somebody may be told to call."""
LONGEST = 60
_EXTENSION = re.compile(r"[,;]?\s*(?:ext(?:ension)?\.?|x)\s*(\d{1,8})\s*$", re.IGNORECASE)
_BETWEEN = "\x1f"


@dataclass(frozen=True)
class Phone:
    """One number: what to dial, its extension, its kind, what it is for."""

    number: str
    extension: str = ""
    kind: str = "voice"
    about: str = ""

    @property
    def code(self) -> str:
        return _BETWEEN.join((self.kind, self.number, self.extension, self.about))

    @classmethod
    def of(cls, code: str) -> "Phone":
        kind, number, extension, about = code.split(_BETWEEN)
        return cls(number, extension, kind, about)

    def __str__(self) -> str:
        return f"{self.number} ext. {self.extension}" if self.extension else self.number


def phone_of(text: str, kind: str = "voice", about: str = "", extension: str = "") -> Phone | None:
    """Read one number; None when the cell holds none (letters as in 727-4TAX are dialled)."""
    said = " ".join(text.strip("\"' ").split())
    if found := _EXTENSION.search(said):
        said, extension = said[: found.start()].strip(), extension or found[1]
    if sum(sign.isdigit() for sign in said) < 3 or len(said) > LONGEST:  # noqa: PLR2004 - 211
        return None
    digits = extension if re.fullmatch(r"\d{1,8}", extension, re.ASCII) else ""
    told = kind.strip().casefold()
    about = " ".join(about.split())[:120].replace(_BETWEEN, " ")
    return Phone(said.replace(_BETWEEN, " "), digits, told if told in KINDS else "voice", about)


def first_to_call(phones: Iterable[Phone]) -> Phone | None:
    return next((phone for phone in phones if phone.kind in CALLED), None)


def digits_of(number: str) -> str:
    """Return what a telephone is given to dial; "" when letters stand in it."""
    dialled = re.sub(r"[^\d+]", "", number)
    return "" if re.search(r"[A-Za-z]", number) else dialled
