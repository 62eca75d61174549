from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar
from uuid import UUID

from safetynet.oversight.looks import Wanted
from safetynet.vault import Category

T = TypeVar("T")


NARROWED_BY = ("since", "until", "agency", "kind")
"""What an address may say; any other word, such as "_scheme", would say where a link leads."""


def wanted_by(args: Mapping[str, str]) -> Wanted:
    """Read out of an address what visits are narrowed to; what makes no sense narrows nothing."""

    def read(name: str, kind: Callable[[str], T]) -> T | None:
        try:
            return kind(args.get(name, ""))
        except ValueError:
            return None

    return Wanted(
        since=read("since", date.fromisoformat),
        until=read("until", date.fromisoformat),
        agency=read("agency", UUID),
        kind=read("kind", Category),
    )
