"""`files sweep`: what is left over on the disk goes, and what is missing is said."""

import sys

import click
from flask.cli import with_appcontext
from sqlalchemy import select

from safetynet.access import job
from safetynet.db import db
from safetynet.files.models import Document
from safetynet.files.storage import left_over, path_of

files = click.Group("files", help="The documents that people sent.")


@files.command("sweep")
@with_appcontext
def sweep_command() -> None:
    """Delete sealed files that no document names; end with 1 when a document has no file."""
    with job("files: sweep"):
        wanted = select(Document.id).where(Document.removed_at.is_(None))
        standing = list(db.session.scalars(wanted))
    swept = 0
    for path in left_over(standing):
        path.unlink(missing_ok=True)
        swept += 1
    missing = sum(not path_of(one).exists() for one in standing)
    click.echo(f"{len(standing):,} documents, {swept:,} files left over were deleted.")
    if missing:
        sys.exit(f"{missing:,} documents have no file: restore them from a backup.")
