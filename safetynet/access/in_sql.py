"""What policies say, spelled in SQL for the database itself.

Each is asked what it says for every role, with SQL in the place of ids and rights. What it needs to
know beyond the row in question stands in views, which the rooms that know it register here.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    SelectBase,
    TableClause,
    column,
    func,
    literal_column,
    select,
    table,
)
from sqlalchemy.dialects import postgresql
from sqlalchemy.sql.elements import BooleanClauseList, Grouping
from sqlalchemy.sql.operators import and_, or_

from safetynet.access.actor import Actor, Rights
from safetynet.access.hidden import wall_of
from safetynet.access.permissions import Role
from safetynet.access.policy import policy_of
from safetynet.access.spoken import AGENCY, IS_HOUSE, MEMBER
from safetynet.among import Listed
from safetynet.db import Model

DIALECT = postgresql.dialect()  # type: ignore[no-untyped-call]
LAPSED = "sn_lapsed_any()"
NOBODY = "false"
_ONCE = re.compile(r"(sn_role\(\) IN \([^)]*\)|sn_\w+\(\)|coalesce\(.*?false\))")
"""What is the same for every row: asked once in a statement, instead of row by row."""

views: dict[str, SelectBase] = {}
asked: dict[str, str] = {}
"""Functions that say whether a view has a row, and what each asks."""
lists: dict[str, Listed] = {}
facts: list[str] = []
"""Views of which it is known, before any row is looked at, whether they find anything."""
Part = tuple[str, ...]
"""Ways of which one must hold."""
Parts = tuple[Part, ...]
"""Parts of a condition, all of which must hold; none where it always does."""
NEVER: Parts = ((),)
RightsByRows = Callable[[Role, bool], Rights]
"""(role, has the account lapsed) → rights as the database works them out; sharing provides it."""


def view_of_owner(name: str, found: SelectBase) -> TableClause:
    """Let policies look at rows that the person asking may not see herself.

    Views of the owner are read with the owner's rights; so each tells no more than a wall asks.
    """
    views[name] = found
    return table(name, *(column(one.name, one.type) for one in found.selected_columns))


def asked_of(view: TableClause) -> Callable[..., ColumnElement[bool]]:
    """Return a function that says whether a view has a row with these values, column by column.

    A function is a single step in a plan. Spelled out in each policy, what is hardly ever asked
    made every statement begin with hundreds of steps.
    """
    named = [f"{one.name} = ${place}" for place, one in enumerate(view.c, 1)]
    kinds = ", ".join(one.type.compile(DIALECT) for one in view.c)
    asked[f"{view.name}_has({kinds})"] = f"{view.name} WHERE {' AND '.join(named)}"
    has: Callable[..., ColumnElement[bool]] = partial(
        getattr(func, f"{view.name}_has"), type_=Boolean()
    )
    return has


def fact(view: TableClause) -> ColumnElement[bool]:
    """Say whether a view finds anything at all for whoever asks; worked out once a transaction."""
    facts.append(view.name)
    there_is: ColumnElement[bool] = getattr(func, f"{view.name}_any")(type_=Boolean())
    return there_is


def listed(name: str, survivors: SelectBase) -> Listed:
    """Return the survivors whom a SELECT finds, for a wall to ask about in any table."""
    view = view_of_owner(name, survivors)
    asked_of(view)
    fact(view)
    found = lists[name] = Listed(name)
    return found


def spell_rights_with(spell: RightsByRows) -> RightsByRows:
    """Let `spell` say what reaches an agency; usable as a decorator."""
    global _rights_by_rows  # noqa: PLW0603 - one register, filled at import
    _rights_by_rows = spell
    return spell


_rights_by_rows: RightsByRows = lambda _role, _lapsed: Rights()  # noqa: E731


def somebody(role: Role, *, lapsed: bool = False) -> Actor:
    """Return whoever of a role asks, with SQL in the place of who it is."""
    return Actor(MEMBER, role, AGENCY, rights=_rights_by_rows(role, lapsed))


@cache
def what_is_seen(model: type[Model]) -> str:
    """Return the condition under which a row is there for whoever asks."""

    def seen(role: Role, *, lapsed: bool) -> Parts:
        return _parts(model, wall_of(model, somebody(role, lapsed=lapsed), by_rows=True))

    usually = {role: seen(role, lapsed=False) for role in Role}
    lapsed = {role: seen(role, lapsed=True) for role in Role}
    always = {role: said for role, said in usually.items() if lapsed[role] == said}
    return _to_whoever_asks(
        for_roles(always),
        _all((f"NOT {LAPSED}", for_roles(_without(usually, always)))),
        _all((LAPSED, for_roles(_without(lapsed, always)))),
    )


@cache
def what_is_left(model: type[Model]) -> str:
    """Return the condition under which a row may be written as it is."""
    left = policy_of(model).leaves_by_rows
    return _to_whoever_asks(for_roles({role: _parts(model, left(somebody(role))) for role in Role}))


def _without(sayings: Mapping[Role, Parts], others: Mapping[Role, Parts]) -> dict[Role, Parts]:
    return {role: said for role, said in sayings.items() if role not in others}


def _to_whoever_asks(*ways: str) -> str:
    return _ONCE.sub(r"(SELECT \1)", _any((IS_HOUSE, *ways)))


def for_roles(sayings: Mapping[Role, Parts]) -> str:
    """Join what is said for each role; what several have in common is said once.

    PostgreSQL gets every part of a policy ready before it looks at a row, whoever asks.
    """
    seeing = {role: said for role, said in sayings.items() if said != NEVER}
    if not seeing:
        return NOBODY
    first, *others = seeing.values()
    common = [part for part in first if all(part in said for said in others)]
    roles_of: dict[str, list[Role]] = {}
    for role, said in seeing.items():
        for way in _ways([part for part in said if part not in common]):
            roles_of.setdefault(way, []).append(role)
    ways_of: dict[tuple[Role, ...], list[str]] = {}
    for way, roles in roles_of.items():
        ways_of.setdefault(tuple(roles), []).append(way)
    told = (_all((_is_one_of(roles), _any(ways))) for roles, ways in ways_of.items())
    return _all((*map(_any, common), _any(told)))


def _ways(parts: Sequence[Part]) -> Sequence[str]:
    """Return the ways in which these parts hold together, each of which is enough."""
    return parts[0] if len(parts) == 1 else [_all(map(_any, parts))]


def _is_one_of(roles: Collection[Role]) -> str:
    if len(roles) == len(Role):
        return "sn_role() IS NOT NULL"
    named = ", ".join(f"'{role}'" for role in roles)
    return f"sn_role() IN ({named})"


def _all(said: Iterable[str]) -> str:
    parts = [one for one in said if one != "true"]
    return NOBODY if NOBODY in parts else _in_brackets(" AND ", parts) or "true"


def _any(said: Iterable[str]) -> str:
    ways = [one for one in said if one != NOBODY]
    return "true" if "true" in ways else _in_brackets(" OR ", ways) or NOBODY


def _in_brackets(word: str, said: Sequence[str]) -> str:
    return said[0] if len(said) == 1 else word.join(f"({one})" for one in said)


def _parts(model: type[Model], of_rows: ColumnElement[bool]) -> Parts:
    """Return a condition as parts that all hold, each as ways of which one does."""
    parts = [
        tuple(_spelled_about(model, way) for way in _clauses(part, or_))
        for part in _clauses(of_rows, and_)
    ]
    parts = [tuple(way for way in part if way != NOBODY) for part in parts]
    return NEVER if () in parts else tuple(part for part in parts if "true" not in part)


def _clauses(said: Any, joined_by: Callable[..., Any]) -> Iterator[Any]:
    """Yield what a condition joins by AND, or by OR; itself where it joins nothing."""
    said = said.element if isinstance(said, Grouping) else said
    if isinstance(said, BooleanClauseList) and said.operator is joined_by:
        for one in said.clauses:
            yield from _clauses(one, joined_by)
    else:
        yield said


def _spelled_about(model: type[Model], of_rows: ColumnElement[bool]) -> str:
    # Within a SELECT of the table, so that what is asked elsewhere is about its rows.
    found = spelled(select(literal_column("1")).select_from(model.__table__).where(of_rows))
    _select, _where, said = found.partition(" WHERE ")
    return NOBODY if said.startswith("false AND ") else said or "true"


def spelled(found: SelectBase) -> str:
    """Spell it as PostgreSQL reads it, values included."""
    compiled = found.compile(
        dialect=DIALECT,
        compile_kwargs={"literal_binds": True},
    )
    return " ".join(str(compiled).split())
