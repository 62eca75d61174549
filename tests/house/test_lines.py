"""What goes to another machine is encrypted on its way, or production does not start."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from config import Config, Environment
from safetynet import create_app
from safetynet.db.lines import line_findings
from safetynet.vault import VaultError
from safetynet.vault.providers import FileProvider

POSTGRES = "postgresql+psycopg://sn_app@"
HERE = ("/safetynet", "localhost/safetynet", "127.0.0.1:5432/sn", "/sn?host=/run/postgresql")
VERIFIED = ("db.example.org/sn?sslmode=verify-full", "10.0.0.2/sn?sslmode=verify-ca")
IN_CLEAR = (
    "db.example.org/sn",
    "db.example.org/sn?sslmode=require",
    "10.0.0.2/sn?sslmode=prefer",
    "/sn?host=db.example.org",
    "/sn?host=localhost,db.example.org",
)


def trouble_of(**settings: Any) -> str | None:
    [finding] = line_findings(replace(Config.throw_away(Path("/nowhere")), **settings))
    return finding.trouble


@pytest.mark.parametrize("setting", ["database_url", "owner_database_url", "keyring_url"])
def test_a_database_elsewhere_is_asked_under_tls_with_a_verified_certificate(setting: str) -> None:
    for place in (*HERE, *VERIFIED):
        assert trouble_of(**{setting: POSTGRES + place}) is None, place
    for place in IN_CLEAR:
        told = trouble_of(**{setting: POSTGRES + place})
        assert f"SAFETYNET_{setting.upper()}" in (told or ""), place


def test_a_file_is_scanned_on_this_machine() -> None:
    """clamd speaks no TLS."""
    for scanner in ("", "unix:/run/clamav/clamd.ctl", "tcp://127.0.0.1:3310", "tcp://[::1]:3310"):
        assert trouble_of(clamav=scanner) is None
    assert "SAFETYNET_CLAMAV" in (trouble_of(clamav="tcp://scanner.example.org:3310") or "")


def test_production_does_not_start_over_a_line_in_clear(tmp_path: Path) -> None:
    config = replace(
        Config.throw_away(tmp_path),
        environment=Environment.PRODUCTION,
        public_url="https://safetynet.example.org",
        whole_file=True,
        clamav="tcp://scanner.example.org:3310",
    )
    FileProvider(config.root_key_file).create()
    with pytest.raises(VaultError, match="in clear"):
        create_app(config)
