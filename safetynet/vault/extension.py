"""The vault as the application carries it, and what its settings mean for keys."""

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from flask import current_app

from config import Config
from safetynet.vault.derive import Purpose, Roots
from safetynet.vault.engines import options_for
from safetynet.vault.keyring import Keyring
from safetynet.vault.password import Passwords
from safetynet.vault.providers import (
    EnvironmentProvider,
    FileProvider,
    RootProvider,
    SystemdCredential,
)
from safetynet.vault.selfcheck import Finding


@dataclass(frozen=True, slots=True)
class Vault:
    """Keys, and what is derived from the permanent secret."""

    keyring: Keyring
    roots: Roots
    passwords: Passwords
    config: Config
    provider: RootProvider
    checks: list[Callable[[], Iterable[Finding]]] = field(default_factory=list)
    """What upper rooms ask at the start and at every `keys selfcheck`."""


def vault() -> Vault:
    """Return the current application's vault."""
    found: Vault = current_app.extensions["vault"]
    return found


def engine_options(config: Config, purpose: Purpose = Purpose.DATABASE_FILE) -> dict[str, Any]:
    """Return SQLAlchemy's engine options for the main database (or, by purpose, another file).

    On SQLite: the SQLCipher module and its key when whole-file encryption is on, then the pragmas
    of the house. Transactions are left as they are; the caller decides when they begin.
    """
    url = config.keyring_url if purpose is Purpose.KEYRING_FILE else config.database_url
    return options_for(url, file_key(config, roots_for(config), purpose))


def provider_for(config: Config) -> RootProvider:
    """Return where this installation's permanent secret comes from."""
    if config.root_key:
        return EnvironmentProvider(config.root_key)
    if config.credentials and config.root_key_file.is_relative_to(config.credentials):
        return SystemdCredential(config.root_key_file)
    return FileProvider(config.root_key_file)


def roots_for(config: Config) -> Roots:
    """Read the permanent secret; a demonstration's first start makes one."""
    provider = provider_for(config)
    makes_its_own = isinstance(provider, FileProvider) and not config.is_production
    if makes_its_own and not os.path.lexists(config.root_key_file):
        with suppress(FileExistsError):
            FileProvider(config.root_key_file).create()
    return Roots(provider.permanent())


def file_key(config: Config, roots: Roots, purpose: Purpose) -> str | None:
    """Return the whole-file key, or None where files are left plain."""
    return roots.file_key(purpose) if config.whole_file else None
