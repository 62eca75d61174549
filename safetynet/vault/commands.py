"""The `keys` commands: how the keys stand, and what is done with them; none shows one."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import AppGroup

from safetynet import clock
from safetynet.vault import recovery, rotation, selfcheck
from safetynet.vault.errors import VaultError
from safetynet.vault.extension import Vault, vault
from safetynet.vault.selfcheck import Finding, app_findings, findings, keyring_findings
from safetynet.vault.store import EpochCount

keys = AppGroup("keys", help="The keys: how they stand and whether they are kept safely.")
_as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@keys.command("status")
@_as_json
def status_command(as_json: bool) -> None:
    """Show the epochs and how many compartment keys hang on each."""
    from rich.console import Console
    from rich.table import Table

    here = vault()
    store = here.keyring.store
    epochs, destroyed = store.counts(), store.destroyed()
    if as_json:
        click.echo(json.dumps(_plain(here, epochs, destroyed)))
        return
    table = Table("Epoch", "Since (UTC)", "Keys", "State", title=_caption(here))
    for epoch in epochs:
        since = f"{epoch.created_at:%Y-%m-%d %H:%M}"
        table.add_row(str(epoch.epoch), since, f"{epoch.keys:,}", _state(here, epoch))
    console = Console()
    console.print(table)
    live = sum(epoch.keys for epoch in epochs)
    console.print(f"{live:,} compartment keys live, {destroyed:,} destroyed.")


@keys.command("rotate")
@_as_json
def rotate_command(as_json: bool) -> None:
    """Wrap all older keys anew under this month's secret; safe while people work.

    Stopped at any point, it goes on where it was when run again.
    """
    here, now = vault(), clock.now()
    keyring = here.keyring
    total = rotation.waiting(keyring.store, keyring.epoch_of(now))
    with _bar("Keys", total, hidden=as_json) as heard:
        done = rotation.rotate(keyring, now, heard)
    if as_json:
        click.echo(json.dumps(asdict(done)))
    else:
        click.echo(f"{done.moved:,} keys moved to epoch {done.epoch}.")
    if done.unreadable:
        sys.exit(f"{done.unreadable:,} keys do not open and stayed where they were.")


@keys.command("shred-epoch")
@click.argument("epoch", type=int)
def shred_epoch_command(epoch: int) -> None:
    """Destroy an old month's secret, once nothing live and no backup hangs on it."""
    here = vault()
    days = timedelta(days=here.config.backup_days)
    with _one_sentence():
        rotation.shred_epoch(here.keyring, epoch, clock.now(), days)
    click.echo(f"The secret of epoch {epoch} is destroyed.")


@keys.command("recovery-key")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def recovery_key_command(file: Path) -> None:
    """Make the pair of keys for backups; carry FILE away: whoever has it opens every backup."""
    config = vault().config
    had_one = recovery.public_half_of(config).exists()
    if config.is_production and selfcheck.lies_beside_a_database(config, file):
        sys.exit("That is the folder of a database: whoever copies it could open its backups.")
    with _one_sentence():
        recovery.make_pair(config, file)
    click.echo(
        f"{file} opens the backups made from now on. Move it off this machine, in two copies that "
        "lie apart: without it no backup opens, with it every one does."
    )
    if had_one:
        click.echo("Backups made so far still need the key before it; keep that one too.")


@keys.command("selfcheck")
@_as_json
@click.pass_context
def selfcheck_command(context: click.Context, as_json: bool) -> None:
    """Ask what production asks at its start. Ends with 0 when all is well, with 1 when not."""
    here = vault()
    found = [
        *findings(here.config, here.provider),
        *keyring_findings(here.keyring, here.roots),
        *app_findings(current_app, here.roots),
        *(finding for check in here.checks for finding in check()),
    ]
    is_sound = not any(finding.trouble for finding in found)
    if as_json:
        checks = [{**asdict(finding), "ok": not finding.trouble} for finding in found]
        click.echo(json.dumps({"ok": is_sound, "checks": checks}))
    else:
        _print_table(found)
    context.exit(0 if is_sound else 1)


@contextmanager
def _bar(what: str, total: int, *, hidden: bool) -> Iterator[Callable[[int], None]]:
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), disable=hidden) as shown:
        task = shown.add_task(what, total=total)
        yield lambda done: shown.update(task, advance=done)


@contextmanager
def _one_sentence() -> Iterator[None]:
    try:
        yield
    except VaultError as error:
        sys.exit(str(error))


def _print_table(found: list[Finding]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("Check", "Result")
    for finding in found:
        table.add_row(finding.check, finding.trouble or "ok")
    Console().print(table)


def _caption(here: Vault) -> str:
    return f"Root key from {here.provider.kind}"


def _state(here: Vault, epoch: EpochCount) -> str:
    if epoch.destroyed_at:
        return "destroyed"
    free = _free_from(here, epoch)
    return f"live; may be destroyed from {free:%Y-%m-%d}" if free else "live"


def _free_from(here: Vault, epoch: EpochCount) -> datetime | None:
    """Return when the last backup that needs an empty epoch will have expired."""
    if epoch.destroyed_at or epoch.keys or not epoch.emptied_at:
        return None
    return epoch.emptied_at + timedelta(days=here.config.backup_days)


def _plain(here: Vault, epochs: list[EpochCount], destroyed: int) -> dict[str, Any]:
    return {
        "root_key": here.provider.kind,
        "whole_file": here.config.whole_file,
        "recovery_key": recovery.public_half_of(here.config).exists(),
        "keys": {"live": sum(epoch.keys for epoch in epochs), "destroyed": destroyed},
        "epochs": [
            {
                "epoch": epoch.epoch,
                "created_at": epoch.created_at.isoformat(),
                "destroyed_at": epoch.destroyed_at and epoch.destroyed_at.isoformat(),
                "destroyable_from": (free := _free_from(here, epoch)) and free.isoformat(),
                "keys": epoch.keys,
            }
            for epoch in epochs
        ],
    }
