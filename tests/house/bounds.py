"""What reach.txt opens to whom, and what the house's own rules take away from that."""

from collections.abc import Collection, Mapping
from pathlib import Path

from safetynet.access import Role
from safetynet.demo.canaries import Canary
from tests.house.relations import OWN
from tests.house.rulebook import DESK, NEVER_LEAVE, ONLY_FOR, READ_NO_CONTENT

REACH = Path(__file__).parent / "reach.txt"
TEAM = "team_discussion"
SEATED = {
    "a seat",
    "a seat, and an open matter",
    "a seat, and an open matter with a court's order for the plan",
}
QUALIFIED = (Role.ADVOCATE, Role.SUPERVISOR)
"""For which roles the owner's agency has recorded a qualification, here as in the demonstration."""
AUTHORS = {"a covered provider": Role.ADVOCATE, "another agency": Role.PROVIDER}
"""Who wrote everything that is planted."""
ONES_OWN = {"drafts", "passkeys"}
"""Tables whose rows nobody else ever reads."""
AT_THE_TABLE = {"a seat", OWN}
"""Relations in which an agency sits at the table, and nothing keeps it from what is said there."""

Reach = Mapping[tuple[str, str], Mapping[str, frozenset[str]]]
"""Who owns it, and the relation: by category, the roles that read it."""


def signed_off() -> Reach:
    """Read reach.txt."""
    found: dict[tuple[str, str], dict[str, frozenset[str]]] = {}
    for line in REACH.read_text().splitlines():
        if not line.startswith(" "):
            who, _, relation = line.partition(" → ")
            here = found.setdefault((who, relation), {})
        elif ":" in line:
            kinds, _, roles = line.strip().partition(": ")
            here |= dict.fromkeys(kinds.split(", "), frozenset(roles.split(", ")))
    return found


def lets(reach: Reach, who: str, relation: str, role: Role, where: Canary) -> bool:
    """Say whether a person of a role, in a relation to the owner, may read a text at all."""
    is_own = relation == OWN
    if where.table == "cases":
        return knows_the_case(relation, role)
    if (readers := _the_only_readers(who, where)) is not None:
        return is_own and role in readers
    if where.category == TEAM:
        return role.value not in READ_NO_CONTENT and (
            relation in AT_THE_TABLE or role is Role.COORDINATOR
        )
    if where.table in NEVER_LEAVE and not is_own:
        return False
    return role.value in reach[who, relation].get(where.category, ())


def _the_only_readers(who: str, where: Canary) -> Collection[str] | None:
    """Return which roles of the owner's own people read it, where few do and nobody else."""
    if where.category == "privileged":
        return QUALIFIED
    if where.table in ONES_OWN:
        return (AUTHORS[who],)
    if (where.table, where.category) == ("documents", "office"):
        return DESK
    return ONLY_FOR.get(where.table)


def knows_the_case(relation: str, role: Role) -> bool:
    """Around the table, and where others keep watch over all; an observer only who signed today."""
    if role in {Role.COORDINATOR, Role.PRIVACY_OFFICER}:
        return True
    sits_there = role not in {Role.ANALYST, Role.ADMINISTRATOR, Role.OBSERVER}
    return sits_there and (relation == OWN or relation in SEATED)
