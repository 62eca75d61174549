"""Models that must not import. A module of its own, because a mapped class cannot be unmapped.

`python -m tests.house.bad_models` tries each and prints, as JSON, what it was told.
"""

import json
from typing import Any

from sqlalchemy import ARRAY, JSON, String, Unicode, Uuid
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import PickleType, TypeDecorator

from safetynet.access import GuardedBlueprint, Permission, check_every_model_has_a_policy
from safetynet.db import Model, Owned, Plain
from safetynet.survivors import Name
from safetynet.vault import Category, Sealed


class OwnText(TypeDecorator[str]):
    """An author's own type around text."""

    impl = String
    cache_ok = True


class OwnId(TypeDecorator[Any]):
    """An author's own type around what is no text."""

    impl = Uuid
    cache_ok = True


COLUMNS: dict[str, tuple[Any, Any]] = {
    "text": (Mapped[str], None),
    "optional text": (Mapped[str | None], None),
    "short text": (Mapped[str], mapped_column(String(20))),
    "unicode": (Mapped[str], mapped_column(Unicode())),
    "JSON": (Mapped[dict[str, str]], mapped_column(JSON())),
    "a list of texts": (Mapped[list[str]], mapped_column(ARRAY(String()))),
    "a type of one's own": (Mapped[str], mapped_column(OwnText())),
    "pickled": (Mapped[Any], mapped_column(PickleType())),
    "an id": (Mapped[Any], mapped_column(OwnId())),
    "plain text": (Mapped[Plain], None),
    "a number": (Mapped[int], None),
}


def model(base: type, name: str, **columns: Any) -> type:
    said = {key: annotation for key, (annotation, _) in columns.items()}
    body = {key: column for key, (_, column) in columns.items() if column is not None}
    about = {"__tablename__": name.lower(), "__annotations__": said, "__module__": __name__}
    return type(name, (base,), about | body)


def show_lonely() -> None:
    lonely = model(Model, "Lonely")

    def show(lonely: Any) -> str:
        return str(lonely)

    show.__annotations__["lonely"] = lonely
    GuardedBlueprint("room", __name__).get("/<uuid:lonely>", needs=Permission.CASE_READ)(show)


def sealed(base: type, name: str) -> type:
    body = {
        "__tablename__": name.lower(),
        "__annotations__": {"secret": Mapped[Sealed]},
        "CATEGORY": Category.OFFICE,
    }
    return type(name, (base,), body)


def attempts() -> dict[str, str]:
    """Return what each attempt was told; "imported" where nothing stopped it."""
    tries: dict[str, Any] = {
        f"column: {name}": lambda n=number, c=column: model(Model, f"Leaky{n}", secret=c)
        for number, (name, column) in enumerate(COLUMNS.items())
    }
    tries |= {
        "sealed, owned": lambda: sealed(Owned, "Fine"),
        "sealed, of nobody": lambda: sealed(Model, "Ownerless"),
        "in another's table": lambda: type("Nickname", (Name,), {"__module__": __name__}),
        "route of a model without policy": show_lonely,
        "start without a policy": check_every_model_has_a_policy,
    }
    told = {}
    for name, attempt in tries.items():
        try:
            attempt()
            told[name] = "imported"
        except (TypeError, LookupError) as error:
            told[name] = f"{type(error).__name__}: {error}"
    return told


if __name__ == "__main__":
    print(json.dumps(attempts()))  # noqa: T201 - for the test that started it
