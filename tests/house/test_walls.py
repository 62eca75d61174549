"""Whatever way a careless author asks, nobody sees past the walls."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import (
    Executable,
    exists,
    false,
    func,
    select,
    union,
    union_all,
)
from sqlalchemy.orm import (
    Bundle,
    aliased,
    contains_eager,
    joinedload,
    selectinload,
    subqueryload,
)

from safetynet.access import policy_of, proof, walls
from safetynet.agencies import Agency
from safetynet.cases import Case
from safetynet.db import db
from safetynet.sharing import TeamSeat
from safetynet.survivors import Name, SafeContact, Survivor
from safetynet.vault import NoGrantError
from tests.cast import Cast
from tests.house.inside import behind_the_door, believe_the_house
from tests.scenes import Scene

Way = Callable[[Scene], Any]
"""One way to ask for something of the scene: what it returns is falsy when nothing was seen."""


def scalars(statement: Executable) -> list[Any]:
    return [row for row in db.session.scalars(statement).unique() if row]


def rows(statement: Executable) -> list[Any]:
    return [row for row in db.session.execute(statement) if any(row)]


def loaded(name: str, *, option: Any) -> Way:
    """The seats' case or agency, loaded in advance."""
    return lambda s: [
        getattr(seat, name)
        for seat in scalars(select(TeamSeat).options(option(getattr(TeamSeat, name))))
    ]


inner = aliased(Case)
mine = select(Case).subquery()
names = select(Name.survivor_id).cte()

NARROWED: dict[str, Way] = {
    "list": lambda s: scalars(select(Case)),
    "columns": lambda s: scalars(select(Case.number)),
    "several models": lambda s: rows(select(Case, Name).join(Name, Name.owner_id.is_not(None))),
    "bundle": lambda s: rows(select(Bundle("b", Case.number, Case.id))),
    "count of rows": lambda s: db.session.scalar(select(func.count()).select_from(Case)),
    "count of ids": lambda s: db.session.scalar(select(func.count(Case.id))),
    "count of names": lambda s: db.session.scalar(select(func.count(Name.id))),
    "greatest number": lambda s: db.session.scalar(select(func.max(Case.number))),
    "join by relationship": lambda s: scalars(select(Case.id).join(Case.survivor)),
    "only a joined row": lambda s: scalars(select(Agency.id).join(Case, Case.id.is_not(None))),
    "outer join": lambda s: scalars(select(Name.id).select_from(Agency).outerjoin(Name)),
    "join of three": lambda s: rows(
        select(Case.number, Name.parts).join(Survivor).join(Name, Name.survivor_id == Survivor.id)
    ),
    "select_from of a join": lambda s: scalars(
        select(Name).select_from(Agency).join(Name, Name.owner_id == Agency.id)
    ),
    "alias": lambda s: scalars(select(inner)),
    "alias of a subquery": lambda s: scalars(select(aliased(Case, mine))),
    "alias of a bare table": lambda s: scalars(select(aliased(Case, Case.__table__.alias()))),
    "columns of a subquery": lambda s: scalars(select(mine.c.number)),
    "common table": lambda s: scalars(select(names.c.survivor_id)),
    "recursive common table": lambda s: scalars(
        select(names.c.survivor_id).union_all(select(Name.survivor_id))
    ),
    "exists in a column": lambda s: db.session.scalar(
        select(exists(select(Name.id).where(Name.survivor_id == s.survivor_id)))
    ),
    "exists of a select": lambda s: db.session.scalar(select(select(Name.id).exists())),
    "exists in a condition": lambda s: scalars(
        select(Agency.id).where(select(Name.id).where(Name.owner_id == Agency.id).exists())
    ),
    "a member of a list": lambda s: scalars(
        select(Agency.id).where(Agency.id.in_(select(Name.owner_id)))
    ),
    "condition on a relationship": lambda s: scalars(
        select(TeamSeat).where(TeamSeat.agency.has(Agency.is_active))
    ),
    "ordering by a subquery": lambda s: scalars(
        select(Name.id).order_by(select(Case.number).limit(1).scalar_subquery())
    ),
    "union": lambda s: rows(union(select(Case.number), select(Case.number))),
    "union of all": lambda s: rows(union_all(select(Name.id), select(SafeContact.id))),
    "union as a subquery": lambda s: rows(
        select(union_all(select(Name.id), select(SafeContact.id)).subquery())
    ),
    "scalar subquery": lambda s: db.session.scalar(
        select(select(func.count(Name.id)).scalar_subquery())
    ),
    "correlated subquery": lambda s: scalars(
        select(
            select(func.count(Name.id)).where(Name.owner_id == Agency.id).scalar_subquery()
        ).select_from(Agency)
    ),
    "grouped": lambda s: rows(
        select(Name.owner_id, func.count()).group_by(Name.owner_id).having(func.count() > 0)
    ),
    "windowed": lambda s: rows(select(func.row_number().over(order_by=Case.number), Case.number)),
    "case expression": lambda s: scalars(select(func.coalesce(Case.number, "x"))),
    "distinct": lambda s: scalars(select(Case.number).distinct()),
    "from_statement of a select": lambda s: scalars(
        select(Case).from_statement(select(Case).where(Case.number.is_not(None)))
    ),
    "by its id": lambda s: db.session.get(Case, s.case_id),
    "by its id, again": lambda s: db.session.get(Case, s.case_id, populate_existing=True),
    "joinedload": loaded("agency", option=joinedload),
    "selectinload": loaded("agency", option=selectinload),
    "subqueryload": loaded("agency", option=subqueryload),
    "contains_eager": lambda s: scalars(
        select(TeamSeat).join(TeamSeat.agency).options(contains_eager(TeamSeat.agency))
    ),
    "legacy list": lambda s: db.session.query(Case).all(),
    "legacy count": lambda s: db.session.query(Name).count(),
    "legacy get": lambda s: db.session.query(Case).get(s.case_id),
    "legacy columns": lambda s: db.session.query(Case.number).all(),
    "legacy exists": lambda s: db.session.query(db.session.query(Name.id).exists()).scalar(),
    "stream": lambda s: list(db.session.scalars(select(Case).execution_options(yield_per=5))),
    "count of some": lambda s: db.session.scalar(
        select(func.count().filter(Name.owner_id.is_not(None))).select_from(Name)
    ),
    "pages": lambda s: db.paginate(select(Case), page=1, error_out=False).items,
}


@pytest.mark.filterwarnings("ignore::sqlalchemy.exc.LegacyAPIWarning")
@pytest.mark.filterwarnings("ignore:SELECT statement has a cartesian product")
def test_every_question_is_narrowed(app: Flask, cast: Cast, scene: Scene) -> None:
    """The team's advocate sees something each way; the outsider sees nothing any way."""
    with behind_the_door(app, cast.advocate):
        assert [name for name, way in NARROWED.items() if not way(scene)] == []
    for player in (cast.outsider, cast.analyst, cast.officer):
        with behind_the_door(app, player):
            assert [name for name, way in NARROWED.items() if way(scene)] == []


def test_a_join_without_columns_is_narrowed_too(
    app: Flask, cast: Cast, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who knows the case but not whom it is about gets nothing from a join with her."""
    asked = (
        select(Case.id).join(Case.survivor),
        select(Case.id).where(Case.survivor.has()),
        select(Case.id).join(Survivor),
        select(Case.id).join(inner_survivor := aliased(Survivor), Case.survivor),
        select(Case.id).join(Case.survivor.of_type(inner_survivor)),
    )
    with behind_the_door(app, cast.advocate):
        assert [len(scalars(way)) for way in asked] == [1] * 5
    monkeypatch.setattr(type(policy_of(Survivor)), "sees", lambda self, actor: false())
    with behind_the_door(app, cast.advocate):
        assert [len(scalars(way)) for way in asked] == [0] * 5


def test_where_a_wall_falls_the_key_still_asks(
    app: Flask, cast: Cast, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two controls, each enough: a forgotten wall yields rows, and no text of them."""
    monkeypatch.setattr(walls, "_walls", lambda _actor, _statement: [])
    monkeypatch.setattr(proof, "_without_wall", lambda _select, _froms: frozenset())
    believe_the_house(monkeypatch)
    with behind_the_door(app, cast.outsider):
        (name,) = scalars(select(Name))
        with pytest.raises(NoGrantError):
            assert name.first
