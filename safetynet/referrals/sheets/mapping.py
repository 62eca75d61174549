"""Which column fills which field: proposed from the headings, mended by a person, remembered."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from safetynet.referrals.sheets.dates import DateOrder
from safetynet.referrals.sheets.fields import IDENTIFYING, REPEATABLE, TICKED, Field
from safetynet.referrals.sheets.headings import Heading, bare, meaning, option_of
from safetynet.referrals.sheets.synonyms import COUNTERS, GENERIC, UNCERTAIN_NAMES
from safetynet.sheets.not_imported import REASON_HEADINGS
from safetynet.sheets.phrases import phrase
from safetynet.sheets.samples import fingerprint

_VERSION = 1


@dataclass(frozen=True, slots=True)
class Column:
    """A heading and the field its cells fill; None leaves the column out."""

    heading: Heading
    field: Field | None = None

    @property
    def name(self) -> str:
        """The heading for the screen: the label, or the machine name where there is no label."""
        return self.heading.label or self.heading.machine

    @property
    def option(self) -> str:
        """The answer that a tick box stands for, or ""."""
        return option_of(self.name)[1] if self.field in TICKED else ""

    @property
    def counts_rows(self) -> bool:
        """Whether the column may be a mere row counter."""
        return self.field is None and phrase(self.name) in COUNTERS

    @property
    def is_ours(self) -> bool:
        """Whether this program added the column to a file of failed rows."""
        return phrase(self.name) in REASON_HEADINGS


@dataclass(frozen=True, slots=True)
class Mapping:
    """Columns with their fields; `date_order` None lets each date column speak for itself."""

    columns: tuple[Column, ...]
    date_order: DateOrder | None = None
    left_out: frozenset[int] = frozenset()
    """Rows of this one sheet, by number, that are not imported, for they are possibly known."""

    @property
    def fingerprint(self) -> str:
        """SHA-256 (hex) of the headings: the same for every file an agency exports the same way."""
        return _fingerprint(column.heading for column in self.columns)

    @property
    def unmapped(self) -> tuple[Column, ...]:
        """Columns with a heading that will be left out."""
        return tuple(
            column
            for column in self.columns
            if column.field is None and column.name and not column.is_ours
        )

    @property
    def disagreeing(self) -> tuple[Column, ...]:
        """Columns whose visible heading and hidden machine name mean different things.

        The HTCDS 2.0 templates themselves name the city column "Mailing Street"; what people saw
        when they typed is followed.
        """
        return tuple(column for column in self.columns if _disagrees(column.heading))

    @property
    def names_nobody(self) -> bool:
        """Whether no column could say who is meant."""
        return not any(column.field in IDENTIFYING for column in self.columns)

    @property
    def doubled(self) -> tuple[Field, ...]:
        """Fields that several columns claim although only one may fill them."""
        fields = [column.field for column in self.columns if column.field]
        return tuple(
            dict.fromkeys(f for f in fields if f not in REPEATABLE and fields.count(f) > 1)
        )

    def of(self, field: Field) -> tuple[int, ...]:
        """Return the 0-based columns that fill `field`."""
        return tuple(c.heading.column for c in self.columns if c.field is field)

    def with_field(self, column: int, field: Field | None) -> "Mapping":
        """Return the mapping with one 0-based column assigned anew; None leaves it out."""
        changed = tuple(
            replace(c, field=field) if c.heading.column == column else c for c in self.columns
        )
        return replace(self, columns=changed)

    def with_date_order(self, order: DateOrder | None) -> "Mapping":
        """Return the mapping with the order of day and month fixed, or left to each column."""
        return replace(self, date_order=order)

    def without(self, rows: Iterable[int]) -> "Mapping":
        """Return the mapping with these rows of the sheet left out."""
        return replace(self, left_out=frozenset(rows))

    def fits(self, headings: Sequence[Heading]) -> bool:
        """Whether this mapping was made for a sheet with these headings."""
        return self.fingerprint == _fingerprint(headings)

    def choices(self) -> str:
        """Return which column fills which field, as JSON without a single heading: where a sheet
        has none, its first row is somebody."""
        fields = {str(c.heading.column): c.field for c in self.columns if c.field}
        return json.dumps({"version": _VERSION, "dates": self.date_order, "fields": fields})

    def with_choices(self, text: str) -> "Mapping":
        """Return these columns with the fields that `choices` wrote; raises ValueError when it is
        something else."""
        try:
            stored = json.loads(text)
            fields = {int(c): Field(field) for c, field in stored["fields"].items()}
            order = DateOrder(stored["dates"]) if stored["dates"] else None
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError("no choices of columns") from error
        if stored.get("version") != _VERSION:
            raise ValueError("choices of another version")
        columns = (replace(c, field=fields.get(c.heading.column)) for c in self.columns)
        return Mapping(tuple(columns), order)

    def to_json(self) -> str:
        """Return the mapping as JSON; it names columns, never anything typed into them."""
        columns = [
            {
                "column": c.heading.column,
                "label": c.heading.label,
                "machine": c.heading.machine,
                "field": c.field,
            }
            for c in self.columns
        ]
        told = {"version": _VERSION, "dates": self.date_order, "columns": columns}
        return json.dumps(told | {"left_out": sorted(self.left_out)})

    @classmethod
    def from_json(cls, text: str) -> "Mapping":
        """Return the mapping that `to_json` wrote; raises ValueError when it is something else."""
        try:
            stored = json.loads(text)
            columns = tuple(
                Column(
                    Heading(int(c["column"]), str(c["label"]), str(c["machine"])),
                    Field(c["field"]) if c["field"] else None,
                )
                for c in stored["columns"]
            )
            order = DateOrder(stored["dates"]) if stored["dates"] else None
            left_out = frozenset(int(row) for row in stored.get("left_out", ()))
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError("not a column mapping") from error
        if stored.get("version") != _VERSION:
            raise ValueError("a column mapping of another version")
        return cls(columns, order, left_out)


def propose(headings: Sequence[Heading | str]) -> Mapping:
    """Return the mapping that the headings suggest; what is not recognised stays unmapped."""
    given = [
        heading if isinstance(heading, Heading) else Heading(column, heading)
        for column, heading in enumerate(headings)
    ]
    fields = [_first_meaning(heading) for heading in given]
    for index, heading in enumerate(given):
        fields[index] = fields[index] or _name_in_context(heading, fields)
    columns = [Column(heading, field) for heading, field in zip(given, fields, strict=True)]
    best: dict[Field, Column] = {}
    for column in sorted(columns, key=lambda c: phrase(c.name) in GENERIC):
        if column.field:
            best.setdefault(column.field, column)
    return Mapping(
        tuple(
            column
            if column.field is None or column.field in REPEATABLE or best[column.field] is column
            else replace(column, field=None)
            for column in columns
        )
    )


def _fingerprint(headings: Iterable[Heading]) -> str:
    """Return by what the headings are known again: the words that people see."""
    return fingerprint(heading.label or heading.machine for heading in headings)


def _first_meaning(heading: Heading) -> Field | None:
    """The visible words decide; a machine name speaks only where they say nothing we know."""
    if bare(phrase(heading.label)) in UNCERTAIN_NAMES and not heading.machine:
        return None
    return meaning(heading.label) or (meaning(heading.machine) if heading.machine else None)


def _name_in_context(heading: Heading, fields: Sequence[Field | None]) -> Field | None:
    """ "Name" is the first name beside a last name; "Second Name" is HTCDS for the last name."""
    words = bare(phrase(heading.label))
    if words == "second name":
        return Field.MIDDLE_NAME if Field.LAST_NAME in fields else Field.LAST_NAME
    if words in UNCERTAIN_NAMES:
        if Field.FIRST_NAME in fields or Field.FULL_NAME in fields:
            return None
        return Field.FIRST_NAME if Field.LAST_NAME in fields else Field.FULL_NAME
    return None


def _disagrees(heading: Heading) -> bool:
    seen = meaning(heading.label)
    hidden = meaning(heading.machine) if heading.machine else None
    return seen is not None and hidden is not None and seen is not hidden
