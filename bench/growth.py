"""Very many further cases in a demonstration, written past the models but just as they write.

    SAFETYNET_INSTANCE=… python bench/growth.py CASES [NOTES]

NOTES is how many notes there are about each. Names and notes are sealed under compartment keys of
their own, shells and seats carry their MACs, and the ledger has an entry with the digest of every
row, so that `audit verify` finds nothing. All are older than the demonstration's own cases. Neither
Harbor House nor Rising Tide sits at any of their tables, and the other agencies sit at about half.
"""

import random
import sys
from collections.abc import Iterator
from operator import itemgetter
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

sys.path.insert(0, str(Path(__file__).parent.parent))

from flask import current_app
from sqlalchemy import Table, insert, select

from safetynet import clock
from safetynet.access import job
from safetynet.agencies import Agency, Member
from safetynet.audit import HOUSE, NOBODY, Draft, Ledger, Result, Touch, row_digest
from safetynet.audit.digest import digested
from safetynet.cases import Case, CaseStatus
from safetynet.cases.models import ordinal_of
from safetynet.db import Model, Owned, WithMac, db, mac_of, writing_engine
from safetynet.demo.names import GIRLS, LAST
from safetynet.notes.models import Note, NoteKind
from safetynet.sharing import TeamSeat
from safetynet.starting import open_house
from safetynet.survivors import Name, NameKind, Survivor
from safetynet.vault import Category, Opening, Place, Triple, vault

AWAY = frozenset({"harbor", "rising", "office"})
SEATS, NAMES = 4, 2
A_YEAR, FIRST_YEAR = 90_000, 1990
IN_AN_ENTRY, ENTRIES_AT_ONCE = 25, 20
SEALED: dict[type[Model], str] = {Name: "parts", Note: "text"}
WORDS = "She rang from a friend's phone and said where she sleeps. We meet on Tuesday. "

Row = dict[str, Any]
Rows = dict[type[Model], list[Row]]


class Growth:
    """Writes cases for the agencies of one demonstration."""

    def __init__(self, people: dict[UUID, UUID], notes: int) -> None:
        """`people` has somebody of each agency; `notes` is how many are written about each."""
        self._people, self._agencies, self._notes = people, sorted(people), notes
        self._dice = random.Random(200)
        self._now = clock.now()
        self._ledger: Ledger = current_app.extensions["ledger"]

    def add(self, first: int, count: int) -> None:
        """Add cases in one transaction, with their entries."""
        opening = vault().keyring.opening(lambda _triple: True, lambda *_read: None)
        stories = [self._story(first + n) for n in range(count)]
        opening.prepare(_triple(row) for rows in stories for of in SEALED for row in rows[of])
        drafts = []
        with writing_engine().connect() as connection:
            for at in range(0, count, IN_AN_ENTRY):
                told = stories[at : at + IN_AN_ENTRY]
                rows = {model: [row for one in told for row in one[model]] for model in told[0]}
                for model, column in SEALED.items():
                    for row in rows[model]:
                        _seal(opening, row, model, column)
                drafts.append(_draft(rows))
                for model, values in filter(itemgetter(1), rows.items()):
                    connection.execute(insert(_table(model)), values)
            self._ledger.keep(connection, *drafts)

    def _story(self, n: int) -> Rows:
        """Return a young person's rows; the names are not sealed yet."""
        team = self._dice.sample(self._agencies, SEATS)
        survivor = self._row(Survivor, minted_by_id=team[0])
        about = {"survivor_id": survivor["id"]}
        number = f"SN-{FIRST_YEAR + n // A_YEAR}-{n % A_YEAR + 1:03}"
        case = self._row(
            Case,
            number=number,
            ordinal=ordinal_of(number),
            status=CaseStatus.OPEN,
            opened_on=self._now.date(),
            is_coded=False,
            lead_agency_id=team[0],
            **about,
        )
        parts = Name.joined(self._dice.choice(GIRLS), "", self._dice.choice(LAST))
        of_the_case = {"case_id": case["id"], **about}
        return {
            Survivor: [survivor],
            Case: [case],
            TeamSeat: [self._row(TeamSeat, agency_id=agency, **of_the_case) for agency in team],
            Name: [
                self._row(Name, owner_id=owner, kind=NameKind.LEGAL, parts=parts, **about)
                for owner in team[:NAMES]
            ],
            Note: [self._note(team[n % NAMES], of_the_case) for n in range(self._notes)],
        }

    def _note(self, owner: UUID, about: Row) -> Row:
        return self._row(
            Note,
            owner_id=owner,
            author_id=self._people[owner],
            category=Category.SAFETY_RISK,
            kind=NoteKind.CALL,
            occurred_at=self._now,
            text=WORDS * self._dice.randint(1, 8),
            **about,
        )

    def _row(self, model: type[Model], **said: Any) -> Row:
        """Return a row as a flush would write it."""
        row = dict.fromkeys(column.key for column in _table(model).columns)
        row |= {"id": uuid4(), "created_at": self._now, "version": 1} | said
        if issubclass(model, Owned):
            row["seal_version"] = 1
            row["category"] = row["category"] or model.CATEGORY
            row["compartment"] = _triple(row).digest
        if issubclass(model, WithMac):
            row["mac"] = mac_of(model.__tablename__, (row[name] for name in model.UNDER_MAC))
        return row


def _table(model: type[Model]) -> Table:
    table = model.__table__
    assert isinstance(table, Table)
    return table


def _triple(row: Row) -> Triple:
    return Triple(row["survivor_id"], row["owner_id"], Category(row["category"]))


def _seal(opening: Opening, row: Row, model: type[Model], column: str) -> None:
    place = Place(f"{model.__tablename__}.{column}", row["id"], row["seal_version"])
    row[column] = opening.seal(_triple(row), place, row[column])


def _draft(rows: Rows) -> Draft:
    return Draft(
        actor=HOUSE,
        permission="job:benchmark: growth",
        endpoint="",
        result=Result.CREATED,
        touches=tuple(_touches(rows)),
    )


def _touches(rows: Rows) -> Iterator[Touch]:
    for model, found in rows.items():
        columns = digested(model)
        for row in found:
            yield Touch(
                table=model.__tablename__,
                row=row["id"],
                survivor=row.get("survivor_id") or NOBODY,
                owner=row.get("owner_id") or NOBODY,
                category=row.get("category") or "",
                effect=Result.CREATED,
                after=row_digest({name: row[name] for name in columns}),
            )


def grow(count: int, notes: int = 0) -> None:
    """Add so many cases with so many notes each; needs an application context."""
    with job("benchmark: look"):
        wanted = (
            select(Agency.id.label("agency"), Member.id.label("member"))
            .join(Member, Member.agency_id == Agency.id)
            .where(Agency.handle.not_in(AWAY | {"team"}))
        )
        people = {row.agency: row.member for row in db.session.execute(wanted)}
    growth = Growth(people, notes)
    if writing_engine().name == "sqlite":
        # Ids are random: with the usual cache, very many rows would each fetch a page again.
        with writing_engine().connect() as connection:
            connection.exec_driver_sql("PRAGMA cache_size=-400000")
    step = IN_AN_ENTRY * ENTRIES_AT_ONCE
    for first in range(0, count, step):
        growth.add(first, min(step, count - first))


if __name__ == "__main__":
    with open_house().app_context():
        grow(*map(int, sys.argv[1:]))
