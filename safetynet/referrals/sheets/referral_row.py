"""What one row of a sheet becomes: a person who is referred, or a row that says why not."""

from dataclasses import dataclass
from datetime import date

from safetynet.referrals.sheets.dates import Dated
from safetynet.sheets.cells import Cell, Cells


@dataclass(frozen=True, slots=True)
class Names:
    """A person's names, NFC; "" where the sheet gives none."""

    first: str = ""
    middle: str = ""
    last: str = ""
    suffix: str = ""
    full: str = ""
    """As written, when the sheet has one column for the whole name."""
    aliases: tuple[str, ...] = ()

    @property
    def any(self) -> bool:
        """Whether there is a name at all."""
        return bool(self.first or self.last or self.full or self.aliases)


@dataclass(frozen=True, slots=True)
class Address:
    """The parts of an address as written; "" where the sheet gives none."""

    street_number: str = ""
    street: str = ""
    unit: str = ""
    city: str = ""
    state: str = ""
    postal_code: str = ""
    country: str = ""

    @property
    def any(self) -> bool:
        """Whether there is any part."""
        return bool(self.line or self.city or self.state or self.postal_code or self.country)

    @property
    def line(self) -> str:
        """House number, street and unit on one line."""
        return " ".join(part for part in (self.street_number, self.street, self.unit) if part)


@dataclass(frozen=True, slots=True)
class Exploitation:
    """What the sender says about exploitation, in the sender's words (HTCDS 2.0 victim context)."""

    trafficking_status: str = ""
    status_decided_by: str = ""
    types: tuple[str, ...] = ()
    sex_types: tuple[str, ...] = ()
    labour_industry: str = ""
    place: str = ""
    controls: tuple[str, ...] = ()
    recruitment: tuple[str, ...] = ()
    recruitment_place: str = ""
    recruiters: tuple[str, ...] = ()
    persons_of_concern: tuple[str, ...] = ()

    @property
    def any(self) -> bool:
        """Whether anything was said."""
        return self != Exploitation()


@dataclass(frozen=True, slots=True)
class ReferralRow:
    """A row that can be imported; `number` is the row in the sheet, `warnings` are sentences."""

    number: int
    names: Names
    reference: str = ""
    """Number or code of the referral at the agency that sends it."""
    births: tuple[Dated, ...] = ()
    age: int | None = None
    """Completed years as the sheet says, whenever that was."""
    gender: str = ""
    pronouns: str = ""
    race_ethnicity: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    citizenships: tuple[str, ...] = ()
    address: Address = Address()
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    concern: str = ""
    school: str = ""
    grade: str = ""
    urgency: str = ""
    referred_on: date | None = None
    referring_agency: str = ""
    referred_by: str = ""
    exploitation: Exploitation = Exploitation()
    notes: tuple[tuple[str, str], ...] = ()
    """Heading and text of columns that were kept as notes."""
    warnings: tuple[str, ...] = ()
    standard: tuple[tuple[str, Cell], ...] = ()
    """Of an HTCDS workbook: the standard's names of its columns, and their cells as they stand."""


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be imported: `reasons` are sentences, `cells` stand as they were read."""

    number: int
    reasons: tuple[str, ...]
    cells: Cells


GoodRow = ReferralRow
