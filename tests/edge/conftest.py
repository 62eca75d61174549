"""The sample app: one page of everything, someone looking, nothing registered that lasts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from config import Config
from safetynet.edge import Viewer, health, language, logs, look
from tests.edge.sample import app_of

ADVOCATE = Viewer("M. Núñez", "advocate", "Harbor House")


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return Config(
        instance=tmp_path,
        database_url="sqlite://",
        keyring_url="sqlite://",
        root_key_file=tmp_path / "root.key",
        log_dir=tmp_path / "log",
        hosted_by="Example County",
    )


@pytest.fixture
def sample(config: Config, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    monkeypatch.setattr(look, "_identifier", lambda: ADVOCATE)
    monkeypatch.setattr(language, "_chooser", lambda: None)
    monkeypatch.setattr(health, "_checks", {})
    yield app_of(config)
    logs.speak_to_stderr()


@pytest.fixture
def visitor(sample: Flask) -> FlaskClient:
    return sample.test_client()


@pytest.fixture
def log_text(config: Config) -> Path:
    assert config.log_dir
    return config.log_dir / "safetynet.log"
