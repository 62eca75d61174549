"""channels.txt: what shows where, to whom; written so that counsel can read it and tests too.

A route's channel names kinds of content, and under them in which relations they show to whom.
Whatever a line says, nothing shows that reach.txt does not open: the line narrows it.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from safetynet.access import Role
from tests.house.bounds import knows_the_case
from tests.house.channels import Cell, Found, Kind, Where
from tests.house.relations import OWN, Stage
from tests.house.rulebook import READ_NO_CONTENT

ANYWHERE = "wherever it is open"
KNOWN = "where it is open, to those who know the case"
READERS = "all who read content"
_READERS = frozenset(role.value for role in Role) - READ_NO_CONTENT
ARROW, OR = " → ", " | "
NOTHING = "shows no content: "
WHY = "?"
"""Stands where somebody still has to say why a route shows nothing."""
_KINDS = re.compile(r"(\S+) \(([^)]*)\)")

Rule = frozenset[tuple[str, frozenset[str]]]
"""In which relations, and to which roles."""
Looked = Callable[[Where, Cell], bool]
Opens = Callable[[Kind, Cell], bool]


@dataclass
class Table:
    """What is signed off."""

    shows: dict[Where, dict[Kind, Rule]] = field(default_factory=dict)
    nothing: dict[str, str] = field(default_factory=dict)
    """Routes without content, and why that is so."""


def read(text: str) -> Table:
    """Understand the table."""
    table, where, kinds = Table(), Where("", ""), list[Kind]()
    rules: dict[Where, dict[Kind, set[tuple[str, frozenset[str]]]]] = {}
    for line in text.splitlines():
        if NOTHING in line:
            endpoint, _, reason = line.partition(f" {NOTHING}")
            table.nothing[endpoint] = reason
        elif line.startswith(" " * 8):
            scope, _, roles = line.strip().rpartition(": ")
            for kind in kinds:
                rules[where][kind] |= {(one, _roles(roles)) for one in _scopes(scope)}
        elif line.startswith(" " * 4):
            kinds = [
                Kind(column, category)
                for column, categories in _KINDS.findall(line)
                for category in categories.split(", ")
            ]
            rules[where] |= {kind: set() for kind in kinds}
        elif line:
            endpoint, _, channel = line.partition(" · ")
            where = Where(endpoint, channel)
            rules[where] = {}
    table.shows = {
        where: {kind: frozenset(rule) for kind, rule in shown.items()}
        for where, shown in rules.items()
    }
    return table


def _scopes(text: str) -> Iterator[str]:
    who, arrow, relations = text.partition(ARROW)
    yield from (f"{who}{arrow}{relation}" for relation in relations.split(OR))


def _roles(text: str) -> frozenset[str]:
    return _READERS if text == READERS else frozenset(text.split(", "))


def written(table: Table) -> str:
    """Return the table as a text, one paragraph a channel."""
    lines: list[str] = []
    for where in sorted(table.shows, key=lambda one: (one.endpoint, one.channel)):
        lines += [f"{where.endpoint} · {where.channel}", *_paragraph(table.shows[where])]
    lines += [f"{name} {NOTHING}{why}" for name, why in sorted(table.nothing.items())]
    return "\n".join(lines) + "\n"


def _paragraph(shown: Mapping[Kind, Rule]) -> Iterator[str]:
    by_rule: dict[Rule, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for kind in sorted(shown, key=lambda one: (one.column, one.category)):
        by_rule[shown[kind]][kind.column].append(kind.category)
    for rule, columns in sorted(by_rule.items(), key=lambda one: min(one[1])):
        said = [f"{column} ({', '.join(kinds)})" for column, kinds in columns.items()]
        yield f"    {'; '.join(said)}"
        for scope, roles in _lines(rule):
            yield f"        {scope}: {READERS if roles == _READERS else ', '.join(sorted(roles))}"


def _lines(rule: Rule) -> list[tuple[str, frozenset[str]]]:
    """Put the relations of one owner into one line where they show the same roles the same."""
    lines: dict[tuple[str, frozenset[str]], list[str]] = defaultdict(list)
    for scope, roles in rule:
        who, arrow, relation = scope.partition(ARROW)
        lines[f"{who}{arrow}", roles].append(relation)
    said = [(f"{who}{OR.join(sorted(of))}", roles) for (who, roles), of in lines.items()]
    return sorted(said, key=lambda one: (one[0], sorted(one[1])))


def expects(rule: Rule, stage: Stage, role: Role) -> bool:
    """Say whether a rule lets what is open show to a role in a relation."""
    own = {OWN} if stage.relation == OWN else set[str]()
    known = {KNOWN} if knows_the_case(stage.relation, role) else set[str]()
    scopes = {ANYWHERE, f"{stage.who} → {stage.relation}", *own, *known}
    return any(scope in scopes and role.value in roles for scope, roles in rule)


def rules_of(
    found: Found, stages: list[Stage], looked: Looked, opens: Opens
) -> dict[Where, dict[Kind, Rule]]:
    """Say in as few words as possible what was found in which cells.

    What a page shows of another stage counts too, where it is no more than the words say.
    """
    cells = [Cell(n, role) for n, stage in enumerate(stages) for role in stage.people]
    shown: dict[Where, dict[Kind, set[Cell]]] = defaultdict(lambda: defaultdict(set))
    for where, sights in found.items():
        for kind, cell in sights:
            shown[where][kind].add(cell)
    return {
        where: {
            kind: _rule(
                seen,
                {cell for cell in cells if opens(kind, cell)},
                {cell for cell in cells if looked(where, cell)},
                stages,
            )
            for kind, seen in kinds.items()
        }
        for where, kinds in shown.items()
    }


def _rule(seen: set[Cell], opened: set[Cell], looked: set[Cell], stages: list[Stage]) -> Rule:
    roles = {cell.role for cell in seen}
    names = frozenset(role.value for role in roles)
    would = {cell for cell in opened if cell.role in roles}
    scopes = {
        OWN: {cell for cell in would if stages[cell.stage].relation == OWN},
        ANYWHERE: would,
        KNOWN: {c for c in would if knows_the_case(stages[c.stage].relation, c.role)},
    }
    for scope, meant in scopes.items():
        if seen <= meant and seen & looked == meant & looked:
            return frozenset({(scope, names)})
    by_stage: dict[str, set[str]] = defaultdict(set)
    for cell in seen:
        stage = stages[cell.stage]
        by_stage[f"{stage.who} → {stage.relation}"].add(cell.role.value)
    return frozenset((scope, frozenset(roles)) for scope, roles in by_stage.items())
