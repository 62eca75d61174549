"""What policies say, spelled in SQL for the database itself.

Each is asked what it says for every role, with SQL in the place of ids and rights. What it needs to
know beyond the row in question stands in views, which the rooms that know it register here.
"""

import re
from collections.abc import Callable
from functools import cache, partial

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
    return _by_role(
        lambda role: tuple(
            _condition(model, wall_of(model, somebody(role, lapsed=lapsed), by_rows=True))
            for lapsed in (False, True)
        )
    )


@cache
def what_is_left(model: type[Model]) -> str:
    """Return the condition under which a row may be written as it is."""
    left = policy_of(model).leaves_by_rows
    return _by_role(lambda role: (_condition(model, left(somebody(role))),) * 2)


def _by_role(say: Callable[[Role], tuple[str, ...]]) -> str:
    """Join what is said for each role, usually and when its papers ended."""
    sayings: dict[tuple[str, ...], list[str]] = {}
    for role in Role:
        sayings.setdefault(say(role), []).append(role.value)
    ways = [way for said, roles in sayings.items() if (way := _for_roles(*said, roles=roles))]
    return _ONCE.sub(r"(SELECT \1)", " OR ".join([IS_HOUSE, *ways]))


def _condition(model: type[Model], of_rows: ColumnElement[bool]) -> str:
    # Within a SELECT of the table, so that what is asked elsewhere is about its rows.
    found = spelled(select(literal_column("1")).select_from(model.__table__).where(of_rows))
    _select, _where, said = found.partition(" WHERE ")
    return NOBODY if said.startswith("false AND ") else said or "true"


def _for_roles(usually: str, lapsed: str, *, roles: list[str]) -> str:
    """Join what some roles see, usually and when their papers ended; "" where they see nothing."""
    by_papers = f"CASE WHEN {LAPSED} THEN {lapsed} ELSE {usually} END"
    seen = usually if usually == lapsed else by_papers
    if seen == NOBODY:
        return ""
    named = ", ".join(f"'{role}'" for role in roles)
    asks = "sn_role() IS NOT NULL" if len(roles) == len(Role) else f"sn_role() IN ({named})"
    return f"({asks} AND ({seen}))"


def spelled(found: SelectBase) -> str:
    """Spell it as PostgreSQL reads it, values included."""
    compiled = found.compile(
        dialect=DIALECT,
        compile_kwargs={"literal_binds": True},
    )
    return " ".join(str(compiled).split())
