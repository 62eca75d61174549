"""Load the demonstration county with the same rows, ids and all, whoever is asked.

python bench/seed.py safetynet|plain CASES PEOPLE.json
"""

import random
import sys
import uuid
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

_dice = random.Random(13753)


def _same_uuid4() -> uuid.UUID:
    return uuid.UUID(int=_dice.getrandbits(128), version=4)


if __name__ == "__main__":
    name, cases, people = sys.argv[1:]
    # Before anybody imports it by name; keys and nonces come from the system all the same.
    uuid.uuid4 = _same_uuid4
    from bench.plain import make_plain
    from safetynet.__main__ import cli

    if name == "plain":
        make_plain()
    options = ("--survivors", cases, "--open-cases", cases, "--people", people, "--json")
    cli(["demo", "load", *options], prog_name="seed")
