"""Canaries: a word of its own in every sealed field, so that a sweep can look for leaks."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from safetynet.db import Owned
from safetynet.vault.columns import REMARK, LazyAttribute, lazy_attributes

PREFIX = "CNRY-"


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
        self._by_place: dict[tuple[str, str], str] = {}

    def sow(self, row: Owned) -> None:
        """Add a canary to every readable sealed text of a row; a changed text keeps its own."""
        for attribute in lazy_attributes(type(row)).values():
            text = attribute.stored(row)
            if isinstance(text, str) and PREFIX not in text:
                # A program reads codes: it passes over what follows the remark sign.
                gap = REMARK if attribute.is_code else " "
                attribute.__set__(row, text + gap + self._for(row, attribute))

    def write(self, path: Path) -> None:
        """Write the list as JSON."""
        path.write_text(json.dumps([asdict(canary) for canary in self.sown], indent=1))

    def _for(self, row: Owned, attribute: LazyAttribute) -> str:
        table, _, column = attribute.column.partition(".")
        place = (str(row.id), attribute.column)
        if place not in self._by_place:
            # Padded, so that no canary is the beginning of another.
            word = f"{PREFIX}{table}-{column}-{len(self.sown) + 1:06}"
            self._by_place[place] = word
            self.sown.append(
                Canary(
                    word, table, column, str(row.id),
                    str(row.survivor_id), str(row.owner_id), row.category.value,
                )
            )  # fmt: skip
        return self._by_place[place]
