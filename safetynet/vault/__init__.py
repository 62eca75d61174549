"""What the database must not read: keys, sealed text, passwords. Knows nothing of cases."""

from safetynet.vault.columns import NobodyOpensError, Sealed, UnsealedError, opened_by
from safetynet.vault.compartments import NOBODY, Category, Triple
from safetynet.vault.derive import Purpose, Roots, as_address, as_name
from safetynet.vault.envelope import Place
from safetynet.vault.errors import (
    BusyError,
    NoGrantError,
    ShreddedError,
    TamperedError,
    UnsealableTextError,
    VaultError,
)
from safetynet.vault.extension import Vault, engine_options, init_app, vault
from safetynet.vault.keyring import Keyring, Opening

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
    "Roots",
    "Sealed",
    "ShreddedError",
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
