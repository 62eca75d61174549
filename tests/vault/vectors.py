"""Published test vectors beside the project, and the count of what was used of them."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.conftest import SHARED

Vector = dict[str, Any]
FOLDER = SHARED / "data" / "crypto"


@dataclass
class Tally:
    """How many vectors of one file were used, and why the others were not."""

    source: str
    used: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)

    def of_ours(self, vectors: Iterator[Vector], why_not: Callable[[Vector], str]) -> list[Vector]:
        """Return the vectors of our parameters; `why_not` names the reason for leaving one out."""
        ours = []
        for vector in vectors:
            if reason := why_not(vector):
                self.left_out[reason] += 1
            else:
                ours.append(vector)
        return ours

    def __str__(self) -> str:
        used = ", ".join(f"{count} {kind}" for kind, count in sorted(self.used.items()))
        left = "; ".join(f"{count} {reason}" for reason, count in sorted(self.left_out.items()))
        total = f"{self.used.total()} used ({used}), {self.left_out.total()} left out"
        return f"{self.source}: {total}{f' ({left})' if left else ''}"


def read(path: str) -> str:
    """Return a file of vectors; skips the test where the folder is absent."""
    if not (FOLDER / path).exists():
        pytest.skip("the folder ../shared with published vectors is not here")
    return (FOLDER / path).read_text()


def wycheproof(name: str) -> Iterator[Vector]:
    """Yield every vector of a Wycheproof file with its group's parameters, hex read as bytes."""
    for group in json.loads(read(f"wycheproof/{name}_test.json"))["testGroups"]:
        parameters = {key: value for key, value in group.items() if key != "tests"}
        for test in group["tests"]:
            yield parameters | {key: _plain(key, value) for key, value in test.items()}


def blocks(path: str) -> Iterator[dict[str, str]]:
    """Yield the `name = value` blocks of a file in NIST's manner."""
    for block in read(path).split("\n\n"):
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        if lines:
            yield {name: value.strip() for name, _, value in (x.partition(" =") for x in lines)}


def _plain(name: str, value: Any) -> Any:
    is_word = name in {"comment", "result"} or not isinstance(value, str)
    return value if is_word else bytes.fromhex(value)
