"""The plot: who comes when, by whom, to which table, and how it stands today."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from random import Random
from uuid import UUID

from safetynet.cases import CaseStatus
from safetynet.demo.telling import Teller
from safetynet.demo.youth import Youth, invent

SEED = 13753

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

    @property
    def status(self) -> CaseStatus:
        """Raises ValueError where there is no case."""
        return CaseStatus(self.value)


@dataclass(frozen=True)
class Story:
    """One young person's way; days count back from today."""

    n: int
    seed: int
    youth: Youth
    path: Path
    sender: str
    """The handle of the agency that referred her."""
    team: tuple[str, ...] = ()
    """Handles of the agencies at her table, the lead first."""
    referred: int = 0
    opened: int = 0
    closed: int = 0
    survivor_id: UUID | None = None
    case_id: UUID | None = None

    def dice(self, room: str) -> Random:
        """Return the same dice for the same room, whatever other rooms roll."""
        return Random(f"{self.seed}/{self.n}/{room}")

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
    told = [_story(n, seed, path, teller) for n, path in enumerate(paths)]
    return sorted(told, key=lambda story: -story.referred)


def _paths(survivors: int, open_cases: int) -> Iterator[Path]:
    """A quarter of the open cases are on watch; half of the rest were closed before."""
    open_cases = min(open_cases, survivors)
    for n in range(open_cases):
        yield Path.WATCH if n % 4 == 3 else Path.OPEN
    rest = survivors - open_cases
    for n in range(rest):
        yield Path.CLOSED if n % 2 else Path.REFERRED


def _story(n: int, seed: int, path: Path, teller: Teller) -> Story:
    dice = Random(f"{seed}/{n}/plot")
    youth = invent(Random(f"{seed}/{n}/youth"), teller.today)
    lead = _one_of(dice, LEADS)
    team = _team(dice, lead)
    sender = dice.choice(team)
    if path is Path.REFERRED:
        referred = dice.choice((1, 1, 2, 3, 6, 20, 45, 80))
        return Story(n, seed, youth, path, sender, referred=referred)
    opened, closed = _days(dice, path)
    return Story(n, seed, youth, path, sender, team, opened + dice.randint(1, 6), opened, closed)


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
