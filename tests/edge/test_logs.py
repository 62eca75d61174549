"""No secret gets into a log line, whichever way it tries."""

import json
import logging
import re
import subprocess
import sys
from enum import StrEnum
from errno import ENOSPC
from io import StringIO
from pathlib import Path
from threading import Thread

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import IntegrityError

from safetynet.edge import logs
from safetynet.edge.logs import SafeLines, log

CANARY = "CNRY-log-7731"


class Happened(StrEnum):
    IMPORTED = "imported"


class DriverError(Exception):
    sqlstate = "23505"

    class diag:  # noqa: N801 - psycopg's own name
        constraint_name = "uq_cases_number"


def lines_of(log_text: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in log_text.read_text().splitlines()]


def test_an_answer_is_told_by_its_rule(visitor: FlaskClient, log_text: Path) -> None:
    visitor.get("/stale?q=x")
    line = lines_of(log_text)[-1]
    assert line["endpoint"] == "/stale"
    assert line["status"] == 409
    assert line["method"] == "GET"
    assert isinstance(line["ms"], int)
    assert str(line["time"]).endswith("+00:00")


def test_a_fault_with_a_secret_in_text_and_address_keeps_it(
    visitor: FlaskClient, log_text: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    page = visitor.get(f"/broken/{CANARY}?name={CANARY}", headers={"User-Agent": CANARY}).text
    visitor.post("/cases", data={"what": CANARY})
    visitor.get(f"/nope/{CANARY}")
    visitor.open("/cases", method=CANARY)
    [failed] = [line for line in lines_of(log_text) if line["level"] == "error"]
    assert (failed["event"], failed["exception"]) == ("failed", "builtins.ValueError")
    # One number for one fault: what somebody reads out finds its line.
    assert set(re.findall(r"\b[0-9A-F]{4}-[0-9A-F]{4}\b", page)) == {failed["incident"]}
    assert failed["at"]
    assert CANARY not in log_text.read_text()
    printed = capfd.readouterr()
    assert CANARY not in printed.out + printed.err


@pytest.mark.parametrize("name", ["werkzeug", "sqlalchemy.engine", "waitress", "py.warnings"])
def test_other_loggers_lose_their_text(sample: Flask, log_text: Path, name: str) -> None:
    try:
        raise ValueError(CANARY)
    except ValueError:
        logging.getLogger(name).exception("%s %s", CANARY, CANARY)
    logging.getLogger(name).error(f"in the text {CANARY}", extra={"said": {"job": CANARY + "\n"}})
    sample.logger.error(CANARY)
    text = log_text.read_text()
    assert CANARY not in text.replace(name, "")
    assert name in text


def test_a_thread_that_dies_loses_its_text(sample: Flask, log_text: Path) -> None:
    def dies() -> None:
        raise ValueError(CANARY)

    thread = Thread(target=dies, name=CANARY)
    thread.start()
    thread.join()
    assert CANARY not in log_text.read_text()
    assert "thread died" in log_text.read_text()


def test_a_database_fault_is_told_by_code_and_constraint(sample: Flask, log_text: Path) -> None:
    fault = IntegrityError(f"INSERT {CANARY}", {"name": CANARY}, DriverError(CANARY))
    log(Happened.IMPORTED, logging.ERROR, fault, count=3, name=CANARY)
    line = lines_of(log_text)[-1]
    assert line["event"] == "imported"
    assert line["sqlstate"] == "23505"
    assert line["constraint"] == "uq_cases_number"
    assert line["count"] == 3
    assert CANARY not in log_text.read_text()


def test_the_file_is_for_its_owner(sample: Flask, log_text: Path) -> None:
    assert log_text.stat().st_mode & 0o077 == 0


def test_a_line_that_cannot_be_written_is_not_printed_instead(
    sample: Flask, capfd: pytest.CaptureFixture[str]
) -> None:
    """Logging itself would print the record, with the address in it, on a full disk."""

    class FullDisk(StringIO):
        def write(self, _text: str) -> int:
            raise OSError(ENOSPC, CANARY)

    logs.speak_to_stderr()
    (ours,) = (one for one in logging.getLogger().handlers if isinstance(one.formatter, SafeLines))
    assert isinstance(ours, logging.StreamHandler)
    ours.setStream(FullDisk())
    logging.getLogger("waitress").error("Exception while serving %s", CANARY)
    printed = capfd.readouterr()
    assert CANARY not in printed.out + printed.err


DYING = """
import gc, logging, sys
from pathlib import Path
from config import Config
from safetynet import create_app

class Lost:
    def __del__(self):
        raise ValueError(sys.argv[2])

create_app(Config.throw_away(Path(sys.argv[1])))
Lost()
gc.collect()
raise ValueError(sys.argv[2])
"""


def test_a_process_that_dies_loses_its_text(tmp_path: Path) -> None:
    """So does an error that nobody could catch; the terminal hears a number to look for."""
    died = subprocess.run(
        [sys.executable, "-c", DYING, str(tmp_path), CANARY],
        check=False,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    lost, process, sentence = died.stderr.splitlines()
    assert died.returncode == 1
    assert CANARY not in died.stdout + died.stderr
    assert json.loads(lost)["event"] == "lost error"
    told = json.loads(process)
    assert (told["event"], told["exception"]) == ("process died", "builtins.ValueError")
    assert told["incident"] in sentence
