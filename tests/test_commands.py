"""Setting up for real, and what keeps a real installation and a demonstration apart."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def sn(instance: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a command as `./sn` does, with nothing else in the environment."""
    env = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "SAFETYNET_INSTANCE": str(instance)}
    return subprocess.run(
        [sys.executable, "-P", "-m", "safetynet", *words],
        check=False,
        capture_output=True,
        text=True,
        env=env | {f"SAFETYNET_{name}": value for name, value in settings.items()},
        timeout=110,
    )


def free_port() -> str:
    """Return a port that nobody listens on at this moment."""
    with socket.create_server(("127.0.0.1", 0)) as held:
        return str(held.getsockname()[1])


def set_up(instance: Path, key: Path, **changed: str) -> subprocess.CompletedProcess[str]:
    answers = {
        "county": "Real County",
        "host-name": "Real County Services",
        "host-kind": "county_services",
        "public-url": "https://safetynet.example.org",
        "root-key-file": str(key),
        "administrator": "Ada Min",
        "administrator-email": "ada@example.org",
        "coordinator": "Co Ord",
        "coordinator-email": "co@example.org",
    } | {name.replace("_", "-"): value for name, value in changed.items()}
    options = [part for name, value in answers.items() for part in (f"--{name}", value)]
    return sn(instance, "setup", *options)


def test_a_real_installation_is_set_up_once(tmp_path: Path) -> None:
    instance, key = tmp_path / "instance", tmp_path / "keys" / "root.key"
    first = set_up(instance, key)
    assert first.returncode == 0, first.stderr
    assert "administrator: ada@example.org" in first.stdout
    assert "one-time code secret" in first.stdout
    assert key.stat().st_mode & 0o777 == 0o400
    assert (instance / "settings.toml").exists()
    again = set_up(instance, key)
    assert again.returncode != 0
    assert "a folder of its own" in again.stderr.replace("\n", " ")
    sound = sn(instance, "audit", "verify", "--json")
    assert sound.returncode == 0, sound.stdout + sound.stderr


def test_a_demonstration_is_not_built_in_a_real_installation(tmp_path: Path) -> None:
    instance = tmp_path / "instance"
    set_up(instance, tmp_path / "keys" / "root.key")
    refused = sn(instance, "demo", "load")
    assert refused.returncode != 0
    assert "real installation" in refused.stderr
    assert "real installation" in sn(instance, "run", "--port", free_port()).stderr


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"public_url": "http://safetynet.example.org"}, "SAFETYNET_PUBLIC_URL"),
        ({"root_key_file": "{instance}/root.key"}, "root key"),
    ],
)
def test_unsafe_answers_set_nothing_up(
    tmp_path: Path, changed: dict[str, str], sentence: str
) -> None:
    instance = tmp_path / "instance"
    given = {name: value.format(instance=instance) for name, value in changed.items()}
    done = set_up(instance, tmp_path / "keys" / "root.key", **given)
    assert done.returncode != 0
    assert sentence in done.stderr
    assert not (instance / "settings.toml").exists()
    assert not (instance / "safetynet.db").exists()


def test_law_enforcement_as_host_is_told_what_that_means(tmp_path: Path) -> None:
    done = set_up(
        tmp_path / "instance", tmp_path / "keys" / "root.key", host_kind="law_enforcement"
    )
    assert "coded cases only" in done.stdout.replace("\n", " ")


def test_nothing_is_served_before_it_is_set_up(tmp_path: Path) -> None:
    done = sn(tmp_path / "instance", "serve", "--port", free_port())
    assert done.returncode != 0
    assert "./sn setup" in done.stderr


def test_a_wrong_setting_names_itself(tmp_path: Path) -> None:
    done = sn(tmp_path / "instance", "keys", "status", ENVIRONMENT="staging")
    assert done.returncode != 0
    assert "SAFETYNET_ENVIRONMENT" in done.stderr
    assert "Traceback" not in done.stderr
