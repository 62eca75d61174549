"""What the database must not read: keys, sealed text, passwords. Knows nothing of cases."""

from flask import Flask

from config import Config
from safetynet import clock
from safetynet.vault import selfcheck
from safetynet.vault.columns import (
    NobodyOpensError,
    Sealed,
    SealedCode,
    UnsealedError,
    opened_by,
)
from safetynet.vault.commands import keys
from safetynet.vault.compartments import NOBODY, Category, Triple
from safetynet.vault.derive import Purpose, Roots, as_address, as_name
from safetynet.vault.envelope import Place
from safetynet.vault.errors import (
    BusyError,
    NoGrantError,
    ReleaseEndedError,
    ShreddedError,
    TamperedError,
    UnsealableTextError,
    VaultError,
)
from safetynet.vault.extension import (
    Vault,
    engine_options,
    file_key,
    provider_for,
    roots_for,
    vault,
)
from safetynet.vault.keyring import Keyring
from safetynet.vault.opening import Opening
from safetynet.vault.password import CAREFUL, CHEAP, Passwords
from safetynet.vault.signing import Signer
from safetynet.vault.store import Store
from safetynet.vault.tombstones import Tombstones

__all__ = [
    "NOBODY",
    "BusyError",
    "Category",
    "Keyring",
    "NoGrantError",
    "NobodyOpensError",
    "Opening",
    "Place",
    "Purpose",
    "ReleaseEndedError",
    "Roots",
    "Sealed",
    "SealedCode",
    "ShreddedError",
    "Signer",
    "TamperedError",
    "Triple",
    "UnsealableTextError",
    "UnsealedError",
    "Vault",
    "VaultError",
    "as_address",
    "as_name",
    "engine_options",
    "init_app",
    "opened_by",
    "vault",
]


def init_app(app: Flask, config: Config) -> None:
    """Open the vault for `app` and give Flask its session key.

    Raises VaultError with one plain sentence when the keys are missing, wrong or kept unsafely.
    """
    selfcheck.forbid_core_dumps()
    provider = provider_for(config)
    if config.is_production:
        selfcheck.refuse(selfcheck.findings(config, provider))
    roots = roots_for(config)
    store = Store(config.keyring_url, file_key(config, roots, Purpose.KEYRING_FILE))
    store.create_tables()
    selfcheck.refuse_another_root(store, roots)
    app.secret_key = roots.secret_key(Purpose.SESSION)
    if config.is_production:
        selfcheck.refuse(selfcheck.app_findings(app, roots))
    app.extensions["vault"] = Vault(
        keyring=Keyring(
            store, provider.wrapper(roots), clock.now, Tombstones(config.tombstones, roots)
        ),
        roots=roots,
        passwords=_passwords(config, roots),
        config=config,
        provider=provider,
    )
    app.cli.add_command(keys)


def _passwords(config: Config, roots: Roots) -> Passwords:
    pepper = roots.secret_key(Purpose.PEPPER)
    return (
        Passwords(pepper, CHEAP) if config.testing else Passwords(pepper, CAREFUL, config.instance)
    )
