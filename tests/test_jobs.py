"""`./sn jobs`: everything that is due, and a word about what was not done."""

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import text

from safetynet.jobs import jobs
from safetynet.retention import commands
from tests import scenes
from tests.audit.test_rows import by_sql
from tests.cast import Cast


def run(app: Flask) -> Result:
    return app.test_cli_runner().invoke(jobs)


def test_all_that_is_due_is_done(app: Flask, cast: Cast) -> None:
    scenes.open_case(app, cast)
    for _night in range(2):
        said = run(app)
        assert said.exit_code == 0, said.output
        for word in ("fall due within 90 days", "keys moved", "public key", "All is done."):
            assert word in said.output


def test_what_fails_stops_nothing_else_and_tells_no_text(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_day: object) -> None:
        raise RuntimeError("Ros Quill")

    monkeypatch.setattr(commands, "looked_at", broken)
    said = run(app)
    assert said.exit_code == 1
    assert "Not done, or not well: retention run." in said.output
    assert "RuntimeError" in said.output
    assert "public key" in said.output
    assert "Quill" not in said.output


def test_a_changed_row_is_told_to_whoever_reads_crons_mail(app: Flask, cast: Cast) -> None:
    scenes.open_case(app, cast)
    by_sql(app, text("UPDATE cases SET number = 'C-9'"))
    said = run(app)
    assert said.exit_code == 1
    assert "Not done, or not well: audit verify." in said.output
