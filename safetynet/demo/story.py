"""The plot: who comes when, by whom, to which table, and how it stands today."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import cycle
from random import Random
from typing import ClassVar
from uuid import UUID

from safetynet.agencies import AgencyClass, HostKind
from safetynet.demo.county import AGENCIES
from safetynet.demo.telling import Teller
from safetynet.demo.youth import Youth, invent
from safetynet.referrals import ReferralBasis
from safetynet.referrals.bases import bases_for, carried_by
from safetynet.sharing.laws import LAWS

SEED = 13753
SHIPPED = carried_by(LAWS)
CLASSES = {handle: kind for handle, _name, kind in AGENCIES}

LEADS = {"harbor": 5, "rising": 4, "welfare": 3, "probation": 2, "clinic": 1}
TABLE = {
    "harbor": 5, "rising": 4, "welfare": 6, "probation": 6, "clinic": 5, "schools": 4,
    "police": 3, "defender": 3, "da": 2,
}  # fmt: skip


class Path(StrEnum):
    """How far a young person's story went."""

    OPEN = "open"
    WATCH = "watch"
    CLOSED = "closed"
    REFERRED = "referred"
    """Never became a case, or not yet."""


class Fate(StrEnum):
    """Where a referral without a case stands today."""

    WAITING = "waiting"
    DECLINED = "declined"
    RETURNED = "returned"
    TRIAGED = "triaged"
    KEPT = "kept"
    """Imported by the sender and not sent yet."""
    CODED = "coded"
    ANSWERED = "answered"


FATES = (
    Fate.WAITING, Fate.DECLINED, Fate.KEPT, Fate.RETURNED, Fate.TRIAGED, Fate.WAITING, Fate.KEPT,
    Fate.CODED, Fate.DECLINED, Fate.ANSWERED, Fate.KEPT, Fate.WAITING, Fate.TRIAGED, Fate.DECLINED,
)  # fmt: skip


@dataclass(frozen=True)
class Story:
    """One young person's way; days count back from today."""

    n: int
    seed: int
    youth: Youth
    path: Path
    sender: str
    """The handle of the agency that referred her."""
    basis: ReferralBasis
    fate: Fate | None = None
    team: tuple[str, ...] = ()
    """Handles of the agencies at her table, the lead first."""
    referred: int = 0
    opened: int = 0
    closed: int = 0
    survivor_id: UUID | None = None
    case_id: UUID | None = None

    RELEASED_FOR: ClassVar = timedelta(days=90)

    def dice(self, room: str) -> Random:
        """Return the same dice for the same room, whatever other rooms roll."""
        return Random(f"{self.seed}/{self.n}/{room}")

    def tell(self, text: str) -> str:
        """Return a sentence about her, him or them."""
        return self.youth.told(text)

    @property
    def survivor(self) -> UUID:
        """Raises ValueError before she was referred."""
        if self.survivor_id is None:
            raise ValueError("nobody referred her yet")
        return self.survivor_id

    @property
    def case(self) -> UUID:
        """Raises ValueError before the case was opened."""
        if self.case_id is None:
            raise ValueError("no case was opened")
        return self.case_id

    @property
    def is_coded(self) -> bool:
        return self.basis is ReferralBasis.CODED

    @property
    def lead(self) -> str:
        return self.team[0]

    @property
    def has_case(self) -> bool:
        return self.path is not Path.REFERRED

    @property
    def is_open(self) -> bool:
        return self.path in {Path.OPEN, Path.WATCH}

    @property
    def until(self) -> int:
        """How many days ago the last thing happened: 0 while the case is open."""
        return self.closed if self.path is Path.CLOSED else 0


def plot(survivors: int, open_cases: int, seed: int, teller: Teller) -> list[Story]:
    """Return the stories in the order in which their young people came, the earliest first."""
    paths = list(_paths(survivors, open_cases))
    Random(seed).shuffle(paths)
    told = [_story(n, seed, *way, teller.today) for n, way in enumerate(paths)]
    return sorted(told, key=lambda story: -story.referred)


def _paths(survivors: int, open_cases: int) -> Iterator[tuple[Path, Fate | None]]:
    """A quarter of the open cases are on watch; half of the rest were closed before."""
    open_cases = min(open_cases, survivors)
    for n in range(open_cases):
        yield (Path.WATCH if n % 4 == 3 else Path.OPEN), None
    fates = cycle(FATES)
    for n in range(survivors - open_cases):
        yield (Path.CLOSED, None) if n % 2 else (Path.REFERRED, next(fates))


def _story(n: int, seed: int, path: Path, fate: Fate | None, today: date) -> Story:
    dice = Random(f"{seed}/{n}/plot")
    youth = invent(Random(f"{seed}/{n}/youth"), today)
    team = _team(dice, _one_of(dice, LEADS))
    sender = _sender(dice, team, fate)
    basis = _basis(dice, sender, fate)
    if path is Path.REFERRED:
        referred = dice.choice(SINCE.get(fate, (1, 1, 1, 2)))
        return Story(n, seed, youth, path, sender, basis, fate, referred=referred)
    opened, closed = _days(dice, path)
    referred = opened + dice.randint(1, 6)
    return Story(n, seed, youth, path, sender, basis, None, team, referred, opened, closed)


SINCE: dict[Fate | None, tuple[int, ...]] = {
    Fate.DECLINED: (8, 20, 45, 80, 150),
    Fate.RETURNED: (2, 4, 6),
    Fate.KEPT: (5,),
}
"""How many days ago it was made; most of those that wait came yesterday."""


def _sender(dice: Random, team: tuple[str, ...], fate: Fate | None) -> str:
    if fate is Fate.KEPT:
        return "probation"
    covered = [handle for handle in team if CLASSES[handle] is AgencyClass.VICTIM_SERVICES]
    if fate is Fate.CODED:
        return covered[0] if covered else "harbor"
    return dice.choice(team)


def _basis(dice: Random, sender: str, fate: Fate | None) -> ReferralBasis:
    """Return what the sender may tell it on; coded ones come from covered agencies only."""
    kind = CLASSES[sender]
    may_sign = sender not in {"police", "da", "defender"}
    may = bases_for(kind, HostKind.COUNTY_SERVICES, SHIPPED, may_sign=may_sign)
    if fate is Fate.CODED or may == (ReferralBasis.CODED,):
        return ReferralBasis.CODED
    if kind is AgencyClass.VICTIM_SERVICES and fate is None and dice.random() < 0.2:
        return ReferralBasis.CODED
    return dice.choice([basis for basis in may if basis is not ReferralBasis.CODED])


def _days(dice: Random, path: Path) -> tuple[int, int]:
    """Return how many days ago the case was opened, and closed."""
    if path is Path.OPEN:
        return dice.randint(8, 260), 0
    if path is Path.WATCH:
        return dice.randint(200, 420), 0
    closed = dice.randint(20, 400)
    return closed + dice.randint(60, 300), closed


def _team(dice: Random, lead: str) -> tuple[str, ...]:
    team = [lead]
    size = dice.choices((3, 4, 5, 6, 7), (3, 5, 4, 2, 1))[0]
    while len(team) < size:
        also = _one_of(dice, TABLE)
        if also not in team:
            team.append(also)
    return tuple(team)


def _one_of(dice: Random, weights: dict[str, int]) -> str:
    return dice.choices([*weights], [*weights.values()])[0]
