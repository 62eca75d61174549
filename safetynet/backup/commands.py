"""`backup create`, `verify`, `restore`: the drill that docs/OPERATIONS.md describes."""

import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
from flask.cli import with_appcontext
from sqlalchemy.exc import SQLAlchemyError

from config import Config, Environment, SettingError
from safetynet.backup import creating, restoring
from safetynet.backup.proving import Proof, prove
from safetynet.backup.scratch import scratch_databases
from safetynet.vault import VaultError, vault
from safetynet.vault.recovery import private_key_in, public_key

backup = click.Group("backup", help="Copies sealed to the recovery key, and the proof of them.")
_file = click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
_recovery_key = click.option(
    "--recovery-key",
    "key_file",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The private half, kept where no backup lies.",
)


_destroyed = click.option(
    "--destroyed",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Newest list of what was destroyed; by default the one of this installation.",
)


@backup.command("create")
@_file
@with_appcontext
def create_command(file: Path) -> None:
    """Write FILE and FILE.keys while the server works; only the recovery key opens them."""
    with _one_sentence():
        about = creating.create(file.absolute(), public_key(vault().config))
    rows = sum(about["rows"].values())
    held = f"{rows:,} rows and {about['files']:,} files"
    click.echo(f"{file} holds {held}; its keys are in {creating.keys_beside(file).name}.")
    click.echo("Keep the two apart, the keys no longer than 35 days, and try a restore.")


@backup.command("verify")
@_file
@_recovery_key
@_destroyed
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON, without a bar.")
@click.pass_context
def verify_command(
    context: click.Context, file: Path, key_file: Path, destroyed: Path | None, as_json: bool
) -> None:
    """Restore FILE into a scratch folder and prove it. Ends with 0 when it is whole, else 1."""
    with (
        _one_sentence(),
        tempfile.TemporaryDirectory(prefix="safetynet-") as folder,
        _scratch(real := Config.from_env(), Path(folder)) as config,
        _bar("Proving the backup", quiet=as_json) as progress,
    ):
        unpacked = restoring.open_backup(file, private_key_in(key_file), config.instance)
        app = restoring.put_back(unpacked, config, destroyed or real.tombstones)
        with app.app_context():
            proof = prove(unpacked.database["rows"], progress)
    click.echo(json.dumps(_plain(proof)) if as_json else _told(file, proof))
    context.exit(1 if proof.troubles else 0)


@backup.command("restore")
@_file
@_recovery_key
@_destroyed
def restore_command(file: Path, key_file: Path, destroyed: Path | None) -> None:
    """Bring FILE back into the installation that the settings name, where nothing is yet."""
    with _one_sentence(), _bar("Restoring", quiet=False) as progress:
        config = Config.from_env()
        config.instance.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=config.instance) as folder:
            unpacked = restoring.open_backup(file, private_key_in(key_file), Path(folder))
            app = restoring.put_back(unpacked, config, destroyed or config.tombstones)
        with app.app_context():
            proof = prove(unpacked.database["rows"], progress)
            restoring.say_so_to_witnesses()
    click.echo(_told(file, proof))
    if proof.troubles:
        sys.exit(1)


@contextmanager
def _scratch(config: Config, folder: Path) -> Iterator[Config]:
    """Yield settings for an installation that nobody will use, in a folder of its own."""
    scratch = replace(
        Config.throw_away(folder),
        whole_file=config.whole_file,
        time_zone=config.time_zone,
        environment=Environment.DEMONSTRATION,
    )
    with scratch_databases(config, scratch) as found:
        yield found


@contextmanager
def _bar(title: str, *, quiet: bool) -> Iterator[Callable[[str, int], None]]:
    """Yield what to tell how far a step is: its name, and how much more was done."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn(title), TextColumn("{task.description}"), BarColumn())
    console = Console(stderr=True, quiet=quiet)
    with Progress(*columns, TimeElapsedColumn(), console=console, transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda step, more: bar.update(task, description=step, advance=more)


@contextmanager
def _one_sentence() -> Iterator[None]:
    import psycopg

    try:
        yield
    except (VaultError, SettingError) as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"{error.strerror or 'A file cannot be used'}.") from error
    except (SQLAlchemyError, psycopg.Error) as error:
        # Their own messages may quote a row.
        raise click.ClickException(f"The database refused: {type(error).__name__}.") from error


def _plain(proof: Proof) -> dict[str, Any]:
    return {
        "ok": not proof.troubles,
        "rows": proof.rows,
        "entries": proof.entries,
        "compartments": proof.opened,
        "files": proof.files,
        "troubles": proof.troubles,
    }


def _told(file: Path, proof: Proof) -> str:
    counted = f"{proof.rows:,} rows, {proof.files:,} files, {proof.entries:,} ledger entries"
    troubles = [f"{trouble}." for trouble in proof.troubles]
    word = "NOT whole" if troubles else "whole"
    return "\n".join(
        (f"{counted}, {proof.opened:,} compartments opened.", *troubles, f"{file} is {word}.")
    )
