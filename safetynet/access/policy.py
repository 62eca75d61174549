"""Which records a permission reaches. Each room's policy.py answers for its own tables."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, false, or_, true

from safetynet.access.actor import Actor, Rights
from safetynet.access.permissions import Permission
from safetynet.db import Model, Owned

M = TypeVar("M", bound=Model)
O = TypeVar("O", bound=Owned)  # noqa: E741
_policies: dict[type[Model], "Policy[Any]"] = {}


class NotYoursToWriteError(Exception):
    """A row of another agency, or about somebody out of reach, was about to be written."""


class Policy(Generic[M]):
    """Denies everything until a room says otherwise."""

    def __init__(self, model: type[M]) -> None:
        self.model = model

    def sees(self, actor: Actor) -> ColumnElement[bool]:
        """Which rows this actor may know about; to them, all others do not exist."""
        return false()

    def sees_by_rows(self, actor: Actor) -> ColumnElement[bool]:
        """Say it for row-level security, in SQL alone; `actor` holds SQL in the place of ids."""
        return self.sees(actor)

    def leaves_by_rows(self, actor: Actor) -> ColumnElement[bool]:
        """Which rows row-level security lets this actor leave behind; `writes` asks for more."""
        return true()

    def permits(self, actor: Actor, permission: Permission, record: M) -> bool:
        """Say whether a visible row also takes this action; if not, 403."""
        return False

    def writes(self, actor: Actor, values: "Values") -> bool:
        """Say whether a row with these values may be written by this actor.

        Asked at flush for the new row and, for a changed or deleted one, for the old values too.
        """
        return False

    def removes(self, actor: Actor, values: "Values") -> bool:
        """Say whether a row with these values may be deleted; by whoever may write it."""
        return self.writes(actor, values)


class Values:
    """Column values of a row as they are, or as they were, by attribute."""

    def __init__(self, held: dict[str, Any]) -> None:
        self.__dict__.update(held)

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(name)


class OwnedPolicy(Policy[O]):
    """Sealed rows: the owner's own, and what a live basis carries here. Absent, not blanked."""

    def sees(self, actor: Actor) -> ColumnElement[bool]:
        if not actor.reads_content:
            return false()
        return or_(self.model.owner_id == actor.agency_id, reached(self.model, actor.rights))

    def leaves_by_rows(self, actor: Actor) -> ColumnElement[bool]:
        return self.model.owner_id == actor.agency_id

    def permits(self, actor: Actor, permission: Permission, record: O) -> bool:
        return record.owner_id == actor.agency_id

    def writes(self, actor: Actor, values: Values) -> bool:
        return (
            actor.reads_content
            and values.owner_id == actor.agency_id
            and actor.reaches(values.survivor_id)
        )


class OwnOnlyPolicy(OwnedPolicy[O]):
    """Sealed rows that never leave their agency, whatever was released."""

    def sees(self, actor: Actor) -> ColumnElement[bool]:
        return self.model.owner_id == actor.agency_id if actor.reads_content else false()


class TeamWordsPolicy(OwnedPolicy[O]):
    """The team's own words about a case: written by the coordinator, read around its table."""

    def sees(self, actor: Actor) -> ColumnElement[bool]:
        seen = super().sees(actor)
        return (
            or_(seen, self.model.owner_id == actor.rights.team) if actor.keeps_team_words else seen
        )

    def leaves_by_rows(self, actor: Actor) -> ColumnElement[bool]:
        own = super().leaves_by_rows(actor)
        return or_(own, self.model.owner_id == actor.rights.team) if actor.keeps_team_words else own

    def permits(self, actor: Actor, permission: Permission, record: O) -> bool:
        return record.owner_id == actor.rights.team

    def writes(self, actor: Actor, values: Values) -> bool:
        return actor.keeps_team_words and values.owner_id == actor.rights.team


class CaseChildPolicy(Policy[M]):
    """Shells under a case (`case_id`): known to whoever knows the case."""

    def sees(self, actor: Actor) -> ColumnElement[bool]:
        return within(self.model.case_id, actor)  # type: ignore[attr-defined]

    def permits(self, actor: Actor, permission: Permission, record: M) -> bool:
        return True

    def writes(self, actor: Actor, values: Values) -> bool:
        return knows_case(actor, values.case_id)


def reached(model: Any, rights: Rights, owner: Any = None) -> ColumnElement[bool]:
    """Narrow rows with a triple to those of other agencies that a live basis carries here.

    `owner` is the column that names the owning agency where that is not `owner_id`.
    """
    return rights.carries(model, model.owner_id if owner is None else owner)


def within(case_id: Any, actor: Actor) -> ColumnElement[bool]:
    """Narrow a column that names a case to the cases this actor knows."""
    if actor.sees_all_shells:
        return true()
    return actor.rights.knows(case_id)


def knows_case(actor: Actor, case_id: UUID | None) -> bool:
    return case_id is not None and (actor.sees_all_shells or case_id in actor.rights.cases)


def policy_for(model: type[M]) -> Callable[[type[Policy[M]]], type[Policy[M]]]:
    """Register the decorated policy for a model."""

    def register(policy: type[Policy[M]]) -> type[Policy[M]]:
        _policies[model] = policy(model)
        return policy

    return register


def policy_of(model: type[M]) -> Policy[M]:
    """Return the policy of a model; raises LookupError where a room forgot it."""
    try:
        return _policies[model]
    except KeyError:
        raise LookupError(f"{model.__name__} has no policy") from None


def check_every_model_has_a_policy() -> None:
    """Raises LookupError naming the first model that nobody decided about."""
    for mapper in Model.registry.mappers:
        policy_of(mapper.class_)


def may(actor: Actor, permission: Permission, record: Model | None = None) -> bool:
    """The one question, asked by the door and by every template that shows a button."""
    if not actor.is_granted(permission):
        return False
    return record is None or policy_of(type(record)).permits(actor, permission, record)
