"""What must be true of the keys before the application opens."""

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hmac import compare_digest
from pathlib import Path

from flask import Flask
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


def refuse(found: Iterable[Finding]) -> None:
    """Raise VaultError for the first thing that production does not accept."""
    for finding in found:
        if finding.trouble:
            raise VaultError(finding.trouble)


def findings(config: Config, provider: RootProvider) -> Iterator[Finding]:
    """Yield every check of where and how the root key is kept."""
    yield Finding("root key is private", _complaint(provider.permanent))
    yield Finding("root key is random", _sample(provider))
    yield Finding("root key lies apart", _apart(config))
    yield Finding("core dumps are off", _core_dumps())


def app_findings(app: Flask, roots: Roots) -> Iterator[Finding]:
    """Yield the checks of how Flask was started."""
    debugging = "Debugging shows visitors code and values; unset FLASK_DEBUG."
    yield Finding("debugging is off", debugging if app.debug else None)
    derived = app.config["SECRET_KEY"] == roots.secret_key(Purpose.SESSION)
    preset = "Something set a SECRET_KEY of its own; the root key gives one, so remove it."
    yield Finding("session key comes from the root key", None if derived else preset)


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


def lies_beside_a_database(config: Config, file: Path) -> bool:
    """Say whether a copy of some database's folder would take this file along."""
    urls = (make_url(url) for url in (config.database_url, config.keyring_url))
    databases = (
        url.database for url in urls if url.get_backend_name() == "sqlite" and url.database
    )
    folders = {Path(database).absolute().resolve().parent for database in databases}
    return file.absolute().resolve().parent in folders


def lies_beside_the_root_key(config: Config, file: Path) -> bool:
    """Say whether somebody who copies the folder of this file takes the root key along."""
    return file.absolute().resolve().parent == config.root_key_file.resolve().parent


def _apart(config: Config) -> str | None:
    if lies_beside_a_database(config, config.root_key_file):
        return (
            "The root key file lies in the folder of a database, so a copy of the folder "
            "takes both; move it and set SAFETYNET_ROOT_KEY_FILE."
        )
    backups = config.instance / "backups"
    if lies_beside_the_root_key(config, backups / "any"):
        return "The root key file lies among the backups; move it and set SAFETYNET_ROOT_KEY_FILE."
    return None


def _core_dumps() -> str | None:
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 – Windows has no such module.

        if resource.getrlimit(resource.RLIMIT_CORE)[0] != 0:
            return "A crash could write keys to disk: core dumps are on."
    return None
