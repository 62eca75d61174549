"""What must be true of the keys before the application opens."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hmac import compare_digest
from pathlib import Path

from sqlalchemy import make_url

from config import Config
from safetynet.vault.derive import Purpose, Roots
from safetynet.vault.errors import VaultError
from safetynet.vault.keyring import Keyring
from safetynet.vault.providers import RootProvider, is_sample
from safetynet.vault.store import Store


@dataclass(frozen=True, slots=True)
class Finding:
    """One check and, when it failed, the sentence that says what to mend."""

    check: str
    trouble: str | None = None


def refuse_another_root(store: Store, roots: Roots) -> None:
    """Raise VaultError when the keyring was made with another root key than this one."""
    value = roots.mac(Purpose.CHECK, b"permanent")
    if not compare_digest(store.check_value("permanent", value), value):
        raise VaultError("The keyring was made with another root key; put it back.")


def refuse_unsafe_keys(config: Config, provider: RootProvider) -> None:
    """Raise VaultError for the first thing that production does not accept."""
    for finding in findings(config, provider):
        if finding.trouble:
            raise VaultError(finding.trouble)


def findings(config: Config, provider: RootProvider) -> Iterator[Finding]:
    """Yield every check of where and how the root key is kept."""
    yield Finding("root key is private", _complaint(provider.permanent))
    yield Finding("root key is random", _sample(provider))
    yield Finding("root key lies apart", _beside_a_database(config))
    yield Finding("core dumps are off", _core_dumps())


def keyring_findings(keyring: Keyring, roots: Roots) -> Iterator[Finding]:
    """Yield the checks that need the keyring: is this its root key, do its secrets open?"""
    same = _complaint(lambda: refuse_another_root(keyring.store, roots))
    yield Finding("root key fits the keyring", same)
    yield Finding("epoch secrets open", _complaint(keyring.check))


def forbid_core_dumps() -> None:
    """Keep a crash from writing the keys to disk (where the system knows such a limit)."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 – Windows has no such module.

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _complaint(attempt: Callable[[], object]) -> str | None:
    try:
        attempt()
    except VaultError as error:
        return str(error)
    return None


def _sample(provider: RootProvider) -> str | None:
    try:
        if is_sample(provider.permanent()):
            return "The root key is a sample value; ./sn setup makes a random one."
    except VaultError:
        return None  # The check before this one has said it.
    return None


def _beside_a_database(config: Config) -> str | None:
    for url in (config.database_url, config.keyring_url):
        parts = make_url(url)
        if parts.get_backend_name() != "sqlite" or not parts.database:
            continue
        if Path(parts.database).absolute().resolve().parent == _folder_of_root_key(config):
            return (
                "The root key file lies in the folder of a database, so a copy of the folder "
                "takes both; move it and set SAFETYNET_ROOT_KEY_FILE."
            )
    return None


def _folder_of_root_key(config: Config) -> Path:
    return config.root_key_file.resolve().parent


def _core_dumps() -> str | None:
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 – Windows has no such module.

        if resource.getrlimit(resource.RLIMIT_CORE)[0] != 0:
            return "A crash could write keys to disk: core dumps are on."
    return None
