"""What leaves this machine for a database or a virus scanner, and whether it goes in clear."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from sqlalchemy import make_url

from config import Config
from safetynet.db.engines import is_sqlite
from safetynet.vault.selfcheck import Finding

_CHECK = "lines to other machines are encrypted"
_HERE = frozenset({"", "localhost", "127.0.0.1", "::1"})
_VERIFIED = frozenset({"verify-ca", "verify-full"})
"""libpq's other modes take any certificate, or go on in clear where the server has none."""


def line_findings(config: Config) -> Iterator[Finding]:
    """Yield whether databases are asked under TLS, and files scanned on this very machine."""
    urls = {
        "DATABASE_URL": config.database_url,
        "OWNER_DATABASE_URL": config.owner_database_url or config.database_url,
        "KEYRING_URL": config.keyring_url,
    }
    trouble = [
        f"SAFETYNET_{name} goes to another machine in clear; add ?sslmode=verify-full to it."
        for name, url in urls.items()
        if not _is_safe(url)
    ]
    if urlsplit(config.clamav).scheme == "tcp" and urlsplit(config.clamav).hostname not in _HERE:
        trouble.append(
            "SAFETYNET_CLAMAV would send files to another machine in clear; let clamd run here."
        )
    yield Finding(_CHECK, trouble[0] if trouble else None)


def _is_safe(url: str) -> bool:
    if is_sqlite(url):
        return True
    parts = make_url(url)
    named = parts.query.get("host", parts.host or "")
    hosts = named.split(",") if isinstance(named, str) else named
    are_here = all(host in _HERE or host.startswith(("/", "@")) for host in hosts)
    return are_here or parts.query.get("sslmode") in _VERIFIED
