"""What a file says, row by row, before any of it is ours."""

from dataclasses import dataclass, field

from safetynet.directory.codes import Unlisted
from safetynet.directory.phones import Phone
from safetynet.directory.texts import joined
from safetynet.sheets import Cells


@dataclass(frozen=True)
class Provider:
    """A row that is about an organization itself."""

    line: int
    organization_key: str
    organization: str
    website: str | None
    alternate_name: str | None = None
    description: str | None = None
    email: str | None = None
    phones: tuple[Phone, ...] = ()
    unlisted: Unlisted | None = None
    reason: str = ""


@dataclass(frozen=True)
class Spot:
    """A place, by the file's own id."""

    key: str
    organization_key: str
    name: str | None = None
    alternate_name: str | None = None
    description: str | None = None
    address_1: str | None = None
    address_2: str | None = None
    city: str | None = None
    county: str | None = None
    state: str | None = None
    postal_code: str | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    transport: str | None = None
    access: str | None = None
    phones: tuple[Phone, ...] = ()
    hours: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    is_postal: bool = False
    is_secret: bool = False
    """The file itself says that it must not be known."""

    @property
    def near(self) -> str:
        """Return what somebody would say who looks for something nearby."""
        return joined(self.city, self.county, self.state, self.postal_code)

    @property
    def address(self) -> str:
        """Return the address as it is compared; "" when there is none."""
        return " ".join(f"{self.address_1 or ''} {self.city or ''}".casefold().split())


@dataclass(frozen=True)
class Listing:
    """One service as the file tells it; keys are the file's own ids."""

    line: int
    key: str
    organization_key: str
    organization: str
    website: str | None
    """The organization's."""
    name: str
    alternate_name: str | None
    description: str | None
    own_website: str | None
    email: str | None
    phones: tuple[Phone, ...]
    types: list[str]
    terms: list[str]
    languages: list[str]
    age_from: int | None
    age_to: int | None
    genders: list[str]
    without_papers: bool | None
    eligibility: str | None
    application: str | None
    fees: str | None
    documents: str | None
    hours: list[str]
    hours_note: str | None
    areas: list[str]
    wait_note: str | None
    places: tuple[Spot, ...] = ()
    is_secret: bool = False
    unlisted: Unlisted | None = None
    reason: str = ""
    """Why it is not for anybody to find, as a sentence."""
    takes_referrals: bool = True
    """False where the file says so; True says nothing yet."""

    @property
    def is_active(self) -> bool:
        return self.unlisted is None

    @property
    def phone(self) -> str | None:
        return str(self.phones[0]) if self.phones else None


@dataclass(frozen=True)
class BadRow:
    """A row that cannot be listed: its number in the sheet, its cells, and why."""

    line: int
    cells: Cells
    reason: str


Found = Listing | Provider | BadRow


@dataclass(frozen=True)
class Side:
    """What became of the rows of another table beside the services."""

    table: str
    rows: int
    taken: int
    reasons: dict[str, int]
    """Why the others were not taken, each with the number of rows; adds up with `taken`."""


@dataclass(frozen=True)
class Directory:
    """Everything a file says: every filled row of services is exactly one of `rows`."""

    headings: tuple[str, ...]
    rows: tuple[Found, ...]
    providers: tuple[Provider, ...] = ()
    """Of a table of organizations beside the services."""
    spots: tuple[Spot, ...] = ()
    """Of a table of places beside the services, and where letters go."""
    sides: tuple[Side, ...] = ()
    unread: dict[str, list[str]] = field(default_factory=dict)
    """Columns that are filled and that nothing was taken from, by table."""

    @property
    def bad(self) -> list[BadRow]:
        return [row for row in self.rows if isinstance(row, BadRow)]

    @property
    def good(self) -> list[Provider | Listing]:
        """Organizations before services: what they say of themselves goes first."""
        providers: list[Provider | Listing] = [r for r in self.rows if isinstance(r, Provider)]
        return providers + [row for row in self.rows if isinstance(row, Listing)]
