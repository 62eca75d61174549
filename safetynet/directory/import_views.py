"""A directory from a file, in the browser: its columns matched, looked at, then imported.

The file is kept nowhere, and so sent again at every step; what was chosen comes with it.
"""

import hashlib
import json
from dataclasses import dataclass

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from safetynet.access import GuardedBlueprint, Permission
from safetynet.db import db
from safetynet.directory.forms import ImportForm, choices_sent, match_form
from safetynet.directory.hsds import open_upload, read_tables
from safetynet.directory.importing import bring_in
from safetynet.directory.matching import Matching, propose
from safetynet.directory.outcome import Outcome, outcome_of
from safetynet.directory.records import Directory
from safetynet.directory.remembered import as_before, remember
from safetynet.directory.tables import NoColumnError, NoDirectoryError, Tables
from safetynet.directory.words import FIELD_WORDS
from safetynet.sheets import SheetError, samples_of

directory_imports = GuardedBlueprint("directory_imports", __name__)
MOST_ROWS = 10_000
"""Rows of services that one request imports; larger files go in by command."""
SHOWN = 50
"""Bad rows named on the page, each with its reason."""
EXAMPLES = 3
"""Texts of each column, by which somebody knows what it is."""


NEEDED = {
    "name": _l("No column names the services. Say below which one does."),
    "organization": _l(
        "No column says who offers a service. Say below which one does; it may be the name’s."
    ),
}


@dataclass
class Sent:
    """A file that was sent, how its columns are read, and what is to be told of it."""

    form: ImportForm
    tables: Tables
    matching: Matching
    samples: dict[int, list[str]]
    digest: str
    problem: str = ""
    read: Directory | None = None
    outcome: Outcome | None = None
    is_as_before: bool = False
    """Whether its columns are matched as somebody said of an earlier file."""
    is_done: bool = False

    @property
    def was_asked(self) -> bool:
        """Whether these headings were on the page that was sent."""
        return self.form.headings_id.data == self.matching.fingerprint

    @property
    def seen(self) -> str:
        """Return which file this is, and which look at it."""
        said = sorted(self.matching.said.items())
        look = json.dumps([self.form.source.data, self.tables.sheet, said])
        return f"{self.digest} {hashlib.sha256(look.encode()).hexdigest()}"

    @property
    def is_another(self) -> bool:
        """Whether this is not the file that was looked at before."""
        before = self.form.seen_id.data or ""
        return bool(before) and before.split(" ")[0] != self.digest

    @property
    def missing(self) -> list[str]:
        """What no column says; of several tables another may say it."""
        return [] if self.tables.others else self.matching.missing


@directory_imports.get("/directory/import", needs=Permission.DIRECTORY_IMPORT)
def begin() -> ResponseReturnValue:
    return _page(_form())


@directory_imports.post("/directory/import", needs=Permission.DIRECTORY_IMPORT)
def bring() -> ResponseReturnValue:
    """Look at a file; import it when it is the one that was looked at, and read the same way."""
    form = _form()
    if not form.validate():
        return _page(form), 422
    name, data = form.file.data.filename or "", form.file.data.read()
    try:
        sent = _opened(name, data, request.form.get("sheet", ""))
        if sent.problem:
            return _page(sent.form, sent), 422
        sent.read = _read(sent)
        if sent.was_asked:
            remember(sent.matching)
    except NoColumnError as error:
        return _to_match(sent, error.field)
    except (NoDirectoryError, SheetError) as error:
        form.file.errors = [str(error)]
        return _page(form), 422
    is_seen = sent.form.seen_id.data == sent.seen and "look" not in request.form
    if is_seen and (sent.form.accept_valid.data or not sent.read.bad):
        sent.outcome, sent.is_done = _brought(sent, sent.read), True
        flash(_("The directory is imported."))
    else:
        sent.outcome = _looked_at(sent, sent.read)
    return _page(sent.form, sent)


def _form() -> ImportForm:
    """Return the form before its file is read, when nobody knows of any sheet."""
    form = ImportForm()
    form.offer_sheets((), "")
    return form


def _opened(name: str, data: bytes, sheet: str) -> Sent:
    """Open a file, its columns being what was chosen for these headings, or what they say."""
    tables, problem = _on_sheet(open_upload(name, data), sheet)
    matching = as_before(propose(tables.services))
    samples = samples_of((line.cells for line in tables.services.lines), EXAMPLES)
    form = match_form(matching, samples)
    form.offer_sheets(tables.sheets, tables.sheet)
    sent = Sent(form, tables, matching, samples, hashlib.sha256(data).hexdigest(), problem)
    sent.is_as_before = bool(matching.said) and not sent.was_asked
    if problem:
        return sent
    if not form.validate():
        sent.problem = str(_("Choose for each column what it is, or leave it out."))
        return sent
    sent.matching = matching.with_choices(form.chosen())
    if words := ", ".join(str(FIELD_WORDS[field]) for field in sent.matching.doubled):
        sent.problem = str(_("Only one column may be: %(fields)s", fields=words))
    return sent


def _on_sheet(tables: Tables, sheet: str) -> tuple[Tables, str]:
    """Return the tables of the sheet that was chosen, or why not; another file may have none so."""
    if sheet not in {one.name for one in tables.sheets}:
        return tables, ""
    try:
        return tables.on_sheet(sheet), ""
    except NoDirectoryError:
        return tables, str(_("The sheet “%(sheet)s” has no rows below its headings.", sheet=sheet))


def _to_match(sent: Sent, field: str) -> ResponseReturnValue:
    """Ask which column names the services, or who offers them; wrong only if it was asked."""
    sent.problem = str(NEEDED[field])
    code = 422 if sent.was_asked else 200
    return _page(sent.form, sent), code


def _read(sent: Sent) -> Directory:
    read = read_tables(sent.tables, sent.matching.matched())
    if len(read.rows) > MOST_ROWS:
        raise NoDirectoryError(
            _(
                "There are more than %(rows)d services. Import the file on the server.",
                rows=MOST_ROWS,
            )
        )
    return read


def _looked_at(sent: Sent, read: Directory) -> Outcome:
    """Do all of it and take it back: what is then said is what would happen."""
    with db.session.begin_nested() as attempt:
        outcome = _brought(sent, read)
        attempt.rollback()
    return outcome


def _brought(sent: Sent, read: Directory) -> Outcome:
    source = sent.form.source.data or ""
    done = bring_in(read, source, takes_referrals=bool(sent.form.takes_referrals.data))
    return outcome_of(read, done)


def _page(form: ImportForm, sent: Sent | None = None) -> str:
    is_another = sent is not None and sent.is_another
    if sent:
        form.headings_id.data = sent.matching.fingerprint
        form.seen_id.data = sent.seen
    return render_template(
        "directory/import.html",
        form=form,
        sent=sent,
        outcome=sent.outcome if sent else None,
        is_done=sent is not None and sent.is_done,
        is_another=is_another,
        bad=sent.read.bad[:SHOWN] if sent and sent.read else [],
        chosen={} if sent else choices_sent(request.form),
        missing=[FIELD_WORDS[field] for field in sent.missing] if sent else [],
    )
