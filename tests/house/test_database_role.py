"""The application's PostgreSQL role is ordinary, and production says so or does not start."""

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import make_url

from config import Config, Environment
from safetynet import create_app
from safetynet.db.roles import role_findings
from safetynet.vault import VaultError
from tests.conftest import as_role, run


@pytest.fixture
def server(app: Flask, database: str, request: pytest.FixtureRequest) -> str:
    if database != "postgresql":
        assert list(role_findings(app.extensions["config"])) == []
        pytest.skip("SQLite knows no roles")
    server: str = request.getfixturevalue("postgres_server")
    run(server, "DROP ROLE IF EXISTS sn_bypass", "CREATE ROLE sn_bypass LOGIN BYPASSRLS")
    return server


def as_another(app: Flask, server: str, role: str) -> Config:
    config: Config = app.extensions["config"]
    name = make_url(config.database_url).database or ""
    return replace(config, database_url=as_role(server, name, role))


def test_the_role_of_these_tests_is_ordinary(app: Flask, server: str) -> None:
    [finding] = role_findings(app.extensions["config"])
    assert finding.trouble is None


@pytest.mark.parametrize(
    ("role", "word"),
    [("postgres", "is a superuser"), ("sn_bypass", "has BYPASSRLS"), ("sn_owner", "owns the tab")],
)
def test_a_role_that_no_policy_would_hold_is_refused(
    app: Flask, server: str, role: str, word: str
) -> None:
    config = as_another(app, server, role)
    [finding] = role_findings(config)
    assert word in (finding.trouble or "")
    production = replace(
        config,
        environment=Environment.PRODUCTION,
        public_url="https://safetynet.example.org",
        whole_file=True,
        keyring_url=f"sqlite:///{config.instance / 'another.db'}",
    )
    with pytest.raises(VaultError, match=word):
        create_app(production)


def test_a_database_that_cannot_be_asked_is_refused(app: Flask, server: str) -> None:
    [finding] = role_findings(as_another(app, server, "nobody_of_that_name"))
    assert "cannot be reached" in (finding.trouble or "")


def test_selfcheck_asks_the_database_too(app: Flask, server: str) -> None:
    told = app.test_cli_runner().invoke(args=["keys", "selfcheck", "--json"]).output
    assert "database role is ordinary" in told
