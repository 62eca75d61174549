"""The cells of one row, asked for by field."""

import re
from collections.abc import Mapping as MappingOf

from safetynet.referrals.sheets.fields import Field
from safetynet.referrals.sheets.mapping import Mapping
from safetynet.sheets.cells import Cell, Cells, line_of, text_of

_SEVERAL = re.compile(r"[;|\n]")
_SEVERAL_PHONES = re.compile(r"[;|\n,]|\s/\s|\bor\b|\bo\b", re.IGNORECASE)
_TICKED = frozenset({"1", "true", "yes", "y", "x", "checked", "si", "sí", "✓", "✔", "☑"})
_NOT_TICKED = frozenset({"0", "false", "no", "n", "unchecked", "none", "null", "☐", "99"})
_UNITED_STATES = frozenset({"", "us", "usa", "u.s.", "u.s.a.", "united states", "estados unidos"})


class RowTexts:
    """One row, read by field instead of by column."""

    def __init__(
        self, mapping: Mapping, columns: MappingOf[Field, tuple[int, ...]], cells: Cells
    ) -> None:
        self.mapping = mapping
        self.columns = columns
        self.cells = cells

    @property
    def unheaded(self) -> bool:
        """Whether a text stands in a column without a heading."""
        return any(
            isinstance(self.cells[column.heading.column], str)
            and not column.name
            and not text_of(self.cells[column.heading.column]).isdecimal()
            for column in self.mapping.columns
        )

    def heading(self, field: Field) -> str:
        """Return the heading of the first column that fills a field."""
        return self.mapping.columns[self.columns[field][0]].name

    def one(self, field: Field) -> str:
        """Return the first filled cell of a field as one line, or ""."""
        for column in self.columns[field]:
            if line := line_of(self.cells[column]):
                return line
        return ""

    def many(self, field: Field) -> tuple[str, ...]:
        """Return all values of a field: several columns, and several in a cell after ; or |."""
        found = [
            " ".join(part.split())
            for column in self.columns[field]
            for part in _SEVERAL.split(self._answer(column))
        ]
        return tuple(dict.fromkeys(part for part in found if part))

    def phones(self) -> tuple[str, ...]:
        """Return the phone numbers as written."""
        found = [
            part.strip()
            for column in self.columns[Field.PHONE]
            for part in _SEVERAL_PHONES.split(text_of(self.cells[column]))
        ]
        return tuple(dict.fromkeys(part for part in found if part))

    def paragraphs(self, field: Field) -> str:
        """Return all texts of a field, each under its heading when there are several."""
        found = [
            (self.mapping.columns[column].name, text)
            for column in self.columns[field]
            if (text := self._answer(column))
        ]
        if len(found) == 1:
            return found[0][1]
        return "\n\n".join(f"{heading}: {text}" for heading, text in found)

    def notes(self) -> list[tuple[str, str]]:
        """Return heading and text of every filled column that is kept as a note."""
        return [
            (self.mapping.columns[column].name, text)
            for column in self.columns[Field.NOTE]
            if (text := text_of(self.cells[column]))
        ]

    def postal_code(self, country: str) -> str:
        """Return the postal code, with the zeros in front that Excel takes from US ones."""
        cell = self._first(Field.POSTAL_CODE)
        if isinstance(cell, int) and country.casefold() in _UNITED_STATES:
            return f"{cell:05d}"
        return line_of(cell)

    def birth_parts(self) -> str:
        """Return year, month and day from columns of their own as one date, or ""."""
        year, month, own_day = (
            self.one(field) for field in (Field.BIRTH_YEAR, Field.BIRTH_MONTH, Field.BIRTH_DAY)
        )
        if not year:
            return ""
        if not month:
            return year
        if not month.isdecimal():
            return " ".join(part for part in (own_day, month, year) if part)
        return "-".join(part for part in (year, month, own_day) if part)

    def _answer(self, column: int) -> str:
        """Return a cell's text; of a tick box its option when ticked, and "" when not."""
        text = text_of(self.cells[column])
        option = self.mapping.columns[column].option
        if option and text.casefold() in _TICKED:
            return option
        return "" if option and text.casefold() in _NOT_TICKED else text

    def _first(self, field: Field) -> Cell:
        filled = (self.cells[c] for c in self.columns[field] if self.cells[c] is not None)
        return next(filled, None)
