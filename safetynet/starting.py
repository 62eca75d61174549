"""Opening the house for one installation: it stands, or one sentence says why not."""

import fcntl
import os
import socket
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from alembic.util import CommandError
from flask import Flask, current_app
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from config import Config, SettingError
from safetynet import create_app
from safetynet.db import bring_up_to_date
from safetynet.vault import VaultError


def read_settings(
    instance: Path | None = None, defaults: Mapping[str, str] | None = None
) -> Config:
    """Read the settings, or end the process with a sentence that names the wrong one."""
    try:
        return Config.from_env(instance=instance, defaults=defaults)
    except SettingError as error:
        sys.exit(f"SafetyNet cannot start: {error}")


def open_house(config: Config | None = None) -> Flask:
    """Build the app; makes keys and databases where there are none, or ends the process."""
    config = config or read_settings()
    with _sentences("SAFETYNET_KEYRING_URL", config):
        return create_app(config)


def open_database() -> None:
    """Bring the database up to date, or end the process; needs an application context."""
    with _sentences("SAFETYNET_DATABASE_URL", current_app.extensions["config"]):
        bring_up_to_date()


@contextmanager
def only_server(config: Config) -> Iterator[None]:
    """SQLite belongs to one server process; a second one is refused with a sentence."""
    with _sentences("SAFETYNET_DATABASE_URL", config):
        config.instance.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = (config.instance / "server.lock").open("w")
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sys.exit(f"Another SafetyNet serves {config.instance} already; stop it first.")
        yield


def check_address(host: str, port: int) -> None:
    """End the process with a sentence where nothing can listen, before anything is built."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        # Python adds the address to the system's own words; the sentence has it already.
        why = os.strerror(error.errno) if error.errno and error.errno > 0 else error.strerror
        sys.exit(f"http://{host}:{port} cannot be used ({why}); choose another --port.")


@contextmanager
def _sentences(database: str, config: Config) -> Iterator[None]:
    """Turn what stops a start into one sentence; `database` is the setting of the one opened."""
    try:
        yield
    except (SettingError, VaultError) as error:
        sys.exit(f"SafetyNet cannot start: {error}")
    except OSError as error:
        place = f"{error.filename} cannot be used ({error.strerror})"
        sys.exit(f"SafetyNet cannot start: {place}; look at {_setting_of(error, config)}.")
    except CommandError:
        sys.exit(f"SafetyNet cannot start: the database of {database} is of a newer SafetyNet.")
    except SQLAlchemyError as error:
        sys.exit(f"SafetyNet cannot start: {database} cannot be opened ({_why(error)}).")


def _setting_of(error: OSError, config: Config) -> str:
    """Return the setting that led to a file or folder; the instance is where the others lie."""
    named = {
        "SAFETYNET_INSTANCE": config.instance,
        "SAFETYNET_ROOT_KEY_FILE": config.root_key_file,
        "SAFETYNET_LOG_DIR": config.log_dir,
    }
    at = Path(str(error.filename))
    return next(
        (name for name, path in named.items() if path and (at == path or at in path.parents)),
        "SAFETYNET_INSTANCE",
    )


def _why(error: SQLAlchemyError) -> str:
    """Return the driver's first line, which holds no password."""
    said = str(error.orig) if isinstance(error, DBAPIError) else type(error).__name__
    return said.strip().splitlines()[0].rstrip(".") if said.strip() else type(error).__name__
