"""Why a case should be reviewed: each room says it about itself, the agenda builder listens."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

A_WEEK = timedelta(days=7)


@dataclass(frozen=True, eq=False)
class Rule:
    """One rule by which a case comes up, as it is shipped; a county switches and tunes it."""

    key: str
    sentence: Any
    """What it looks for, in plain words, translated when shown."""
    weight: int
    """Heavier comes first; 100 burns, 10 is routine."""
    days: int | None = None
    """The number of days in the rule; None where it has none."""
    is_heavy: bool = False
    """Whether such a case is hard to hear: several in a row call for a break."""


@dataclass(frozen=True)
class Tuning:
    """How a county has set a rule."""

    is_on: bool
    days: int | None
    weight: int


@dataclass(frozen=True)
class Reason:
    """One reason to put a case on the agenda, without a name in it."""

    case_id: UUID
    sentence: Any
    """Translated when shown: "missing 3 days", "release ends Friday"."""
    weight: int
    rule: Rule


@dataclass(frozen=True)
class Asked:
    """What a provider is asked: which day it is, and how its rule is tuned."""

    rule: Rule
    day: date
    until: date
    """The day of the meeting after the one that is planned: what ends before it is news now."""
    days: int
    weight: int
    shared: dict[str, Any]
    """What the rules of a room found together, for as long as this one question is asked."""

    def because(self, case_id: UUID, sentence: Any, more: int = 0) -> Reason:
        """Return a reason of this rule; `more` is how much heavier it weighs than the rule."""
        return Reason(case_id, sentence, max(self.weight + more, 1), self.rule)


Provider = Callable[[Asked], Iterable[Reason]]
_providers: dict[str, tuple[Rule, Provider]] = {}


def gives_reasons(rule: Rule) -> Callable[[Provider], Provider]:
    """Register what finds a rule's reasons, over all visible open cases in a statement or two."""

    def register(provider: Provider) -> Provider:
        _providers[rule.key] = (rule, provider)
        return provider

    return register


def rules_by_weight() -> list[Rule]:
    """Return all rules as they are shipped, the heaviest first."""
    return sorted(
        (rule for rule, _ in _providers.values()), key=lambda rule: (-rule.weight, rule.key)
    )


def reasons_by_case(
    day: date, until: date | None = None, tunings: Mapping[str, Tuning] | None = None
) -> dict[UUID, list[Reason]]:
    """Return every room's reasons, the heaviest first within a case, each sentence once.

    Rules that nobody tuned hold as they are shipped.
    """
    found: dict[UUID, list[Reason]] = {}
    shared: dict[str, Any] = {}
    for rule, provider in _providers.values():
        tuned = (tunings or {}).get(rule.key) or Tuning(True, rule.days, rule.weight)
        if not tuned.is_on:
            continue
        last = until or day + A_WEEK
        asked = Asked(rule, day, last, tuned.days or 0, tuned.weight, shared)
        for reason in provider(asked):
            found.setdefault(reason.case_id, []).append(reason)
    return {case: _each_once(reasons) for case, reasons in found.items()}


def _each_once(reasons: list[Reason]) -> list[Reason]:
    """Return the reasons, the heaviest first; two releases that end on Friday are one reason."""
    reasons.sort(key=lambda reason: reason.weight)
    by_sentence = {str(reason.sentence): reason for reason in reasons}
    return sorted(by_sentence.values(), key=lambda reason: -reason.weight)
