"""Tables that count, and whose rows are about nobody: no id, no moment, no entry on the ledger.

A tally is written and read past the walls, which stand by rows that are about somebody. It holds
codes and days alone, and what it counts cannot be found from it.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Column, Date, Integer, Row, String, Table, select
from sqlalchemy.dialects import postgresql, sqlite

from safetynet.db.model import Model
from safetynet.db.session import as_foundation

CODE = 40


class Tally:
    """Counts by a month and some codes; each cell is one row."""

    def __init__(self, name: str, *codes: str) -> None:
        columns = [Column(code, String(CODE), primary_key=True) for code in codes]
        month = Column("month", Date, primary_key=True)
        count = Column("count", Integer, nullable=False)
        self.table = Table(name, Model.metadata, month, *columns, count)
        self._cell = ["month", *codes]

    def add(self, session: Any, month: date, codes: Mapping[str, str], times: int) -> None:
        """Count so many more in the running transaction; all who count at once are counted."""
        row = {"month": month.replace(day=1), **codes, "count": times}
        with as_foundation():
            connection = session.connection()
            dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
            adding = dialect.insert(self.table).values(row)
            more = {"count": self.table.c["count"] + adding.excluded["count"]}
            connection.execute(adding.on_conflict_do_update(index_elements=self._cell, set_=more))

    def between(self, session: Any, first: date, last: date) -> list[Row[Any]]:
        """Return the cells of some months."""
        wanted = select(self.table).where(self.table.c.month.between(first, last))
        with as_foundation():
            return list(session.connection().execute(wanted))
