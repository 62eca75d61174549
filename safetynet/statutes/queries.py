"""How each law stands on a day: what holds, what is coming, what waits, what was."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from safetynet.sharing import DisclosureBasis
from safetynet.sharing.county_laws import in_force, laws_by, settings
from safetynet.sharing.law_settings import ByCounsel, LawSetting, SettingState
from safetynet.sharing.laws import LAWS, Law


class Stage(StrEnum):
    """Where a change of a law is on its way."""

    WAITING = "waiting"
    COMING = "coming"
    IN_FORCE = "in_force"
    PAST = "past"
    REFUSED = "refused"


@dataclass(frozen=True)
class Standing:
    """One law on a day, with all that was ever entered about it, the newest first."""

    basis: DisclosureBasis
    shipped: Law
    law: Law | None
    """As the county uses it; None where it does not."""
    setting: LawSetting | None
    """What holds on that day; None where nothing but what is shipped."""
    history: Sequence[tuple[LawSetting, Stage]]

    def at(self, stage: Stage) -> list[LawSetting]:
        return [setting for setting, at in self.history if at is stage]

    def stage_of(self, setting: LawSetting) -> Stage:
        return next(stage for one, stage in self.history if one is setting)


def standings(day: date) -> dict[DisclosureBasis, Standing]:
    """Return how every law stands on a day, in the order of the shipped ones; one statement."""
    found = settings()
    laws, holding = laws_by(found, day), in_force(found, day)
    return {
        basis: Standing(
            basis=basis,
            shipped=shipped,
            law=laws.get(basis),
            setting=(held := holding.get(basis)),
            history=[(one, stage_of(one, held, day)) for one in found if one.law is basis],
        )
        for basis, shipped in LAWS.items()
    }


def stage_of(setting: ByCounsel, held: ByCounsel | None, day: date) -> Stage:
    """Say where a change is on its way; `held` is what holds on the day."""
    if setting.state is SettingState.PROPOSED:
        return Stage.WAITING
    if setting.holds_from is None:
        return Stage.REFUSED
    if setting.holds_from > day:
        return Stage.COMING
    return Stage.IN_FORCE if setting is held else Stage.PAST
