"""A directory from a file, in the browser: looked at, then imported; the file is kept nowhere."""

import hashlib

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from safetynet.access import GuardedBlueprint, Permission
from safetynet.db import db
from safetynet.directory.columns import meaning_of
from safetynet.directory.forms import ImportForm
from safetynet.directory.hsds import read_upload
from safetynet.directory.importing import bring_in
from safetynet.directory.outcome import Outcome, outcome_of
from safetynet.directory.records import Directory
from safetynet.directory.tables import NoDirectoryError
from safetynet.directory.words import FIELD_WORDS
from safetynet.sheets import SheetError

directory_imports = GuardedBlueprint("directory_imports", __name__)
MOST_ROWS = 10_000
"""Rows of services that one request imports; larger files go in by command."""
SHOWN = 50
"""Bad rows named on the page, each with its reason."""


@directory_imports.get("/directory/import", needs=Permission.DIRECTORY_IMPORT)
def begin() -> ResponseReturnValue:
    return _page(ImportForm())


@directory_imports.post("/directory/import", needs=Permission.DIRECTORY_IMPORT)
def bring() -> ResponseReturnValue:
    """Look at a file; import it when it is the one that was looked at."""
    form = ImportForm()
    if not form.validate():
        return _page(form), 422
    name, data = form.file.data.filename or "", form.file.data.read()
    try:
        read = _read(name, data)
    except (NoDirectoryError, SheetError) as error:
        form.file.errors = [str(error)]
        return _page(form), 422
    seen = hashlib.sha256(data + (form.source.data or "").encode()).hexdigest()
    may_go_in = form.seen.data == seen and (form.accept_valid.data or not read.bad)
    if not may_go_in:
        outcome = _looked_at(form, read)
        form.seen.data = seen
        return _page(form, read, outcome)
    outcome = _brought(form, read)
    flash(_("The directory is imported."))
    return _page(form, read, outcome, is_done=True)


def _read(name: str, data: bytes) -> Directory:
    read = read_upload(name, data)
    if len(read.rows) > MOST_ROWS:
        raise NoDirectoryError(
            _(
                "There are more than %(rows)d services. Import the file on the server.",
                rows=MOST_ROWS,
            )
        )
    return read


def _looked_at(form: ImportForm, read: Directory) -> Outcome:
    """Do all of it and take it back: what is then said is what would happen."""
    with db.session.begin_nested() as attempt:
        outcome = _brought(form, read)
        attempt.rollback()
    return outcome


def _brought(form: ImportForm, read: Directory) -> Outcome:
    source = form.source.data or ""
    done = bring_in(read, source, takes_referrals=bool(form.takes_referrals.data))
    return outcome_of(read, done)


def _page(
    form: ImportForm,
    read: Directory | None = None,
    outcome: Outcome | None = None,
    *,
    is_done: bool = False,
) -> str:
    columns = (
        [(heading, meaning_of(heading)) for heading in read.headings if heading] if read else []
    )
    return render_template(
        "directory/import.html",
        form=form,
        outcome=outcome,
        is_done=is_done,
        bad=read.bad[:SHOWN] if read else [],
        columns=[(heading, field) for heading, field in columns if field],
        field_words=FIELD_WORDS,
    )
