"""The root key file is private, made once, and never a sample."""

import os
import stat
from pathlib import Path
from typing import ClassVar

import pytest

from config import Config, SettingError
from safetynet import clock
from safetynet.vault import Keyring, Opening, Place, Roots, Triple, VaultError
from safetynet.vault.extension import provider_for
from safetynet.vault.providers import (
    EnvironmentProvider,
    FileProvider,
    RootProvider,
    SystemdCredential,
    is_sample,
)
from safetynet.vault.store import Store
from safetynet.vault.wrapping import KeyWrapper, cipher_of, unwrap, wrap

posix = pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX")


@pytest.fixture
def provider(tmp_path: Path) -> FileProvider:
    provider = FileProvider(tmp_path / "root" / "root.key")
    provider.create()
    return provider


def test_a_made_key_reads_back_the_same(provider: FileProvider) -> None:
    assert provider.permanent() == provider.permanent()
    assert len(provider.permanent()) == 32
    assert not is_sample(provider.permanent())


@posix
def test_file_and_folder_are_private(provider: FileProvider) -> None:
    assert stat.S_IMODE(provider.path.stat().st_mode) == 0o400
    assert stat.S_IMODE(provider.path.parent.stat().st_mode) == 0o700


def test_an_existing_key_is_never_replaced(provider: FileProvider) -> None:
    before = provider.permanent()
    with pytest.raises(FileExistsError):
        provider.create()
    assert provider.permanent() == before
    assert [path.name for path in provider.path.parent.iterdir()] == ["root.key"]


@posix
@pytest.mark.parametrize("mode", [0o440, 0o404, 0o644, 0o420, 0o402])
def test_a_key_that_others_reach_is_refused(provider: FileProvider, mode: int) -> None:
    provider.path.chmod(mode)
    with pytest.raises(VaultError, match="0400"):
        provider.permanent()


def test_a_missing_key_names_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(VaultError, match=r"\./sn setup"):
        FileProvider(tmp_path / "root.key").permanent()


@pytest.mark.parametrize("content", [b"", b"ab" * 31, b"zz" * 32, b"\xff" * 64])
def test_a_damaged_key_is_refused_without_quoting_it(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "root.key"
    path.write_bytes(content)
    path.chmod(0o400)
    with pytest.raises(VaultError) as caught:
        FileProvider(path).permanent()
    assert "abab" not in str(caught.value)
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


@posix
def test_a_credential_may_be_read_by_the_service_group_only(tmp_path: Path) -> None:
    path = tmp_path / "root.key"
    path.write_text(os.urandom(32).hex())
    path.chmod(0o440)
    assert len(SystemdCredential(path).permanent()) == 32
    path.chmod(0o444)
    with pytest.raises(VaultError):
        SystemdCredential(path).permanent()


def test_a_credential_from_systemd_is_the_root_key(tmp_path: Path) -> None:
    handed = tmp_path / "credentials"
    handed.mkdir()
    secret = os.urandom(32)
    (handed / "safetynet.root.key").write_text(secret.hex())
    (handed / "safetynet.root.key").chmod(0o440)
    said = {"SAFETYNET_INSTANCE": str(tmp_path), "CREDENTIALS_DIRECTORY": str(handed)}
    provider = provider_for(Config.from_env(said))
    assert isinstance(provider, SystemdCredential)
    assert provider.permanent() == secret


def test_without_such_a_credential_the_file_counts(tmp_path: Path) -> None:
    (tmp_path / "handed").mkdir()
    said = {"SAFETYNET_INSTANCE": str(tmp_path), "CREDENTIALS_DIRECTORY": str(tmp_path / "handed")}
    assert isinstance(provider_for(Config.from_env(said)), FileProvider)


def test_the_environment_is_for_development_only(tmp_path: Path) -> None:
    said = {"SAFETYNET_INSTANCE": str(tmp_path), "SAFETYNET_ROOT_KEY": os.urandom(32).hex()}
    assert isinstance(provider_for(Config.from_env(said)), EnvironmentProvider)
    production = {
        "SAFETYNET_ENVIRONMENT": "production",
        "SAFETYNET_PUBLIC_URL": "https://safetynet.example.org",
    }
    with pytest.raises(SettingError, match="SAFETYNET_ROOT_KEY"):
        Config.from_env(said | production)


class KeyService:
    """What a key service looks like from here: it wraps and unwraps and hands out no key."""

    kind: ClassVar[str] = "a key service"

    def __init__(self) -> None:
        self._cipher = cipher_of(os.urandom(32))
        self._permanent = self.wrap(os.urandom(32), b"permanent")
        self.is_reachable = True

    def permanent(self) -> bytes:
        return self.unwrap(self._permanent, b"permanent")

    def wrapper(self, _roots: Roots) -> "KeyService":
        return self

    def wrap(self, secret: bytes, bound_to: bytes) -> bytes:
        return wrap(self._cipher, secret, bound_to)

    def unwrap(self, wrapped: bytes, bound_to: bytes) -> bytes:
        if not self.is_reachable:
            raise VaultError("The key service cannot be reached.")
        return unwrap(self._cipher, wrapped, bound_to)


def test_a_key_service_can_wrap_without_handing_out_its_key(
    store: Store, triple: Triple, place: Place
) -> None:
    service = KeyService()
    provider: RootProvider = service
    roots = Roots(provider.permanent())

    def opening(wrapper: KeyWrapper) -> Opening:
        return Keyring(store, wrapper, clock.now).opening(lambda _t: True, lambda *_read: None)

    blob = opening(provider.wrapper(roots)).seal(triple, place, "Gutierrez")
    assert opening(provider.wrapper(roots)).open(triple, place, blob) == "Gutierrez"
    # The permanent secret alone opens nothing: the service must be asked.
    with pytest.raises(VaultError, match="another root key"):
        opening(roots).open(triple, place, blob)
    service.is_reachable = False
    with pytest.raises(VaultError, match="cannot be reached"):
        opening(provider.wrapper(roots)).open(triple, place, blob)


def test_the_environment_gives_64_hex_digits_or_a_sentence() -> None:
    secret = os.urandom(32)
    assert EnvironmentProvider(secret.hex()).permanent() == secret
    with pytest.raises(VaultError, match="SAFETYNET_ROOT_KEY"):
        EnvironmentProvider("changeme").permanent()


@pytest.mark.parametrize(
    "digits", ["00" * 32, "ff" * 32, "0123456789abcdef" * 4, bytes(range(32)).hex()]
)
def test_samples_are_recognised(digits: str) -> None:
    assert is_sample(bytes.fromhex(digits))
