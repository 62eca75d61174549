"""SQLite's own index of words, by which the few services that hold a rare one are found.

Its pages lie encrypted, and whatever is kept of them decrypted is forgotten with every line of the
ledger: to look for a word in all texts costs the decryption of them all. PostgreSQL reads them as
they lie, and needs none of this.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import DDL, ColumnElement, Uuid, event
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from safetynet.directory.models import Service

FEW = 200
"""Services with these words that are looked at one by one; where there are more, a page of them is
soon found by going through all in their order."""

# The id stands among the words, so that a row is found again by it: SQLite may number the rows of
# services anew when it copies the file. Words are what stands between spaces, see `finding`. In a
# trigger SQLite takes no MATCH; "=" asks an index of words the same.
_ADDED = "INSERT INTO service_words (words, id) VALUES (NEW.search_text || ' ' || NEW.id, NEW.id);"
_GONE = "DELETE FROM service_words WHERE service_words = '\"' || OLD.id || '\"';"
MADE = {
    "service_words": """CREATE VIRTUAL TABLE service_words USING fts5 (
words, id UNINDEXED, content='', contentless_delete=1, contentless_unindexed=1, detail=none,
tokenize="ascii tokenchars '_'")""",
    "service_words_added": f"""CREATE TRIGGER service_words_added
AFTER INSERT ON services BEGIN {_ADDED} END""",
    "service_words_changed": f"""CREATE TRIGGER service_words_changed
AFTER UPDATE OF search_text ON services WHEN OLD.search_text <> NEW.search_text
BEGIN {_GONE} {_ADDED} END""",
    "service_words_gone": f"""CREATE TRIGGER service_words_gone
AFTER DELETE ON services BEGIN {_GONE} END""",
}
"""How it is made and kept; the migration repeats it."""

for _statement in MADE.values():
    _ddl = DDL(_statement)  # type: ignore[no-untyped-call]
    event.listen(Service.__table__, "after_create", _ddl.execute_if(dialect="sqlite"))


class held(FunctionElement[UUID]):  # noqa: N801 - reads as the function that it is
    """`Service.id.op("IN")(held(asked))`: among those with these words, of one more than a few."""

    type = Uuid()
    name = "held"
    inherit_cache = True


@compiles(held, "sqlite")
def _in_sqlite(element: held, compiler: Any, **options: Any) -> str:
    asked = compiler.process(element.clauses, **options)
    held_in = "SELECT id FROM service_words WHERE service_words MATCH"
    return f"({held_in} {asked} LIMIT {FEW + 1})"


def are_held(asked: Sequence[str]) -> ColumnElement[bool]:
    """Say which services hold all of these words, each of which may begin one of theirs."""
    words = " ".join(f'"{word}"*' for word in asked)
    return Service.id.op("IN", is_comparison=True)(held(words))
