"""On whose behalf a statement runs, told to PostgreSQL for its row-level security.

Told before the first statement of every transaction, and again when it changes; a commit or a
rollback ends it, so that nobody's name survives into the next use of a pooled connection. Whoever
says nothing sees nothing.
"""

from typing import Any

from sqlalchemy import Connection, Date, DateTime, Engine, Uuid, event, func

from safetynet import clock
from safetynet.access.actor import Actor, admitted
from safetynet.audit import visit_now
from safetynet.db import is_foundation, reads_no_secured_row, remembered

HOUSE = "house"
"""Said by jobs, by signing in, by the ledger, and where walls are down for a named reason."""
SPOKEN = "spoken for row-level security"
Words = tuple[str, ...]

MEMBER: Any = func.sn_member(type_=Uuid())
AGENCY: Any = func.sn_agency(type_=Uuid())
DAY: Any = func.sn_day(type_=Date())
NOW: Any = func.sn_now(type_=DateTime(timezone=True))
DAWN: Any = func.sn_dawn(type_=DateTime(timezone=True))
"""When this day began in the county."""

_NAMES = ("sn.member", "sn.agency", "sn.role", "sn.day", "sn.now", "sn.dawn")
WHO = "current_setting('sn.member', true)"
_FUNCTIONS = {
    "sn_member() RETURNS uuid": f"nullif(nullif({WHO}, ''), '{HOUSE}')::uuid",
    "sn_agency() RETURNS uuid": "nullif(current_setting('sn.agency', true), '')::uuid",
    "sn_role() RETURNS text": "nullif(current_setting('sn.role', true), '')",
    "sn_day() RETURNS date": "nullif(current_setting('sn.day', true), '')::date",
    "sn_now() RETURNS timestamptz": "nullif(current_setting('sn.now', true), '')::timestamptz",
    "sn_dawn() RETURNS timestamptz": "nullif(current_setting('sn.dawn', true), '')::timestamptz",
}
"""How they are read again; a setting that nobody said is empty, or is not there at all."""
_SAY_WHO = "SELECT set_config('sn.member', %s, true)"
_SAY_ALL = "SELECT sn_tell(%s, %s, %s, %s, %s, %s)"
_TELL = f"""CREATE OR REPLACE FUNCTION sn_tell({", ".join(["text"] * len(_NAMES))}) RETURNS void
    LANGUAGE plpgsql AS $$ BEGIN
    {"".join(f"PERFORM set_config('{name}', ${n}, true); " for n, name in enumerate(_NAMES, 1))}
    PERFORM sn_work_out(); END $$"""
"""Says everything, and lets be worked out what follows from it, in one round trip."""
IS_HOUSE = f"coalesce({WHO} = '{HOUSE}', false)"


def functions() -> list[str]:
    """Return the statements that make them."""
    return [
        _TELL,
        *(
            f"CREATE OR REPLACE FUNCTION {head} LANGUAGE sql STABLE PARALLEL SAFE "
            f"AS $$ SELECT {body} $$"
            for head, body in _FUNCTIONS.items()
        ),
    ]


def as_whom() -> Words:
    """Return what the database is to be told now: who asks, or that the house does."""
    visit, actor = visit_now(), admitted.get()
    if visit is None or visit.walls_are_down or actor is None or is_foundation():
        return (HOUSE,)
    return words_of(actor)


def words_of(actor: Actor) -> Words:
    """Return what is told for somebody, the same throughout a visit."""
    if not actor.told:
        day, now = clock.today(), clock.now().isoformat(timespec="minutes")
        dawn = clock.start_of(day).isoformat()
        ids = str(actor.id), str(actor.agency_id), actor.role.value
        actor.told.append((*ids, day.isoformat(), now, dawn))
    return actor.told[0]


def say(connection: Connection, words: Words) -> None:
    """Tell PostgreSQL, unless the running transaction has been told the same."""
    told = connection.info.setdefault(SPOKEN, [])
    if told and told[-1] == words:
        return
    # What was worked out for somebody stands until the transaction ends.
    is_new = words not in told and words[0] != HOUSE
    cursor = connection.connection.cursor()
    if is_new:
        cursor.execute(_SAY_ALL, words)
    else:
        cursor.execute(_SAY_WHO, words[:1])
    cursor.close()
    told.append(words)


def tell(engine: Engine) -> None:
    """Let every statement of a PostgreSQL engine be preceded by who asks."""

    def before(connection: Connection, _cursor: Any, statement: str, *told: Any) -> None:
        # A failed transaction takes nothing else until it is back at its savepoint.
        if not (statement.startswith("ROLLBACK TO") or reads_no_secured_row(told[1])):
            say(connection, as_whom())

    def forget(connection: Connection, *_savepoint: Any) -> None:
        remembered(connection).pop(SPOKEN, None)

    event.listen(engine, "before_cursor_execute", before)
    for ending in ("begin", "commit", "rollback", "rollback_savepoint"):
        event.listen(engine, ending, forget)
