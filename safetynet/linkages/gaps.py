"""What the county could not give: each decline and each wait, counted with nobody behind it.

A row is a cell of a table that counts, not a record of one linkage: it has no id, no moment, no
agency, and in the ledger no line of its own, by which the linkage could be found. A count is never
taken back, because nobody can tell any more of whom it was (docs/decisions/0051).
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from safetynet import clock
from safetynet.db import Tally, db
from safetynet.directory import ServiceType
from safetynet.linkages.life import LinkageStatus, Why


class AgeBand(StrEnum):
    UNDER_13 = "under_13"
    FROM_13 = "from_13"
    FROM_16 = "from_16"
    GROWN = "grown"
    UNKNOWN = "unknown"


class Area(StrEnum):
    """Where she or he lives, as widely as can be of use."""

    COUNTY = "county"
    STATE = "state"
    ELSEWHERE = "elsewhere"
    UNKNOWN = "unknown"


UNKNOWN = "unknown"
"""Of a service that names no type, and of an answer that names no reason."""

GAP_COUNTS = Tally("gap_counts", "kind", "outcome", "reason", "age", "area")


@dataclass(frozen=True)
class Told:
    """What whoever answers may say for the county's count; it is kept nowhere else."""

    age: AgeBand = AgeBand.UNKNOWN
    area: Area = Area.UNKNOWN


@dataclass(frozen=True)
class Gaps:
    """So many times one kind of service could not be given in one month, for one reason."""

    month: date
    kind: ServiceType | None
    outcome: LinkageStatus
    reason: Why | None
    age: AgeBand
    area: Area
    count: int


def count_gap(
    kind: ServiceType | None,
    outcome: LinkageStatus,
    reason: Why | None,
    now: datetime,
    told: Told | None = None,
    *,
    times: int = 1,
) -> None:
    """Count one more in the running transaction, past the rows that the ledger names."""
    told = told or Told()
    codes = {
        "kind": kind or UNKNOWN,
        "outcome": outcome,
        "reason": reason or UNKNOWN,
        "age": told.age,
        "area": told.area,
    }
    said = {name: str(code) for name, code in codes.items()}
    GAP_COUNTS.add(db.session(), clock.day_of(now), said, times)


def gaps_between(first: date, last: date) -> list[Gaps]:
    """Return what was counted in whole months; for those only who are told small counts of none."""
    return [
        Gaps(
            row.month,
            None if row.kind == UNKNOWN else ServiceType(row.kind),
            LinkageStatus(row.outcome),
            None if row.reason == UNKNOWN else Why(row.reason),
            AgeBand(row.age),
            Area(row.area),
            row[-1],
        )
        for row in GAP_COUNTS.between(db.session(), first, last)
    ]
