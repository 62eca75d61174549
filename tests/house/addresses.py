"""Addresses of every route, with the ids of rows that are really there."""

from typing import Any
from uuid import uuid4

from flask import Flask
from sqlalchemy import select
from werkzeug.routing import Rule

from safetynet.access import job
from safetynet.access.admitting import record_types
from safetynet.cases import Case
from safetynet.db import Model, db

Rows = dict[type[Model], list[Any]]
IN_ADDRESSES = {"to": "sent", "way": "up", "language": "en", "kind": "csv"}
"""What stands in an address beside ids."""
UNNAMED = "1"


def everything_in(app: Flask) -> Rows:
    """Return every row there is."""
    with app.app_context(), job("test: look"):
        kinds = [mapper.class_ for mapper in Model.registry.mappers]
        found = {kind: list(db.session.scalars(select(kind)).all()) for kind in kinds}
        db.session.expunge_all()
        return found


def named(rule: Rule, app: Flask, found: Rows, place: int) -> str:
    """Return an address of a rule with rows that exist, another one at each place."""
    chosen: dict[str, Any] = {}
    for name, kind in record_types(app.view_functions[rule.endpoint]).items():
        rows = [row for row in found[kind] if _is_under(row, chosen)] or found[kind]
        chosen[name] = rows[place % len(rows)] if rows else None
    ids = {name: row.id if row else uuid4() for name, row in chosen.items()}
    return _address(rule, app, found, ids)


def every_address(rule: Rule, app: Flask, found: Rows) -> list[str]:
    """Return the addresses of a rule with every row, a child under each of its parents."""
    chosen: list[dict[str, Any]] = [{}]
    for name, kind in record_types(app.view_functions[rule.endpoint]).items():
        chosen = [
            above | {name: row} for above in chosen for row in found[kind] if _is_under(row, above)
        ]
    ids = ({name: row.id for name, row in rows.items()} for rows in chosen)
    return [_address(rule, app, found, one) for one in ids]


def _is_under(row: Any, parents: dict[str, Any]) -> bool:
    """Ask as the door does: by the id of the parent, or else by the survivor."""
    for name, parent in parents.items():
        link = f"{name}_id" if hasattr(row, f"{name}_id") else "survivor_id"
        above = parent.id if link != "survivor_id" else getattr(parent, link, None)
        if above is not None and getattr(row, link, above) != above:
            return False
    return True


def _one_word(rule: Rule, name: str) -> str:
    """Return what may stand there: the first of a few words, or any."""
    offered = getattr(rule._converters[name], "items", ())
    return min(offered, default=UNNAMED)


def _address(rule: Rule, app: Flask, found: Rows, ids: dict[str, Any]) -> str:
    known = IN_ADDRESSES | {"number": found[Case][0].number}
    words = {name: known.get(name) or _one_word(rule, name) for name in rule.arguments}
    method = "GET" if "GET" in (rule.methods or ()) else "POST"
    with app.test_request_context():
        return app.url_map.bind("").build(rule.endpoint, words | ids, method=method)
