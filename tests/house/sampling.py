"""Who looks at which stage through which route: the same sample every time."""

from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

from flask import Flask
from werkzeug.routing import Rule

from safetynet.access import GRANTS, Role
from tests.house.channels import Cell, Where
from tests.house.relations import OWN, Stage

RELEASED = "a release of everything that can be released"
ONE_IN = 18
"""Of the relations in which little is open, a role looks at every eighteenth."""
SLICES = 16
"""The quick tests take one of so many pairs of a route and a role, always the same."""
RARER = 4
"""How much rarer forms are sent than pages opened: each is sent twice, and mostly refused alike."""


@dataclass
class Sample:
    """Chosen by names and places alone, so that every run looks at the same."""

    app: Flask
    stages: Sequence[Stage]
    is_whole: bool = True

    def has(self, rule: Rule, n: int, role: Role) -> bool:
        """Say whether somebody of a role opens a route at a stage."""
        if not self.is_due(rule, role):
            return False
        if not rule.arguments and rule.endpoint != "search.find":
            return True
        stage, dice = self.stages[n], _dice(rule, role)
        rarer = 1 if "GET" in (rule.methods or ()) else RARER
        if not self.holds(rule, role):
            return dice % (len(self.stages) * rarer) == n
        if stage.relation == OWN and role is stage.owner.role:
            return True
        if stage.relation in {OWN, RELEASED}:
            is_covered = (dice + (stage.relation == OWN)) % 2 == 0
            is_due = dice // 2 % rarer == 0
            return is_due and stage.who == (
                "a covered provider" if is_covered else "another agency"
            )
        return (dice + n) % (ONE_IN * rarer) == 0

    def is_due(self, rule: Rule, role: Role) -> bool:
        """Say whether a role tries a route at all; in the quick tests few do."""
        return self.is_whole or _dice(rule, role) // len(self.stages) % SLICES == 0

    def has_looked(self, where: Where, cell: Cell) -> bool:
        """Say whether a person of this role opened the route at this stage."""
        rules = self.app.url_map.iter_rules(where.endpoint)
        return all(self.has(rule, cell.stage, cell.role) for rule in rules)

    def holds(self, rule: Rule, role: Role) -> bool:
        """Say whether the door lets a role in there at all."""
        return getattr(self.app.view_functions[rule.endpoint], "permission", None) in GRANTS[role]


def _dice(rule: Rule, role: Role) -> int:
    return crc32(f"{rule.endpoint} {role}".encode())
