"""What the ledger says, for tests to assert on."""

from flask import Flask
from sqlalchemy import select

from safetynet.audit import Entry
from safetynet.audit.decoding import decode
from safetynet.audit.tables import entries
from safetynet.db import reading_engine


def last_entry(app: Flask) -> Entry:
    """Return the newest entry of all."""
    newest = select(entries.c.payload).order_by(entries.c.id.desc()).limit(1)
    with app.app_context(), reading_engine().connect() as connection:
        return decode(connection.execute(newest).scalar_one())
