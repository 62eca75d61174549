"""Start-up: a demonstration helps itself, production refuses what is unsafe."""

import json
import os
import resource
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from config import Config, Environment
from safetynet import vault
from safetynet.vault import Purpose, VaultError, engine_options
from safetynet.vault.providers import FileProvider

pytestmark = pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX")


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """A demonstration's settings."""
    return replace(
        Config.from_env({"SAFETYNET_INSTANCE": str(tmp_path / "instance")}), testing=True
    )


@pytest.fixture
def production(config: Config) -> Config:
    return replace(
        config,
        environment=Environment.PRODUCTION,
        public_url="https://safetynet.example.org",
    ).checked()


def started(config: Config) -> Flask:
    app = Flask("test")
    vault.init_app(app, config)
    return app


def rewrite(path: Path, digits: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.write_text(digits)
    path.chmod(0o400)


def test_a_demonstration_makes_its_root_key_once(config: Config) -> None:
    first = started(config).secret_key
    assert config.root_key_file.stat().st_mode & 0o777 == 0o400
    assert config.root_key_file.parent.stat().st_mode & 0o777 == 0o700
    assert started(config).secret_key == first


def test_production_never_makes_a_root_key(production: Config) -> None:
    with pytest.raises(VaultError, match=r"\./sn setup"):
        started(production)
    with pytest.raises(VaultError, match=r"\./sn setup"):
        engine_options(production)
    assert not production.root_key_file.exists()


def test_production_starts_with_a_good_key(production: Config) -> None:
    FileProvider(production.root_key_file).create()
    assert started(production).secret_key


def test_production_refuses_a_key_that_others_read(production: Config) -> None:
    FileProvider(production.root_key_file).create()
    production.root_key_file.chmod(0o440)
    with pytest.raises(VaultError, match="0400"):
        started(production)


def test_production_refuses_a_sample_key(production: Config) -> None:
    rewrite(production.root_key_file, "0123456789abcdef" * 4)
    with pytest.raises(VaultError, match="sample"):
        started(production)


def test_production_refuses_a_key_beside_a_database(production: Config) -> None:
    beside = replace(production, root_key_file=production.instance / "root.key")
    FileProvider(beside.root_key_file).create()
    with pytest.raises(VaultError, match="SAFETYNET_ROOT_KEY_FILE"):
        started(beside)


def test_production_refuses_a_key_among_the_backups(production: Config) -> None:
    among = replace(production, root_key_file=production.instance / "backups" / "root.key")
    FileProvider(among.root_key_file).create()
    with pytest.raises(VaultError, match="backups"):
        started(among)


def test_production_refuses_debugging(production: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    FileProvider(production.root_key_file).create()
    monkeypatch.setenv("FLASK_DEBUG", "1")
    with pytest.raises(VaultError, match="FLASK_DEBUG"):
        started(production)


def test_no_preset_session_key_survives(production: Config) -> None:
    FileProvider(production.root_key_file).create()
    app = Flask("test")
    app.secret_key = "dev"
    vault.init_app(app, production)
    assert app.secret_key == started(production).secret_key != "dev"


def test_a_session_key_set_afterwards_is_found(config: Config) -> None:
    app = started(config)
    app.secret_key = "dev"
    result = app.test_cli_runner().invoke(args=["keys", "selfcheck", "--json"])
    [bad] = [check for check in json.loads(result.output)["checks"] if not check["ok"]]
    assert (result.exit_code, bad["check"]) == (1, "session key comes from the root key")


def test_core_dumps_switched_on_are_found(config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    app = started(config)
    monkeypatch.setattr(resource, "getrlimit", lambda _limit: (1, 1))
    result = app.test_cli_runner().invoke(args=["keys", "selfcheck", "--json"])
    [bad] = [check for check in json.loads(result.output)["checks"] if not check["ok"]]
    assert (result.exit_code, bad["check"]) == (1, "core dumps are off")


@pytest.mark.parametrize("whole_file", [True, False])
def test_another_root_key_is_refused_in_one_sentence(config: Config, whole_file: bool) -> None:
    config = replace(config, whole_file=whole_file)
    started(config)
    rewrite(config.root_key_file, os.urandom(32).hex())
    with pytest.raises(VaultError, match="root key") as caught:
        started(config)
    assert str(caught.value).endswith(".")


def test_a_crash_leaves_no_core(config: Config) -> None:
    started(config)
    assert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)


def test_database_and_keyring_have_keys_of_their_own(config: Config) -> None:
    roots = started(config).extensions["vault"].roots
    assert roots.file_key(Purpose.DATABASE_FILE) != roots.file_key(Purpose.KEYRING_FILE)


def test_a_key_from_the_environment_needs_no_file(config: Config) -> None:
    started(replace(config, root_key=os.urandom(32).hex()))
    assert not config.root_key_file.exists()


def test_keys_status_counts_and_shows_no_key(config: Config) -> None:
    app = started(config)
    result = app.test_cli_runner().invoke(args=["keys", "status", "--json"])
    assert json.loads(result.output)["keys"] == {"live": 0, "destroyed": 0}
    with app.app_context():
        vault.vault().keyring.create(
            [vault.Triple(vault.NOBODY, vault.NOBODY, vault.Category.OFFICE)]
        )
    for arguments in (["keys", "status", "--json"], ["keys", "status"]):
        output = app.test_cli_runner().invoke(args=arguments).output
        assert "1" in output
        assert config.root_key_file.read_text().strip() not in output


def test_keys_selfcheck_tells_good_from_bad(config: Config) -> None:
    app = started(config)
    result = app.test_cli_runner().invoke(args=["keys", "selfcheck", "--json"])
    assert result.exit_code == 0
    assert json.loads(result.output)["ok"]
    config.root_key_file.chmod(0o444)
    result = app.test_cli_runner().invoke(args=["keys", "selfcheck", "--json"])
    assert result.exit_code == 1
    [bad] = [check for check in json.loads(result.output)["checks"] if not check["ok"]]
    assert bad["check"] == "root key is private"
    result = app.test_cli_runner().invoke(args=["keys", "selfcheck"])
    assert result.exit_code == 1
