"""Canaries: a word of its own in every sealed field, so that a sweep can look for leaks."""

import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path

from safetynet.db import Owned
from safetynet.vault.columns import REMARK, lazy_attributes

PREFIX = "CNRY-"
ANY = re.compile(rf"[ {REMARK}]?{PREFIX}[a-z_]+-[a-z_]+-[0-9]+")
"""A canary in a text, such as one that was copied from another field."""


@dataclass(frozen=True)
class Canary:
    """Where a canary sits; ids and the category as text."""

    canary: str
    table: str
    column: str
    row: str
    survivor: str
    owner_agency: str
    category: str


class Canaries:
    """Adds a canary to whatever is about to be sealed, and remembers each."""

    def __init__(self) -> None:
        self.sown: list[Canary] = []
        self._count = 0
        self._by_place: dict[tuple[str, str], str] = {}

    def sow(self, row: Owned) -> None:
        """Add a canary to every readable sealed text of a row; a changed text keeps its own."""
        for attribute in lazy_attributes(type(row)).values():
            text = attribute.stored(row)
            if isinstance(text, str):
                own = self.word_for(row, attribute.column)
                if own not in text:
                    # A program reads codes: it passes over what follows the remark sign.
                    gap = REMARK if attribute.is_code else " "
                    attribute.__set__(row, ANY.sub("", text) + gap + own)

    def lift(self, row: Owned) -> None:
        """Forget the canaries of a row that is deleted."""
        self.sown = [canary for canary in self.sown if canary.row != str(row.id)]

    def write(self, path: Path) -> None:
        """Write the list as JSON."""
        path.touch(mode=0o600)
        path.write_text(json.dumps([asdict(canary) for canary in self.sown], indent=1))

    def word_for(self, row: Owned, at: str) -> str:
        """Return the canary of a row's `table.column`, the same each time, and remember it."""
        table, _, column = at.partition(".")
        place = (str(row.id), at)
        if place not in self._by_place:
            # Padded, so that no canary is the beginning of another.
            self._count += 1
            word = f"{PREFIX}{table}-{column}-{self._count:06}"
            self._by_place[place] = word
            self.sown.append(
                Canary(
                    word, table, column, str(row.id),
                    str(row.survivor_id), str(row.owner_id), row.category.value,
                )
            )  # fmt: skip
        return self._by_place[place]
