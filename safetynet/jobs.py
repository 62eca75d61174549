"""`jobs`: what is due, one thing after the other; the one line for cron or a systemd timer."""

import sys

import click
from flask.cli import with_appcontext

from safetynet import clock
from safetynet.audit.commands import anchor_command, verify_command
from safetynet.drafts.commands import run_command as forget_drafts
from safetynet.files.commands import sweep_command
from safetynet.meetings.commands import run_command as make_meetings
from safetynet.notices.commands import send_command
from safetynet.retention.commands import run_command
from safetynet.screening.commands import run_command as screen
from safetynet.sharing.commands import run_command as end_releases
from safetynet.vault.commands import rotate_command, selfcheck_command

_SUNDAY = 6


@click.command()
@with_appcontext
@click.pass_context
def jobs(context: click.Context) -> None:
    """Check keys, end what is over, keep the schedule, meet, sweep, screen, verify, anchor, mail.

    For every night. Each is done whatever became of the others; ends with 1 when one failed.
    """
    is_sunday = clock.today().weekday() == _SUNDAY
    done = {
        "keys selfcheck": _is_done(context, selfcheck_command, as_json=False),
        "releases run": _is_done(context, end_releases),
        "drafts run": _is_done(context, forget_drafts),
        "retention run": _is_done(context, run_command, as_json=False, dry_run=False),
        "meetings run": _is_done(context, make_meetings),
        "files sweep": _is_done(context, sweep_command),
        "screening run": _is_done(context, screen),
        "keys rotate": _is_done(context, rotate_command, as_json=False),
        # What was verified is remembered; once a week everything is read again.
        "audit verify": _is_done(context, verify_command, as_json=False, full=is_sunday, rows=True),
        "audit anchor": _is_done(context, anchor_command, mail=False),
        "notices send": _is_done(context, send_command, as_json=False),
    }
    if failed := [name for name, is_done in done.items() if not is_done]:
        sys.exit(f"Not done, or not well: {', '.join(failed)}.")
    click.echo("All is done.")


def _is_done(context: click.Context, command: click.Command, **options: bool) -> bool:
    """Run a command; say whether it ended well."""
    try:
        context.invoke(command, **options)
    except click.exceptions.Exit as ended:
        return ended.exit_code == 0
    except click.ClickException as error:
        error.show()
    except SystemExit as ended:
        click.echo(ended.code, err=True)
    except Exception as error:
        # Its text may quote a row.
        click.echo(f"{type(error).__name__}.", err=True)
    else:
        return True
    return False
