"""The database: one base class, one session."""

from typing import Any, Literal

from flask import Flask
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Engine
from sqlalchemy.types import TypeDecorator

from config import Config

# Before the MACs: they may cover the seal version, which rises as a row is saved.
from safetynet.db import sealing as sealing
from safetynet.db.engines import flask_settings, is_sqlite, open_reader, prepare_sqlite, unhurried
from safetynet.db.gather import Gathered, Gathering, gather
from safetynet.db.genuine import (
    Alarm,
    WithMac,
    columns_of,
    is_believed,
    is_genuine,
    is_genuine_as_read,
    is_mac_of,
    mac_of,
    mac_with,
    tell_of_forgeries,
)
from safetynet.db.history import after_and_before, as_it_is
from safetynet.db.lines import line_findings
from safetynet.db.looking import (
    NO_SECURED_ROW,
    keep_plans,
    only_looked,
    reads_no_secured_row,
    remembered,
)
from safetynet.db.model import Model, Moment, Owned, Plain, PlainCodes, owned_models
from safetynet.db.roles import role_findings
from safetynet.db.scan import open_column
from safetynet.db.schema import bring_up_to_date, hand_over, rows_unsecured, take_stock
from safetynet.db.session import (
    HouseSession,
    UnauditedChangeError,
    WallBypassedError,
    as_foundation,
    is_foundation,
    only_looking,
    reading_engine,
    writing_engine,
)
from safetynet.db.standstill import hold_writers_off, let_write
from safetynet.db.tally import Tally
from safetynet.vault.selfcheck import refuse

__all__ = [
    "NO_SECURED_ROW",
    "Alarm",
    "Engine",
    "Gathered",
    "Gathering",
    "Model",
    "Moment",
    "Owned",
    "Plain",
    "PlainCodes",
    "Tally",
    "UnauditedChangeError",
    "WallBypassedError",
    "WithMac",
    "after_and_before",
    "as_foundation",
    "as_it_is",
    "bring_up_to_date",
    "columns_of",
    "db",
    "gather",
    "hand_over",
    "hold_writers_off",
    "init_app",
    "is_believed",
    "is_foundation",
    "is_genuine",
    "is_genuine_as_read",
    "is_mac_of",
    "is_sqlite",
    "keep_plans",
    "let_write",
    "mac_of",
    "mac_with",
    "only_looked",
    "only_looking",
    "open_column",
    "open_reader",
    "owned_models",
    "reading_engine",
    "reads_no_secured_row",
    "remembered",
    "rows_unsecured",
    "take_stock",
    "tell_of_forgeries",
    "unhurried",
    "writing_engine",
]

db = SQLAlchemy(metadata=Model.metadata, session_options={"class_": HouseSession})


def _as_stored(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Keep migrations plain: they name what the database stores, not our Python types."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl!r}"
    return False


INDEXES_AS_TABLES = ("service_words",)
"""How the tables begin of which SQLite makes an index of words; no rows of ours stand in them."""


def _is_ours(name: str | None, kind: str, _parents: Any) -> bool:
    return kind != "table" or not str(name).startswith(INDEXES_AS_TABLES)


migrate = Migrate(render_item=_as_stored, include_name=_is_ours, compare_type=True)


def init_app(app: Flask, config: Config) -> None:
    """Open the database; in production, refuse a line in clear or a role that no policy holds."""
    if config.is_production:
        refuse(line_findings(config))
        refuse(role_findings(config))
    app.extensions["vault"].checks.append(lambda: (*line_findings(config), *role_findings(config)))
    app.config.update(flask_settings(config))
    db.init_app(app)
    migrate.init_app(app, db, directory=str(app.root_path).rsplit("/", 1)[0] + "/migrations")
    if is_sqlite(config.database_url):
        with app.app_context():
            prepare_sqlite(db.engines[None], db.engines["reader"])
