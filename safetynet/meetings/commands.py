"""Making the meetings that series bring."""

import click
from flask.cli import AppGroup
from sqlalchemy import select

from safetynet import clock
from safetynet.access import job
from safetynet.db import db
from safetynet.meetings.models import Series
from safetynet.meetings.operations.repeating import make_due
from safetynet.meetings.queries.series import running_series

meetings = AppGroup("meetings", help="Series of meetings.")


@meetings.command("run")
def run_command() -> None:
    """Make the meetings of the coming weeks, each a draft. May be stopped and run again."""
    click.echo(f"{make_all():,} meetings were made.")


def make_all() -> int:
    """Make what each series brings, one transaction each; return how many meetings."""
    with job("meetings: series"):
        ids = [series.id for series in running_series()]
    made = 0
    for series_id in ids:
        with job("meetings: make"):
            series = db.session.scalars(select(Series).where(Series.id == series_id)).one()
            made += len(make_due(series, clock.today()))
    return made
