"""The rows of one referral, gathered before they are saved together."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from safetynet.db import Owned
from safetynet.referrals.models import Referral


class Telling:
    """Collects what is told: one survivor, one owner. A row without a word is left out."""

    def __init__(self, referral: Referral) -> None:
        self._referral = referral
        self.day = referral.referred_on
        self.rows: list[Owned] = []

    def about_her(self, kind: type[Owned], /, *, needs: str, **said: Any) -> None:
        """Add a row of the survivors' room, when the text that it `needs` is there."""
        if said[needs]:
            self._add(kind, said)

    def say(self, kind: type[Owned], /, **said: Any) -> None:
        """Add a row under the referral, when any of its texts is there."""
        texts = {name: text or None for name, text in said.items()}
        if any(text for name, text in texts.items() if name != "category"):
            self._add(kind, texts | {"referral_id": self._referral.id})

    def _add(self, kind: type[Owned], said: dict[str, Any]) -> None:
        referral = self._referral
        self.rows.append(
            kind(survivor_id=referral.survivor_id, owner_id=referral.from_agency_id, **said)
        )


def joined(codes: Iterable[StrEnum] | None) -> str:
    """Return codes as a sealed column keeps them."""
    return ",".join(code.value for code in codes or ())
