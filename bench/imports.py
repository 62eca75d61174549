#!/usr/bin/env python3
"""How long a sheet of a thousand referrals takes, and that a kill on the way loses nothing.

    .venv/bin/python -m bench.imports [--rows 1000]

Runs `./sn import referrals` in a process of its own, eight rows in a hundred bad; then once more
in another house, killed with -9 as soon as anything is saved, and again to its end. Ends with 1
when it takes longer than the goal or a row is lost or doubled. People and words are invented.
"""

import argparse
import logging
import sys
import tempfile
import time
from pathlib import Path

import openpyxl
from flask import Flask
from sqlalchemy import select

from config import Config
from safetynet import create_app
from safetynet.db import Model, as_foundation, db, reading_engine
from safetynet.referrals import Referral
from tests.cast import assemble
from tests.referrals.by_process import ROWS, Sheet, importing, killed_half_way, sheet_of

GOAL = 30.0
"""Seconds for a thousand rows, the start of the program included."""


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, default=ROWS)
    options = asked.parse_args()
    logging.disable(logging.INFO)
    sheet = sheet_of(options.rows)
    with tempfile.TemporaryDirectory(prefix="sn-imports-") as folder:
        whole, sound = _whole(Path(folder, "whole"), sheet)
        killed, again, still_sound = _killed(Path(folder, "killed"), sheet)
    goal = GOAL * options.rows / ROWS
    print(
        f"{options.rows:,} rows, {len(sheet.bad):,} bad: {whole:.1f} s (goal {goal:.0f} s); "
        f"killed after {killed:,} referrals, the rest took {again:.1f} s; "
        f"{'nothing lost, nothing doubled' if sound and still_sound else 'ROWS ARE WRONG'}"
    )
    return 0 if sound and still_sound and max(whole, again) < goal else 1


def _whole(folder: Path, sheet: Sheet) -> tuple[float, bool]:
    app, file = _house(folder, sheet)
    took = _run(app, file)
    return took, _is_sound(app, file, sheet)


def _killed(folder: Path, sheet: Sheet) -> tuple[int, float, bool]:
    app, file = _house(folder, sheet)
    reached = killed_half_way(app, importing(app, file, "--accept-valid"))
    took = _run(app, file)
    return reached, took, _is_sound(app, file, sheet)


def _house(folder: Path, sheet: Sheet) -> tuple[Flask, Path]:
    app = create_app(Config.throw_away(folder))
    with app.app_context():
        with as_foundation():
            Model.metadata.create_all(db.engine)
        assemble()
    file = folder / "people.csv"
    file.write_bytes(sheet.content)
    return app, file


def _run(app: Flask, file: Path) -> float:
    begun = time.perf_counter()
    process = importing(app, file, "--accept-valid")
    _said, wrong = process.communicate()
    if process.returncode != 1:
        raise SystemExit(wrong)
    return time.perf_counter() - begun


def _is_sound(app: Flask, file: Path, sheet: Sheet) -> bool:
    """Say whether each good row is one referral, and each bad one in the file with its reason."""
    with app.app_context(), reading_engine().connect() as connection:
        made = sorted(row or 0 for row in connection.scalars(select(Referral.batch_row)))
    page = openpyxl.load_workbook(file.with_name("people-not-imported.xlsx")).worksheets[0]
    reasons = [line[-1] for line in page.iter_rows(min_row=2, values_only=True)]
    return made == sorted(sheet.good) and reasons == [
        why for _row, why in sorted(sheet.bad.items())
    ]


if __name__ == "__main__":
    sys.exit(main())
