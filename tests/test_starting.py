"""What stops a start: one sentence, a code that is not 0, and nothing half-written."""

import fcntl
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from safetynet import setup as setting_up
from tests.test_commands import ROOT, free_port, set_up, sn


def stopped(instance: Path, *words: str, **settings: str) -> str:
    """Run a command that must not start; return its one sentence."""
    done = sn(instance, *words, **settings)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Building" not in done.stdout and not (instance / "people.txt").exists()
    assert done.stderr.count("\n") == 1, done.stderr
    return done.stderr


@pytest.fixture
def taken() -> Iterator[str]:
    """Hold a port."""
    with socket.create_server(("127.0.0.1", 0)) as held:
        yield str(held.getsockname()[1])


def test_a_port_that_is_taken_is_told_before_anything_is_built(tmp_path: Path, taken: str) -> None:
    said = stopped(tmp_path / "instance", "run", "--port", taken)
    assert f"http://127.0.0.1:{taken} cannot be used (Address already in use)" in said
    assert [path.name for path in (tmp_path / "instance").iterdir()] == ["server.lock"]


@pytest.mark.parametrize("command", ["run", "serve"])
def test_a_second_server_is_refused(tmp_path: Path, command: str) -> None:
    instance = tmp_path / "instance"
    instance.mkdir()
    (instance / "safetynet.db").touch()
    with (instance / "server.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        said = stopped(instance, command, "--port", free_port())
    assert f"Another SafetyNet serves {instance} already" in said


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "nonsense"),
        ("DATABASE_URL", "mysql://county/safetynet"),
        ("DATABASE_URL", "postgresql://nobody:secret@127.0.0.1:1/nothing"),
        ("KEYRING_URL", "nonsense"),
        ("KEYRING_URL", "postgresql://nobody:secret@127.0.0.1:1/nothing"),
        ("TIME_ZONE", "Mars/Olympus"),
        ("LOG_DIR", "/proc/nowhere"),
        ("ROOT_KEY_FILE", "/proc/nowhere/root.key"),
        ("INSTANCE", "/proc/nowhere"),
        ("INSTANCE", __file__),
        ("MAIL", "pigeon:"),
        ("PUBLIC_URL", "safetynet.example.org"),
        ("TRUSTED_PROXIES", "many"),
        ("ENVIRONMENT", "staging"),
    ],
)
def test_a_wrong_setting_is_named_in_one_sentence(tmp_path: Path, name: str, value: str) -> None:
    said = stopped(tmp_path / "instance", "run", "--port", free_port(), **{name: value})
    assert said.startswith("SafetyNet cannot start: ") and f"SAFETYNET_{name}" in said
    assert "secret" not in said


def test_a_settings_file_of_bytes_is_named(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_bytes(b"\xff\xfe\x00")
    assert "settings.toml cannot be read" in stopped(tmp_path, "serve")


def test_a_database_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "safetynet.db").write_bytes(b"This is a letter, not a database." * 40)
    said = stopped(tmp_path, "run", "--port", free_port())
    assert "A database file does not open" in said


@pytest.mark.parametrize(
    "words", [("run", "--port", "0"), ("serve",), ("demo", "load", "--survivors", "1")]
)
def test_a_demonstration_that_was_interrupted_is_not_taken_for_whole(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    for name in ("being-built", "safetynet.db"):
        (tmp_path / name).touch()
    words = tuple(word.replace("0", free_port()) for word in words)
    assert "was interrupted, so it is not whole" in stopped(tmp_path, *words)


def test_a_demonstration_is_built_once_and_nothing_real_is_set_up_in_it(tmp_path: Path) -> None:
    instance, key = tmp_path / "instance", tmp_path / "keys" / "root.key"
    nowhere = tmp_path / "nowhere" / "people.json"
    first = sn(instance, "demo", "load", "--survivors", "1", "--people", str(nowhere))
    assert first.returncode == 1 and "nothing was built" in first.stderr
    built = sn(instance, "demo", "load", "--survivors", "1")
    assert built.returncode == 0, built.stderr
    assert not (instance / "being-built").exists()
    before = sorted(instance.rglob("*"))
    again = sn(instance, "demo", "load", "--survivors", "1")
    assert (again.returncode, again.stderr.count("\n")) == (1, 1)
    assert "nothing was changed" in again.stderr
    refused = set_up(instance, key)
    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)
    assert "a folder of its own" in refused.stderr
    asked = sn(instance, "setup")
    assert asked.stdout == "" and "a folder of its own" in asked.stderr, "before any question"
    assert sorted(instance.rglob("*")) == before and not key.exists()


@pytest.mark.parametrize("error", [setting_up.NotEmptyError("A county."), KeyboardInterrupt()])
def test_setting_up_that_breaks_off_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    """As in a database that holds a county, or when somebody presses Ctrl-C."""

    def breaks(*_words: object) -> None:
        raise error

    instance, key = tmp_path / "instance", tmp_path / "keys" / "root.key"
    monkeypatch.setenv("SAFETYNET_INSTANCE", str(instance))
    monkeypatch.setattr(setting_up, "_first_people", breaks)
    answers = ["County", "Host", "county_services", "https://safetynet.example.org", str(key)]
    answers += ["Ada", "ada@example.org", "Co", "co@example.org"]
    done = CliRunner().invoke(setting_up.setup, input="\n".join(answers))
    assert done.exit_code == 1
    assert list(instance.rglob("*")) == [] and not key.exists()


LATE = {"icalendar", "PIL", "psycopg", "pypdf", "rich", "webauthn", "xlsxwriter", "zxcvbn"}
"""Libraries that are large and that only few visits need."""


def test_a_start_loads_no_library_that_only_few_visits_need() -> None:
    """Everybody waits for a start after a server fell."""
    asked = "import sys, safetynet.__main__; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-P", "-c", asked],
        check=True,
        capture_output=True,
        text=True,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)},
    )
    loaded = set(done.stdout.split())
    assert "safetynet.late" in loaded
    assert not loaded & LATE
