"""Which agency holds which kind of history already, so that nobody asks a young person twice.

Kinds and agencies alone, no word of it, and only of what reaches whoever asks (D11).
"""

from uuid import UUID

from sqlalchemy import select

from safetynet.agencies import Agency
from safetynet.db import db, owned_models
from safetynet.vault import Category

HISTORY = (
    Category.REFERRAL_NARRATIVE,
    Category.EXPLOITATION_ACCOUNT,
    Category.PERSONS_OF_CONCERN,
    Category.LOCATION,
    Category.CHILD_WELFARE,
    Category.JUVENILE_COURT,
    Category.EDUCATION,
    Category.HEALTH,
    Category.MENTAL_HEALTH,
    Category.SUBSTANCE_USE,
    Category.REPRODUCTIVE_HIV,
    Category.LINKAGE,
)
"""What a young person is asked again and again, in the order in which pages list it."""


def history_held(survivor_id: UUID) -> dict[Category, list[str]]:
    """Return the names of the agencies whose rows of each kind reach the viewer, own ones too."""
    held: dict[Category, set[UUID]] = {}
    for model in owned_models():
        if model.CATEGORY is not None and model.CATEGORY not in HISTORY:
            continue
        found = select(model.category, model.owner_id).where(
            model.survivor_id == survivor_id, model.category.in_(HISTORY)
        )
        for row in db.session.execute(found.distinct()):
            held.setdefault(row.category, set()).add(row.owner_id)
    owners = {owner for of_kind in held.values() for owner in of_kind}
    wanted = select(Agency.id, Agency.name).where(Agency.id.in_(owners)).order_by(Agency.name)
    names = {row.id: row.name for row in db.session.execute(wanted)} if owners else {}
    return {
        kind: [name for owner, name in names.items() if owner in held[kind]]
        for kind in HISTORY
        if kind in held
    }
