"""Settings. The only module that reads the environment."""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

CREDENTIAL = "safetynet.root.key"
"""The root key's name among systemd's credentials."""
SECRETS = "safetynet.settings"
"""The same for settings that hold a password: TOML, read over `settings.toml`."""


class SettingError(Exception):
    """A setting is missing or wrong; the sentence names it and says what to do."""


class Environment(StrEnum):
    DEMONSTRATION = "demonstration"
    PRODUCTION = "production"


@dataclass(frozen=True, kw_only=True)
class Config:
    """What an installation may decide. Paths are absolute; urls are SQLAlchemy's."""

    instance: Path
    database_url: str
    keyring_url: str
    root_key_file: Path
    credentials: Path | None = None
    """Where systemd puts what it hands to this service alone."""
    root_key: str | None = field(default=None, repr=False)
    """Development only: the root key itself, as 64 hex digits."""
    environment: Environment = Environment.DEMONSTRATION
    owner_database_url: str | None = None
    files_dir: Path | None = None
    """Where sealed uploads lie; never beneath what a web server serves."""
    file_mb: int = 20
    """How large an upload may be, in MiB."""
    clamav: str = ""
    """A virus scanner: unix:PATH or tcp://HOST:PORT."""
    mail: str = field(default="spool:", repr=False)
    """A folder, or an SMTP server; its address may hold a password."""
    mail_from: str = ""
    mail_subject: str = ""
    calendar_feeds: bool = True
    """Whether people may have a secret address from which a calendar program fetches meetings."""
    log_dir: Path | None = None
    anchor_file: Path | None = None
    """Where checkpoints of the ledger are kept besides the database; best on another machine."""
    public_url: str = "http://127.0.0.1:8000"
    trusted_proxies: int = 0
    whole_file: bool = True
    title: str = "SafetyNet"
    hosted_by: str = ""
    """Who runs the machines, as the foot of every page says it."""
    time_zone: str = "America/Los_Angeles"
    stand_at: datetime | None = None
    """Demonstrations and tests only: the moment at which the clock starts."""
    packet_days: int = 2
    """How many working days before a meeting its packets open."""
    packet_hours: int = 24
    """How many hours after its end they close."""
    backup_days: int = 35
    """How long backups are kept: an old month's keys are destroyed no sooner."""
    testing: bool = False

    @property
    def witness_dir(self) -> Path:
        """Where the ledger keeps what the database's administrator must not reach.

        The same for the demonstration's server, which logs there unasked, and for every command.
        """
        return self.log_dir or self.instance / "logs"

    @property
    def files(self) -> Path:
        return self.files_dir or self.instance / "files"

    @property
    def anchors(self) -> Path:
        return self.anchor_file or self.witness_dir / "ledger.anchors"

    @property
    def tombstones(self) -> Path:
        """The list of what was destroyed: older backups are restored without it."""
        return self.witness_dir / "destroyed"

    @property
    def database_file(self) -> Path | None:
        """Where the database lies, when it is a file."""
        kind, _slashes, path = self.database_url.partition("sqlite:///")
        return None if kind else Path(path)

    @property
    def mail_sender(self) -> str:
        """Whom mail comes from: what was set, or nobody at the host of the pages."""
        host = urlsplit(self.public_url).hostname or ""
        return self.mail_from or f"no-reply@{'localhost' if ':' in host else host}"

    @property
    def is_production(self) -> bool:
        return self.environment is Environment.PRODUCTION

    @property
    def is_https(self) -> bool:
        return self.public_url.startswith("https://")

    @classmethod
    def from_env(
        cls,
        env: Mapping[str, str] = os.environ,
        *,
        instance: Path | None = None,
        defaults: Mapping[str, str] | None = None,
    ) -> "Config":
        """Read `SAFETYNET_*` over `settings.toml` in the instance folder; the environment wins.

        `defaults` (names in capitals, without the prefix) stand where nobody says anything.
        Raises SettingError with one sentence that names the setting.
        """
        instance = (instance or Path(env.get("SAFETYNET_INSTANCE", "instance"))).absolute()
        lowest = {name.lower(): value for name, value in (defaults or {}).items()}
        handed = env.get("CREDENTIALS_DIRECTORY")
        credentials = Path(handed).absolute() if handed else None
        secrets = _settings_file(credentials / SECRETS) if credentials else {}
        said = _Said(env, lowest | _settings_file(instance / "settings.toml") | secrets)
        usual = instance / "root" / "root.key"
        if credentials and (credentials / CREDENTIAL).exists():
            usual = credentials / CREDENTIAL
        root_key = said.get("ROOT_KEY_FILE", str(usual))
        return cls(
            instance=instance,
            database_url=said.database("DATABASE_URL", instance / "safetynet.db"),
            keyring_url=said.database("KEYRING_URL", instance / "keyring.db"),
            root_key_file=Path(root_key).absolute(),
            credentials=credentials,
            root_key=said.get("ROOT_KEY", "") or None,
            environment=said.choice("ENVIRONMENT", Environment.DEMONSTRATION),
            owner_database_url=said.get("OWNER_DATABASE_URL", "") or None,
            files_dir=instance / files if (files := said.get("FILES_DIR", "")) else None,
            file_mb=said.count("FILE_MB", 20),
            clamav=said.scanner("CLAMAV"),
            mail=said.post("MAIL", f"spool:{instance / 'mail'}"),
            mail_from=said.address("MAIL_FROM"),
            mail_subject=said.line("MAIL_SUBJECT"),
            calendar_feeds=said.get("CALENDAR_FEEDS", "on") != "off",
            log_dir=instance / logs if (logs := said.get("LOG_DIR", "")) else None,
            anchor_file=instance / kept if (kept := said.get("ANCHOR_FILE", "")) else None,
            public_url=said.url("PUBLIC_URL", "http://127.0.0.1:8000"),
            trusted_proxies=said.count("TRUSTED_PROXIES"),
            whole_file=said.get("WHOLE_FILE", "on") != "off",
            title=said.get("TITLE", "SafetyNet"),
            hosted_by=said.get("HOSTED_BY", ""),
            time_zone=said.zone("TIME_ZONE", "America/Los_Angeles"),
            stand_at=said.moment("STAND_AT"),
            packet_days=said.count("PACKET_DAYS", 2),
            packet_hours=said.count("PACKET_HOURS", 24),
            backup_days=said.count("BACKUP_DAYS", 35),
        ).checked()

    @classmethod
    def throw_away(cls, folder: Path) -> "Config":
        """Return settings for a database that nobody keeps: tests, and checking migrations."""
        return cls(
            instance=folder,
            database_url=f"sqlite:///{folder / 'safetynet.db'}",
            keyring_url=f"sqlite:///{folder / 'keyring.db'}",
            root_key_file=folder / "root" / "root.key",
            mail=f"spool:{folder / 'mail'}",
            whole_file=False,
            testing=True,
        )

    def checked(self) -> "Config":
        """Return self, or refuse a combination that would not be safe."""
        if self.is_production and not self.is_https:
            raise SettingError("SAFETYNET_PUBLIC_URL must start with https:// in production.")
        if self.is_production and not self.whole_file:
            raise SettingError("SAFETYNET_WHOLE_FILE=off is for demonstrations and tests only.")
        if self.is_production and self.root_key:
            raise SettingError(
                "SAFETYNET_ROOT_KEY is for development only; use SAFETYNET_ROOT_KEY_FILE."
            )
        if self.is_production and self.stand_at:
            raise SettingError("SAFETYNET_STAND_AT is for demonstrations and tests only.")
        return self


def _settings_file(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text())
    except FileNotFoundError:
        return {}
    except NotADirectoryError:
        raise SettingError(f"SAFETYNET_INSTANCE is {path.parent}, which is no folder.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise SettingError(f"{path.name} cannot be read: {error}.") from error


class _Said:
    """What the environment says, and below it the settings file (names in lower case there)."""

    def __init__(self, env: Mapping[str, str], file: dict[str, Any]) -> None:
        self._env, self._file = env, file

    def get(self, name: str, default: str) -> str:
        return self._env.get(f"SAFETYNET_{name}") or str(self._file.get(name.lower(), default))

    def choice(self, name: str, default: Environment) -> Environment:
        said = self.get(name, default.value)
        try:
            return Environment(said)
        except ValueError:
            raise SettingError(
                f"SAFETYNET_{name} is {said!r}; say demonstration or production."
            ) from None

    def url(self, name: str, default: str) -> str:
        return self.beginning(name, default, "http://", "https://").rstrip("/")

    def database(self, name: str, usual: Path) -> str:
        drivers = ("sqlite:///", "postgresql://", "postgresql+psycopg://")
        return self.beginning(name, f"sqlite:///{usual}", *drivers)

    def beginning(self, name: str, default: str, *beginnings: str) -> str:
        """Return what is said, when it begins in one of these ways."""
        said = self.get(name, default)
        if not said.startswith(beginnings):
            raise SettingError(f"SAFETYNET_{name} must start with {' or '.join(beginnings)}.")
        return said

    def scanner(self, name: str) -> str:
        """Return where a scanner listens, or nothing."""
        return self.beginning(name, "", "unix:/", "tcp://") if self.get(name, "") else ""

    def line(self, name: str) -> str:
        """Return one line of a mail's head; "" where nothing is said."""
        said = self.get(name, "")
        if not said.isprintable():
            raise SettingError(f"SAFETYNET_{name} must be one line.")
        return said

    def address(self, name: str) -> str:
        said = self.line(name)
        if said and not re.fullmatch(r"[^@\s<>,]+@[^@\s<>,]+", said, re.ASCII):
            raise SettingError(f"SAFETYNET_{name} must be one e-mail address.")
        return said

    def post(self, name: str, usual: str) -> str:
        """Return how mail leaves: a folder, or a server that is named."""
        said = self.beginning(name, usual, "spool:", "smtp://", "smtps://")
        try:
            parts = urlsplit(said)
            named = parts.scheme == "spool" or (parts.hostname and parts.port != 0)
        except ValueError:
            named = False
        if not named:
            raise SettingError(f"SAFETYNET_{name} must name a server, as in smtp://host:587.")
        return said

    def zone(self, name: str, default: str) -> str:
        said = self.get(name, default)
        try:
            ZoneInfo(said)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise SettingError(
                f"SAFETYNET_{name} names no time zone known here, such as {default}."
            ) from None
        return said

    def count(self, name: str, default: int = 0) -> int:
        said = self.get(name, str(default))
        if not said.isdecimal():
            raise SettingError(f"SAFETYNET_{name} must be a whole number, such as 1.")
        return int(said)

    def moment(self, name: str) -> datetime | None:
        if not (said := self.get(name, "")):
            return None
        try:
            moment = datetime.fromisoformat(said)
        except ValueError:
            raise SettingError(
                f"SAFETYNET_{name} must be a date and time, such as 2028-02-29T09:00."
            ) from None
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
