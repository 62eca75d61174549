"""Compiled templates are kept beside their source, where that may be written."""

import gc
from importlib.util import cache_from_source
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask, render_template
from jinja2.bccache import Bucket, FileSystemBytecodeCache

from safetynet import loading
from safetynet.commands import compile_program
from safetynet.edge.compiled import keep_templates_compiled


@pytest.fixture
def little(tmp_path: Path) -> Flask:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text("Good {{ day }}")
    return Flask("little", root_path=str(tmp_path), template_folder="templates")


def kept(app: Flask) -> list[Path]:
    return sorted(Path(app.root_path, "templates", "__pycache__").glob("*"))


def shown(app: Flask) -> str:
    with app.test_request_context():
        return render_template("page.html", day="morning")


def test_what_is_kept_is_used(little: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    keep_templates_compiled(little)
    assert shown(little) == "Good morning"
    [file] = kept(little)
    assert b"morning" not in file.read_bytes(), "code, not what a page showed"
    again = Flask("little", root_path=little.root_path, template_folder="templates")
    keep_templates_compiled(again)
    monkeypatch.setattr(again.jinja_env, "compile", None)
    assert shown(again) == "Good morning"


def test_a_template_that_changed_is_compiled_anew(little: Flask) -> None:
    keep_templates_compiled(little)
    shown(little)
    Path(little.root_path, "templates", "page.html").write_text("Bad {{ day }}")
    again = Flask("little", root_path=little.root_path, template_folder="templates")
    keep_templates_compiled(again)
    assert shown(again) == "Bad morning"
    assert len(kept(again)) == 1


def test_after_the_compiler_was_told_something_else_too(little: Flask) -> None:
    keep_templates_compiled(little)
    shown(little)
    again = Flask("little", root_path=little.root_path, template_folder="templates")
    again.jinja_env.trim_blocks = True
    keep_templates_compiled(again)
    shown(again)
    assert len(kept(again)) == 2


def test_where_nothing_may_be_written_pages_still_come(
    little: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_how: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    keep_templates_compiled(little)
    assert shown(little) == "Good morning"
    assert kept(little) == []


def test_all_can_be_compiled_before_the_service_may_write_nowhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept = list[str]()
    monkeypatch.setattr(FileSystemBytecodeCache, "load_bytecode", lambda _self, _bucket: None)

    def keep(_self: FileSystemBytecodeCache, bucket: Bucket) -> None:
        kept.append(bucket.key)

    monkeypatch.setattr(FileSystemBytecodeCache, "dump_bytecode", keep)
    module = Path(cache_from_source(loading.__file__))
    module.unlink(missing_ok=True)
    assert "Program and pages are compiled" in CliRunner().invoke(compile_program).output
    assert module.exists()
    assert len(kept) == len(list(Path(__file__).parents[2].joinpath("templates").rglob("*.html")))


def test_the_collector_spares_what_was_loaded_and_looks_after_the_rest() -> None:
    assert gc.isenabled()
    assert gc.get_freeze_count() > 100_000
