"""How each database is opened: SQLite with one writer at a time, PostgreSQL with limits."""

from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event

from config import Config
from safetynet.db.fairlock import FairLock
from safetynet.vault import engine_options

POSTGRES_LIMITS = " ".join(
    f"-c {limit}"
    for limit in (
        "synchronous_commit=on",
        "statement_timeout=5000",
        "lock_timeout=2000",
        "idle_in_transaction_session_timeout=30000",
        "timezone=UTC",
        # Under row-level security a plan costs more than what it finds: measured, a case file took
        # the database a quarter less, and no page more, with up to 1,000 open cases.
        "plan_cache_mode=force_generic_plan",
        # A plan that looks dear would be compiled, which takes longer than any statement of ours.
        "jit=off",
        # Tables of a county lie in memory: an index is no dearer to reach than the page beside.
        "random_page_cost=1.1",
    )
)
PREPARED_AFTER = 0
"""Uses of a statement before it is prepared: planning it costs many times what it finds."""
MOST_PREPARED = 1000
"""Statements that a connection keeps prepared: the pages have more than the driver's hundred."""
TICKET = "holds the write lock"


def is_sqlite(url: str) -> bool:
    return url.startswith("sqlite")


def flask_settings(config: Config) -> dict[str, Any]:
    """Return Flask-SQLAlchemy's settings: an engine, and on SQLite a second that only reads."""
    options = engine_options(config)
    if not is_sqlite(config.database_url):
        options |= {
            "pool_pre_ping": True,
            "pool_size": 10,
            "max_overflow": 10,
            "pool_timeout": 5,
            # The connection that was used last has most plans.
            "pool_use_lifo": True,
            "pool_events": [(_keep_all_plans, "connect")],
            "connect_args": {"options": POSTGRES_LIMITS, "prepare_threshold": PREPARED_AFTER},
        }
        return {
            "SQLALCHEMY_DATABASE_URI": config.database_url,
            "SQLALCHEMY_ENGINE_OPTIONS": options,
        }
    options |= {"pool_size": 20, "max_overflow": 20, "pool_timeout": 5}
    return {
        "SQLALCHEMY_DATABASE_URI": config.database_url,
        "SQLALCHEMY_ENGINE_OPTIONS": options,
        "SQLALCHEMY_BINDS": {"reader": {"url": config.database_url, **options}},
    }


def _keep_all_plans(dbapi: Any, _record: Any) -> None:
    dbapi.prepared_max = MOST_PREPARED


def open_reader(config: Config) -> Engine:
    """Open the database once more, to look only; the caller begins each transaction."""
    engine = create_engine(config.database_url, **engine_options(config))
    if is_sqlite(config.database_url):
        event.listen(engine, "connect", _read_only)
    return engine


def unhurried(connection: Connection) -> None:
    """Let this transaction read or write millions of rows: the limits are for requests."""
    if connection.dialect.name == "postgresql":
        for limit in ("statement_timeout", "idle_in_transaction_session_timeout"):
            connection.exec_driver_sql(f"SET LOCAL {limit} = 0")


def prepare_sqlite(writer: Engine, reader: Engine) -> None:
    """Set the pragmas, begin writing transactions IMMEDIATE and in order of arrival."""
    lock = FairLock()

    def connect(dbapi: Any, _record: Any) -> None:
        dbapi.isolation_level = None

    def begin_writing(connection: Connection) -> None:
        info = connection.connection.info
        if TICKET not in info:
            lock.acquire()
            info[TICKET] = True
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    def give_back(_dbapi: Any, record: Any) -> None:
        if record.info.pop(TICKET, False):
            lock.release()

    def begin_reading(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")

    event.listen(writer, "connect", connect)
    event.listen(writer, "begin", begin_writing)
    event.listen(writer, "checkin", give_back)
    event.listen(reader, "connect", connect)
    event.listen(reader, "connect", _read_only)
    event.listen(reader, "begin", begin_reading)


READ_CACHE_KIB = 24 * 1024
"""What a reading connection keeps of the file once it is decrypted: a search of a directory of
20,000 services reads up to 20 MB of an index, and would decrypt them again every time."""


def _read_only(dbapi: Any, _record: Any) -> None:
    dbapi.execute(f"PRAGMA cache_size=-{READ_CACHE_KIB}")
    dbapi.execute("PRAGMA query_only=ON")
