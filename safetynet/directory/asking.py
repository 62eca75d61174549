"""What somebody asked of the directory, from the address; whatever is no answer asks nothing."""

from collections.abc import Mapping
from dataclasses import fields
from enum import StrEnum
from typing import TypeVar

from safetynet import clock
from safetynet.directory.codes import Gender, Opening, ServiceType
from safetynet.directory.queries import Moment, Wanted

S = TypeVar("S", bound=StrEnum)
LONGEST = 100
OLDEST = 120


def wanted_in(asked: Mapping[str, str]) -> Wanted:
    return Wanted(
        words=_text(asked, "words"),
        kind=_one(ServiceType, asked.get("kind", "")),
        place=_text(asked, "place"),
        language=asked.get("language", "") if len(asked.get("language", "")) <= 3 else "",  # noqa: PLR2004 - ISO 639
        opening=_one(Opening, asked.get("opening", "")),
        age=_age(asked.get("age", "")),
        gender=_one(Gender, asked.get("gender", "")),
        without_papers=bool(asked.get("without_papers")),
        takes_referrals=bool(asked.get("takes_referrals")),
    )


def asked_again(asked: Mapping[str, str]) -> dict[str, str]:
    """Return what another page of the answer is asked with: our own words of an address alone.

    Any other, such as "_scheme", would not be a question but say where a link leads.
    """
    return {name.name: asked[name.name] for name in fields(Wanted) if asked.get(name.name)}


def moment_now() -> Moment:
    now = clock.in_the_county(clock.now())
    return Moment(now.isoweekday(), now.hour * 60 + now.minute)


def _text(asked: Mapping[str, str], name: str) -> str:
    return " ".join(asked.get(name, "").split())[:LONGEST]


def _one(states: type[S], code: str) -> S | None:
    return states(code) if code in set(states) else None


def _age(text: str) -> int | None:
    age = int(text) if text.isascii() and text.isdigit() and len(text) <= 3 else None  # noqa: PLR2004
    return age if age is not None and age <= OLDEST else None
