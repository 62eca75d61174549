"""Settings: the environment wins, and a wrong one names itself."""

from pathlib import Path

import pytest

from config import Config, Environment, SettingError


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    return {"SAFETYNET_INSTANCE": str(tmp_path)}


def test_environment_wins_over_the_settings_file(tmp_path: Path, env: dict[str, str]) -> None:
    (tmp_path / "settings.toml").write_text('title = "From the file"\ntrusted_proxies = 2\n')
    config = Config.from_env(env | {"SAFETYNET_TITLE": "From the environment"})
    assert config.title == "From the environment"
    assert config.trusted_proxies == 2


def test_everything_stays_inside_the_instance_unless_told_otherwise(
    tmp_path: Path, env: dict[str, str]
) -> None:
    config = Config.from_env(env)
    assert config.environment is Environment.DEMONSTRATION
    assert config.database_url == f"sqlite:///{tmp_path / 'safetynet.db'}"
    assert config.keyring_url == f"sqlite:///{tmp_path / 'keyring.db'}"
    assert config.root_key_file.is_relative_to(tmp_path)
    assert config.whole_file


def test_secrets_come_as_a_credential_too(tmp_path: Path, env: dict[str, str]) -> None:
    """systemd hands them to the service alone; the settings file need hold no password."""
    (tmp_path / "settings.toml").write_text('title = "T"\nmail = "smtp://mail.example.org"\n')
    handed = tmp_path / "handed"
    handed.mkdir()
    password = 'mail = "smtps://a:quiet-word@mail.example.org"'
    (handed / "safetynet.settings").write_text(password)
    config = Config.from_env(env | {"CREDENTIALS_DIRECTORY": str(handed)})
    assert (config.title, config.mail[:8]) == ("T", "smtps://")
    assert "quiet-word" not in repr(config)
    (handed / "safetynet.settings").write_text(password + '"')
    with pytest.raises(SettingError, match=r"safetynet\.settings") as told:
        Config.from_env(env | {"CREDENTIALS_DIRECTORY": str(handed)})
    assert "quiet-word" not in str(told.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SAFETYNET_ENVIRONMENT", "staging"),
        ("SAFETYNET_PUBLIC_URL", "safetynet.example.org"),
        ("SAFETYNET_TRUSTED_PROXIES", "-1"),
        ("SAFETYNET_STAND_AT", "tomorrow"),
    ],
)
def test_a_wrong_setting_names_itself(env: dict[str, str], name: str, value: str) -> None:
    with pytest.raises(SettingError, match=name):
        Config.from_env(env | {name: value})


def test_a_broken_settings_file_names_itself(tmp_path: Path, env: dict[str, str]) -> None:
    (tmp_path / "settings.toml").write_text("title = SafetyNet")
    with pytest.raises(SettingError, match=r"settings\.toml"):
        Config.from_env(env)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SAFETYNET_PUBLIC_URL", "http://safetynet.example.org"),
        ("SAFETYNET_WHOLE_FILE", "off"),
        ("SAFETYNET_ROOT_KEY", "ab" * 32),
        ("SAFETYNET_STAND_AT", "2028-02-29T09:00"),
    ],
)
def test_production_refuses_what_only_a_demonstration_may(
    env: dict[str, str], name: str, value: str
) -> None:
    safe = {
        "SAFETYNET_ENVIRONMENT": "production",
        "SAFETYNET_PUBLIC_URL": "https://safetynet.example.org",
    }
    assert Config.from_env(env | safe).is_https
    with pytest.raises(SettingError, match=name):
        Config.from_env(env | safe | {name: value})


def test_a_server_that_logs_unasked_and_the_commands_share_their_witnesses(
    env: dict[str, str],
) -> None:
    """Otherwise a command would find the anchors gone that the demonstration's server wrote."""
    served, asked = Config.from_env(env, defaults={"LOG_DIR": "logs"}), Config.from_env(env)
    assert (served.anchors, served.tombstones) == (asked.anchors, asked.tombstones)
    elsewhere = Config.from_env(env | {"SAFETYNET_ANCHOR_FILE": "/mnt/witness/anchors"})
    assert elsewhere.anchors == Path("/mnt/witness/anchors")
