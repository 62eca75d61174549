"""`./sn demo load` and `./sn demo code`."""

import json
from pathlib import Path

import pyotp
import pytest
from flask import Flask

from config import Config
from safetynet import clock, create_app
from safetynet.commands import COMMANDS
from safetynet.demo import commands
from tests.conftest import close, create_tables


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Flask:
    monkeypatch.setattr(commands, "open_database", lambda: create_tables(None))
    app = create_app(Config.throw_away(tmp_path))
    for command in COMMANDS:
        app.cli.add_command(command)
    return app


def test_load_writes_people_and_canaries_and_says_what_it_built(
    empty: Flask, tmp_path: Path
) -> None:
    people, canaries = tmp_path / "p.json", tmp_path / "c.json"
    words = ["demo", "load", "--survivors", "4", "--all-open", "--json"]
    files = ["--people", str(people), "--canaries", str(canaries)]
    result = empty.test_cli_runner().invoke(args=[*words, *files])
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout) == {"people": 18, "survivors": 4, "open_cases": 4}
    assert set(json.loads(people.read_text())[0]) == {
        "email", "password", "totp_secret", "role", "agency",
    }  # fmt: skip
    assert all(row["canary"].startswith("CNRY-") for row in json.loads(canaries.read_text()))
    somebody = json.loads(people.read_text())[0]
    told = empty.test_cli_runner().invoke(args=["demo", "code", somebody["email"]])
    assert pyotp.TOTP(somebody["totp_secret"]).verify(
        told.stdout.strip(), for_time=clock.now(), valid_window=1
    )
    again = empty.test_cli_runner().invoke(args=words)
    assert again.exit_code == 1
    assert "nothing was changed" in again.output
    with empty.app_context():
        close(empty)
