"""The recovery key: made once, private, and told apart from everything that is not one."""

from pathlib import Path

import pytest

from config import Config
from safetynet.vault import hpke, recovery
from safetynet.vault.errors import VaultError


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
