"""`notices send`: what cron or a timer calls every five minutes."""

import json
import sys
from dataclasses import asdict

import click
from flask import current_app
from flask.cli import AppGroup

from config import Config
from safetynet.notices.news import look_for_news
from safetynet.notices.post import Spool, UnreachableError, post_of
from safetynet.notices.sending import Counted, send_due, tidy_up, unsent

notices = AppGroup("notices", help="Mail that says that something waits, and nothing more.")

NO_SERVER = (
    "No mail server is set up (SAFETYNET_MAIL=smtp://…), so nothing is sent; {:,} notices wait."
)


@notices.command("send")
@click.option("--json", "as_json", is_flag=True)
def send_command(as_json: bool) -> None:
    """Send what is due. May be stopped, run again, and run twice at once."""
    config: Config = current_app.extensions["config"]
    tidy_up()
    look_for_news()
    if (post := post_of(config)) is None:
        waiting = unsent()
        none = asdict(Counted()) | {"waiting": waiting}
        click.echo(json.dumps(none) if as_json else NO_SERVER.format(waiting))
        return
    try:
        counted = send_due(post, config)
    except UnreachableError as error:
        sys.exit(f"Mail cannot be sent ({error}); {unsent():,} notices wait.")
    where = f" In {post.folder}: a demonstration sends nothing." if isinstance(post, Spool) else ""
    waiting = unsent()
    told = asdict(counted) | {"waiting": waiting}
    click.echo(json.dumps(told) if as_json else _told(counted, waiting) + where)


def _told(counted: Counted, waiting: int) -> str:
    return (
        f"{counted.sent:,} mails sent, {counted.later:,} to be tried again, {counted.failed:,} "
        f"refused for good. {counted.dropped:,} notices dropped: gone, or not wanted. "
        f"{waiting:,} wait for their hour."
    )
