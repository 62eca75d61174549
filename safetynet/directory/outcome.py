"""What an import did, or would do: every row of every table in exactly one number."""

from collections import Counter
from dataclasses import dataclass, field

from safetynet.directory.importing import Import
from safetynet.directory.records import Directory


@dataclass(frozen=True)
class Accounts:
    """What became of the rows of services; they add up to all of them."""

    imported: int
    updated: int
    unchanged: int
    inactive: int
    excluded: int
    failed: int

    @property
    def total(self) -> int:
        return sum(vars(self).values())


@dataclass(frozen=True)
class Outcome:
    """Everything that a page or a command says about an import."""

    rows: int
    accounts: Accounts
    organizations: int
    """New ones."""
    places: int
    """New ones."""
    taken_out: int
    no_longer_told: int
    why: dict[str, int]
    """Why rows are not for anybody to find, or failed, each with their number."""
    tables: list[dict[str, object]] = field(default_factory=list)
    """What became of the rows of other tables."""
    unread: dict[str, list[str]] = field(default_factory=dict)
    """Columns that are filled and that nothing was taken from, by table."""


def outcome_of(directory: Directory, done: Import) -> Outcome:
    bad = directory.bad
    why = Counter(reason for _line, reason in done.hidden)
    why.update(row.reason for row in bad)
    # Rows about organizations: new ones, changed ones, and the rest.
    new = min(done.organizations_of_rows, done.organization_rows)
    changed = min(done.organizations_changed_by_rows, done.organization_rows - new)
    return Outcome(
        rows=len(directory.rows),
        accounts=Accounts(
            imported=done.added + new,
            updated=done.changed + changed,
            unchanged=done.unchanged + done.organization_rows - new - changed,
            inactive=done.inactive,
            excluded=done.excluded,
            failed=len(bad),
        ),
        organizations=done.organizations,
        places=done.places,
        taken_out=done.taken_out,
        no_longer_told=done.no_longer_told,
        why=dict(why),
        tables=[
            {"table": side.table, "rows": side.rows, "taken": side.taken, "reasons": side.reasons}
            for side in directory.sides
        ],
        unread=directory.unread,
    )
