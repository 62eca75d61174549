"""`keys status` and `keys selfcheck`: how the keys stand, without showing one."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup
from rich.console import Console
from rich.table import Table

from safetynet.vault.errors import VaultError
from safetynet.vault.extension import Vault, vault
from safetynet.vault.recovery import make_pair
from safetynet.vault.selfcheck import Finding, findings, keyring_findings
from safetynet.vault.store import EpochCount

keys = AppGroup("keys", help="The keys: how they stand and whether they are kept safely.")
_as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@keys.command("status")
@_as_json
def status_command(as_json: bool) -> None:
    """Show the epochs and how many compartment keys hang on each."""
    here = vault()
    store = here.keyring.store
    epochs, destroyed = store.counts(), store.destroyed()
    if as_json:
        click.echo(json.dumps(_plain(here, epochs, destroyed)))
        return
    table = Table("Epoch", "Since (UTC)", "Keys", "State", title=_caption(here))
    for epoch in epochs:
        state = "destroyed" if epoch.destroyed_at else "live"
        since = f"{epoch.created_at:%Y-%m-%d %H:%M}"
        table.add_row(str(epoch.epoch), since, f"{epoch.keys:,}", state)
    console = Console()
    console.print(table)
    live = sum(epoch.keys for epoch in epochs)
    console.print(f"{live:,} compartment keys live, {destroyed:,} destroyed.")


@keys.command("selfcheck")
@_as_json
@click.pass_context
def selfcheck_command(context: click.Context, as_json: bool) -> None:
    """Ask what production asks at its start. Ends with 0 when all is well, with 1 when not."""
    here = vault()
    found = [
        *findings(here.config, here.provider),
        *keyring_findings(here.keyring, here.roots),
    ]
    is_sound = not any(finding.trouble for finding in found)
    if as_json:
        checks = [{**asdict(finding), "ok": not finding.trouble} for finding in found]
        click.echo(json.dumps({"ok": is_sound, "checks": checks}))
    else:
        Console().print(_table(found))
    context.exit(0 if is_sound else 1)


@keys.command("recovery-key")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def recovery_key_command(file: Path) -> None:
    """Make the pair of keys for backups; carry FILE away: whoever has it opens every backup."""
    try:
        make_pair(vault().config, file)
    except VaultError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{file} opens the backups made from now on. Keep it where no backup lies.")


def _table(found: list[Finding]) -> Table:
    table = Table("Check", "Result")
    for finding in found:
        table.add_row(finding.check, finding.trouble or "ok")
    return table


def _caption(here: Vault) -> str:
    return f"Root key from {here.provider.kind}"


def _plain(here: Vault, epochs: list[EpochCount], destroyed: int) -> dict[str, Any]:
    return {
        "root_key": here.provider.kind,
        "whole_file": here.config.whole_file,
        "keys": {"live": sum(epoch.keys for epoch in epochs), "destroyed": destroyed},
        "epochs": [
            {
                "epoch": epoch.epoch,
                "created_at": epoch.created_at.isoformat(),
                "destroyed_at": epoch.destroyed_at and epoch.destroyed_at.isoformat(),
                "keys": epoch.keys,
            }
            for epoch in epochs
        ],
    }
