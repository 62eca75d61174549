"""The recovery key: made once, private, and told apart from everything that is not one."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from config import Config, Environment
from safetynet.vault import hpke, recovery, vault
from safetynet.vault.errors import VaultError
from tests.vault.test_selfcheck import started


@pytest.fixture
def config(tmp_path: Path) -> Config:
    (tmp_path / "instance").mkdir()
    return Config.throw_away(tmp_path / "instance")


def test_the_halves_belong_together(config: Config, tmp_path: Path) -> None:
    file = tmp_path / "safe" / "recovery.key"
    recovery.make_pair(config, file)
    assert file.stat().st_mode & 0o777 == 0o400
    private = recovery.private_key_in(file)
    sealed = hpke.seal(recovery.public_key(config), b"secret", b"test")
    assert hpke.open_(private, sealed, b"test") == b"secret"
    assert private.hex() not in recovery.public_half_of(config).read_text()


def test_a_recovery_key_is_never_replaced(config: Config, tmp_path: Path) -> None:
    file = tmp_path / "recovery.key"
    recovery.make_pair(config, file)
    before = file.read_bytes(), recovery.public_key(config)
    with pytest.raises(VaultError, match="there already"):
        recovery.make_pair(config, file)
    assert (file.read_bytes(), recovery.public_key(config)) == before


def test_what_is_no_key_is_refused_with_a_sentence(config: Config, tmp_path: Path) -> None:
    with pytest.raises(VaultError, match="recovery-key FILE makes it"):
        recovery.public_key(config)
    with pytest.raises(VaultError, match="There is no recovery key"):
        recovery.private_key_in(tmp_path / "absent")
    for content in ("not hex", "abcd"):
        (tmp_path / "bad").write_text(content)
        with pytest.raises(VaultError):
            recovery.private_key_in(tmp_path / "bad")


def made(app: Flask, file: Path) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=["keys", "recovery-key", str(file)])
    return result.exit_code, result.output


def test_the_server_keeps_nothing_of_the_private_half(config: Config, tmp_path: Path) -> None:
    app = started(config)
    code, said = made(app, tmp_path / "safe" / "recovery.key")
    digits = (tmp_path / "safe" / "recovery.key").read_text().strip()
    assert (code, digits in said) == (0, False)
    for left in config.instance.rglob("*"):
        assert not left.is_file() or digits.encode() not in left.read_bytes()


def test_a_further_key_opens_what_comes_after_it(config: Config, tmp_path: Path) -> None:
    app = started(config)
    assert "key before it" not in made(app, tmp_path / "one.key")[1]
    assert "key before it" in made(app, tmp_path / "other.key")[1]
    later = hpke.public_key_of(recovery.private_key_in(tmp_path / "other.key"))
    assert recovery.public_key(config) == later


def test_production_keeps_the_private_half_away_from_the_databases(config: Config) -> None:
    app = started(config)
    with app.app_context():
        here = vault()
    production = replace(config, environment=Environment.PRODUCTION)
    app.extensions["vault"] = replace(here, config=production)
    code, said = made(app, config.instance / "recovery.key")
    assert (code, "folder of a database" in said) == (1, True)
    assert not (config.instance / "recovery.key").exists()
