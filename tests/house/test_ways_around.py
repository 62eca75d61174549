"""Raw SQL, bare tables and bulk changes: refused to everybody, whatever they may see."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import (
    Executable,
    column,
    delete,
    exists,
    func,
    insert,
    inspect,
    literal_column,
    select,
    table,
    text,
    union_all,
    update,
)
from sqlalchemy.orm import (
    aliased,
)

from safetynet.access import job, walls_down
from safetynet.agencies import Agency
from safetynet.cases import Case
from safetynet.db import Model, UnauditedChangeError, WallBypassedError, db
from safetynet.survivors import Name
from tests.cast import Cast
from tests.house.inside import behind_the_door
from tests.scenes import Scene

bare: Any = Case.__table__
cases_by_hand = table("cases", column("number"))

REFUSED: dict[str, Any] = {
    "text": text("SELECT number FROM cases"),
    "text with columns": text("SELECT id, number FROM cases").columns(Case.id, Case.number),
    "bare table": select(bare),
    "bare column": select(bare.c.number),
    "count of a bare table": select(func.count()).select_from(bare),
    "from_statement of text": select(Case).from_statement(text("SELECT * FROM cases")),
    "from_statement of a bare table": select(Case).from_statement(select(bare)),
    "from_statement of a function": select(Case).from_statement(text("VALUES (1)")),
    "text as a subquery": select(
        text("SELECT number FROM cases").columns(Case.number).subquery().c.number
    ),
    "text as a condition": select(Agency.id).where(text("EXISTS (SELECT 1 FROM names)")),
    "text as a column": select(Agency.id, text("(SELECT max(number) FROM cases)")),
    "text as an order": select(Agency.id).order_by(text("(SELECT max(number) FROM cases)")),
    "literal column": select(Agency.id, literal_column("(SELECT max(number) FROM cases)")),
    "bare column beside a model": select(Agency.id, bare.c.number),
    "bare table beside a model": select(Agency, bare),
    "bare table joined": select(Agency.id).join(bare, bare.c.number.is_not(None)),
    "bare table in select_from": select(Agency.id).select_from(bare),
    "bare column in a condition": select(Agency.id).where(bare.c.number.startswith("SN")),
    "bare alias": select(Agency.id, bare.alias().c.number),
    "bare subquery": select(Agency.id, select(bare).subquery().c.number),
    "bare common table": select(Agency.id, select(bare).cte().c.number),
    "bare scalar": select(Agency.id, select(func.max(bare.c.number)).scalar_subquery()),
    "bare exists": select(Agency.id).where(exists().where(bare.c.number.is_not(None))),
    "bare table in a union": union_all(select(Agency.name), select(bare.c.number)),
    "overlooked: a second model in one expression": select(func.coalesce(Agency.name, Case.number)),
    "overlooked: in a filter": select(func.count().filter(Case.number.is_not(None))),
    "overlooked: in a window": select(func.row_number().over(order_by=Case.number)),
    "overlooked: a relationship as a column": select(Case.survivor),
    "overlooked: a relationship of nobody asked for": select(Agency.id).where(Case.survivor.has()),
    "overlooked: concatenated": select(Name.id.concat(Case.number)),
    "alias of a bare select": select(aliased(Case, select(bare).subquery())),
    "table named by hand": select(Agency.id, cases_by_hand.c.number),
    "table named by hand, alone": select(cases_by_hand.c.number),
    "the ledger": select(Agency.id, Model.metadata.tables["ledger_entries"].c.payload),
    "answered forms": select(Model.metadata.tables["form_keys"].c.location),
    "a function alone": func.max(Case.number),
    "a function of a query": func.coalesce(select(func.max(Case.number)).scalar_subquery(), "x"),
    "a bare exists": select(exists().where(Name.owner_id.is_not(None))),
}


def refused(way: Callable[[], Any], kind: type[Exception]) -> bool:
    try:
        way()
    except kind:
        return True
    return False


@pytest.mark.filterwarnings("ignore:SELECT statement has a cartesian product")
def test_walls_have_no_back_door(app: Flask, cast: Cast, scene: Scene) -> None:
    """Even who may see the case asks through the models, or not at all."""
    for player in (cast.advocate, cast.outsider):
        for name, way in REFUSED.items():
            with behind_the_door(app, player):
                assert refused(partial(db.session.execute, way), WallBypassedError), name


CHANGING: dict[str, Any] = {
    "insert": insert(Agency).values(name="x", handle="x", version=1),
    "insert into a bare table": insert(bare).values(number="x"),
    "insert from a select": insert(Agency).from_select(["name"], select(Case.number)),
    "insert and return": insert(Agency).values(name="x").returning(Agency.id),
    "update": update(Case).values(number="x"),
    "update of a bare table": update(bare).values(number="x"),
    "update and return": update(Case).values(number="x").returning(Case.number),
    "delete": delete(Name),
    "delete from a bare table": delete(bare),
    "inside a common table": select(delete(Name).returning(Name.id).cte().c.id),
    "beside a common table": select(Agency.id).add_cte(delete(Name).returning(Name.id).cte()),
    "from_statement": select(Name).from_statement(update(Name).values(version=9).returning(Name)),
    "several rows": insert(Agency).values([{"name": "x"}, {"name": "y"}]),
}


def test_nobody_changes_rows_in_bulk(app: Flask, cast: Cast, scene: Scene) -> None:
    """Not behind the door, not with the walls down, and not as a job: no ledger would know."""
    for name, way in CHANGING.items():
        change = partial(db.session.execute, way)
        with behind_the_door(app, cast.coordinator):
            assert refused(change, UnauditedChangeError), name
            with walls_down("test"):
                assert refused(change, UnauditedChangeError), name
        with app.app_context(), job("test: bulk"):
            assert refused(change, UnauditedChangeError), name


@pytest.mark.filterwarnings("ignore::sqlalchemy.exc.LegacyAPIWarning")
@pytest.mark.parametrize(
    "way",
    [
        lambda: db.session.query(Case).update({"number": "x"}),
        lambda: db.session.query(Case).delete(),
        lambda: db.session.bulk_insert_mappings(inspect(Agency), [{"name": "x", "handle": "x"}]),
        lambda: db.session.bulk_update_mappings(inspect(Case), [{"id": uuid4(), "number": "x"}]),
        lambda: db.session.bulk_save_objects([Agency(name="x", handle="x")]),
    ],
)
def test_nobody_changes_rows_in_bulk_the_old_way(
    app: Flask, cast: Cast, scene: Scene, way: Callable[[], Any]
) -> None:
    with behind_the_door(app, cast.coordinator), pytest.raises(UnauditedChangeError):
        way()
    with app.app_context(), job("test: bulk"), pytest.raises(UnauditedChangeError):
        way()


@pytest.mark.parametrize("way", [text("SELECT 1"), text("UPDATE cases SET number = 'x'")])
def test_a_job_sends_no_raw_sql_either(app: Flask, scene: Scene, way: Executable) -> None:
    """Raw SQL in a job could change rows that the ledger never hears of."""
    with app.app_context(), job("test: raw"), pytest.raises(WallBypassedError):
        db.session.execute(way)


def test_the_bare_connection_is_closed(app: Flask, cast: Cast, scene: Scene) -> None:
    with behind_the_door(app, cast.coordinator), pytest.raises(WallBypassedError):
        db.session.connection()
    with app.app_context(), job("test: raw"), pytest.raises(WallBypassedError):
        db.session.connection()
