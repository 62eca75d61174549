"""A sheet of a thousand rows, a process that imports it, and a kill on the way."""

import csv
import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from sqlalchemy import func, select

from safetynet.db import reading_engine
from safetynet.referrals import Referral

ROOT = Path(__file__).parents[2]
ROWS, BAD_IN_A_HUNDRED = 1_000, 8
_WRONG = (
    ({"Last name": "12345"}, "A name consists of digits."),
    ({"DOB": "31/31/2011"}, "The date of birth cannot be read as a date."),
    ({"DOB": "2199-01-02"}, "The date of birth lies in the future."),
    ({"First name": "", "Last name": "", "File no": ""}, "There is no name and no code."),
)


@dataclass(frozen=True)
class Sheet:
    """What was written, and by row of the sheet what is wrong with it."""

    content: bytes
    good: frozenset[int]
    bad: dict[int, str]


def sheet_of(total: int = ROWS) -> Sheet:
    """Return a list of referrals of which eight in a hundred rows cannot be imported."""
    text, bad = io.StringIO(newline=""), dict[int, str]()
    headings = ("File no", "First name", "Last name", "DOB", "Phone", "Concern")
    writer = csv.DictWriter(text, headings)
    writer.writeheader()
    for number in range(total):
        row = {
            "File no": f"PR-{number:05}",
            "First name": f"Marigold {_letters(number)}",
            "Last name": "Thistledown",
            "DOB": f"20{8 + number % 5:02}-0{1 + number % 9}-1{number % 10}",
            "Phone": f"555-01{number % 100:02}",
            "Concern": "Seen near the motel with an older man, twice this month.",
        }
        if number % 100 in {3, 17, 29, 41, 55, 67, 79, 98}:
            changed, bad[number + 2] = _WRONG[len(bad) % len(_WRONG)]
            row |= changed
        writer.writerow(row)
    every = set(range(2, total + 2))
    return Sheet(text.getvalue().encode(), frozenset(every - bad.keys()), bad)


def _letters(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


def importing(
    app: Flask,
    file: Path,
    *options: str,
    through: Callable[[list[str]], list[str]] = list,
) -> "subprocess.Popen[str]":
    """Begin `./sn import referrals` on a file, in the installation of this app.

    `through` may put another command before it.
    """
    config = app.extensions["config"]
    settings = {
        "INSTANCE": config.instance,
        "DATABASE_URL": config.database_url,
        "KEYRING_URL": config.keyring_url,
        "ROOT_KEY_FILE": config.root_key_file,
        "MAIL": config.mail,
        "WHOLE_FILE": "off",
    }
    words = ("import", "referrals", str(file), "--agency", "harbor", *options)
    return subprocess.Popen(
        through([sys.executable, "-P", "-m", "safetynet", *words]),
        env=os.environ
        | {f"SAFETYNET_{name}": str(value) for name, value in settings.items()}
        | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=file.parent,
    )


def referrals_in(app: Flask) -> int:
    """Count what is saved, without looking into any of it."""
    with app.app_context(), reading_engine().connect() as connection:
        return int(connection.scalar(select(func.count()).select_from(Referral)) or 0)


def killed_half_way(app: Flask, process: "subprocess.Popen[str]") -> int:
    """Kill the process as soon as anything is saved; return how many referrals there are then."""
    while process.poll() is None and not referrals_in(app):
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    return referrals_in(app)
