"""Entering what the county's counsel signed off for a law."""

from dataclasses import dataclass
from datetime import date

from safetynet.access import Actor
from safetynet.db import db
from safetynet.sharing import DisclosureBasis
from safetynet.sharing.law_settings import LawSetting, SettingState
from safetynet.vault import Category


@dataclass(frozen=True)
class SignedOff:
    """What counsel signed off for one law; of a law that is not used, no days and no kinds."""

    law: DisclosureBasis
    is_used: bool
    days: int
    kinds: frozenset[Category]
    since: date
    counsel: str
    signed_on: date
    reference: str


def propose(signed: SignedOff, actor: Actor) -> LawSetting:
    """Enter it; nothing changes before somebody else confirms."""
    setting = LawSetting(
        law=signed.law,
        is_used=signed.is_used,
        days=signed.days,
        categories=[kind.value for kind in Category if kind in signed.kinds],
        since=signed.since,
        counsel=signed.counsel,
        signed_on=signed.signed_on,
        reference=signed.reference,
        state=SettingState.PROPOSED,
        proposed_by_id=actor.id,
    )
    db.session.add(setting)
    return setting
