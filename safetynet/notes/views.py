from collections.abc import Sequence
from typing import TypeVar

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_date
from flask_babel import gettext as _
from werkzeug.exceptions import Forbidden

from safetynet import clock
from safetynet.access import Actor, GuardedBlueprint, Permission, check_version, current_actor
from safetynet.agencies import bylines
from safetynet.cases import Case
from safetynet.db import Model
from safetynet.forms import page_number
from safetynet.notes import operations, queries
from safetynet.notes.forms import (
    LimitsForm,
    NoteEditForm,
    NoteForm,
    PrivilegedNoteEditForm,
    PrivilegedNoteForm,
    QualificationForm,
)
from safetynet.notes.models import Note, PrivilegedNote, Qualification
from safetynet.notes.operations import Written
from safetynet.notes.policy import is_qualified
from safetynet.notes.privilege_words import (
    HOLDER_WORDS,
    PRIVILEGE_ACT_WORDS,
    STATE_LOOKS,
    STATE_WORDS,
)
from safetynet.notes.words import NOTE_WORDS, QUALIFICATION_WORDS, TOLD_WORDS
from safetynet.sharing import CATEGORY_WORDS

notes = GuardedBlueprint("notes", __name__)
N = TypeVar("N", bound=Model)


@notes.get("/cases/<uuid:case>/notes", needs=Permission.CASE_READ)
def index(case: Case) -> ResponseReturnValue:
    page = _page()
    found, has_older = _cut(queries.notes_of(case.id, page))
    return render_template(
        "notes/index.html",
        case=case,
        notes=found,
        bylines=bylines(note.author_id for note in found),
        page=page,
        has_older=has_older,
        words=NOTE_WORDS,
        categories=CATEGORY_WORDS,
    )


@notes.get("/cases/<uuid:case>/notes/new", needs=Permission.NOTE_WRITE)
def begin(case: Case) -> ResponseReturnValue:
    return render_template("notes/new.html", case=case, form=_note_form())


@notes.post("/cases/<uuid:case>/notes", needs=Permission.NOTE_WRITE)
def write(case: Case) -> ResponseReturnValue:
    form = _note_form()
    if not form.validate():
        return render_template("notes/new.html", case=case, form=form), 422
    written = Written(form.text.data or "", form.occurred_at.data)
    note = operations.write_note(case, current_actor(), written, form.kind.data, form.category.data)
    return redirect(url_for("notes.show", case=case.id, note=note.id), 303)


@notes.get("/cases/<uuid:case>/notes/<uuid:note>", needs=Permission.CASE_READ)
def show(case: Case, note: Note) -> ResponseReturnValue:
    return render_template(
        "notes/show.html",
        case=case,
        note=note,
        bylines=bylines([note.author_id]),
        words=NOTE_WORDS,
        categories=CATEGORY_WORDS,
    )


@notes.get("/cases/<uuid:case>/notes/<uuid:note>/edit", needs=Permission.NOTE_WRITE)
def edit(case: Case, note: Note) -> ResponseReturnValue:
    return _edit_page(case, note, NoteEditForm(obj=note))


@notes.post("/cases/<uuid:case>/notes/<uuid:note>", needs=Permission.NOTE_WRITE)
def save(case: Case, note: Note) -> ResponseReturnValue:
    check_version(note, lambda: [(_("Note"), note.text)])
    form = NoteEditForm()
    if not form.validate():
        return _edit_page(case, note, form), 422
    form.populate_obj(note)
    return redirect(url_for("notes.show", case=case.id, note=note.id), 303)


def _edit_page(case: Case, note: Note, form: NoteEditForm) -> str:
    return render_template(
        "notes/edit.html", case=case, note=note, form=form, categories=CATEGORY_WORDS
    )


@notes.get("/cases/<uuid:case>/privileged-notes", needs=Permission.NOTE_PRIVILEGED)
def privileged(case: Case) -> ResponseReturnValue:
    qualified()
    page = _page()
    found, has_older = _cut(queries.privileged_notes_of(case.id, page))
    return render_template(
        "notes/privileged/index.html",
        case=case,
        notes=found,
        bylines=bylines(note.author_id for note in found),
        page=page,
        has_older=has_older,
        told=queries.limits_told(case.survivor_id),
        told_words=TOLD_WORDS,
        decisions=queries.privilege_decisions(case.id),
        STATE_WORDS=STATE_WORDS,
        STATE_LOOKS=STATE_LOOKS,
        PRIVILEGE_ACT_WORDS=PRIVILEGE_ACT_WORDS,
        HOLDER_WORDS=HOLDER_WORDS,
    )


@notes.get("/cases/<uuid:case>/privileged-notes/new", needs=Permission.NOTE_PRIVILEGED)
def begin_privileged(case: Case) -> ResponseReturnValue:
    qualified()
    return render_template("notes/privileged/new.html", case=case, form=PrivilegedNoteForm())


@notes.post("/cases/<uuid:case>/privileged-notes", needs=Permission.NOTE_PRIVILEGED)
def write_privileged(case: Case) -> ResponseReturnValue:
    author = qualified()
    form = PrivilegedNoteForm()
    if not form.validate():
        return render_template("notes/privileged/new.html", case=case, form=form), 422
    written = Written(form.text.data or "", form.occurred_at.data)
    note = operations.write_privileged_note(case, author, written)
    return redirect(url_for("notes.show_privileged", case=case.id, note=note.id), 303)


@notes.get("/cases/<uuid:case>/privileged-notes/<uuid:note>", needs=Permission.NOTE_PRIVILEGED)
def show_privileged(case: Case, note: PrivilegedNote) -> ResponseReturnValue:
    return render_template(
        "notes/privileged/show.html", case=case, note=note, bylines=bylines([note.author_id])
    )


@notes.get("/cases/<uuid:case>/privileged-notes/<uuid:note>/edit", needs=Permission.NOTE_PRIVILEGED)
def edit_privileged(case: Case, note: PrivilegedNote) -> ResponseReturnValue:
    _own(note)
    form = PrivilegedNoteEditForm(obj=note)
    return render_template("notes/privileged/edit.html", case=case, note=note, form=form)


@notes.post("/cases/<uuid:case>/privileged-notes/<uuid:note>", needs=Permission.NOTE_PRIVILEGED)
def save_privileged(case: Case, note: PrivilegedNote) -> ResponseReturnValue:
    _own(note)
    check_version(note, lambda: [(_("Note"), note.text)])
    form = PrivilegedNoteEditForm()
    if not form.validate():
        return render_template("notes/privileged/edit.html", case=case, note=note, form=form), 422
    form.populate_obj(note)
    return redirect(url_for("notes.show_privileged", case=case.id, note=note.id), 303)


@notes.get("/cases/<uuid:case>/limits-of-confidentiality", needs=Permission.NOTE_PRIVILEGED)
def limits(case: Case) -> ResponseReturnValue:
    return _limits_page(case, LimitsForm())


@notes.post("/cases/<uuid:case>/limits-of-confidentiality", needs=Permission.NOTE_PRIVILEGED)
def record_limits(case: Case) -> ResponseReturnValue:
    form = LimitsForm()
    if not form.validate():
        return _limits_page(case, form), 422
    told_on = form.told_on.data or clock.today()
    operations.record_limits_told(case, current_actor(), told_on, form.how.data)
    said = {"number": case.number, "day": format_date(told_on)}
    flash(_("Recorded for %(number)s: told the limits of confidentiality on %(day)s.", **said))
    return redirect(url_for("casefile.show", case=case.id), 303)


def _limits_page(case: Case, form: LimitsForm) -> str:
    return render_template(
        "notes/limits.html",
        case=case,
        form=form,
        told=queries.limits_told(case.survivor_id),
        told_words=TOLD_WORDS,
    )


@notes.get("/qualifications", needs=Permission.QUALIFICATION_RECORD)
def qualifications() -> ResponseReturnValue:
    return _qualifications_page(_qualification_form())


@notes.post("/qualifications", needs=Permission.QUALIFICATION_RECORD)
def qualify() -> ResponseReturnValue:
    form = _qualification_form()
    if not form.validate():
        return _qualifications_page(form), 422
    since = form.recorded_on.data or clock.today()
    operations.record_qualification(
        form.chosen, current_actor(), form.kind.data, form.hours.data or 0, since
    )
    return redirect(url_for("notes.qualifications"), 303)


@notes.post("/qualifications/<uuid:qualification>/end", needs=Permission.QUALIFICATION_RECORD)
def end_qualification(qualification: Qualification) -> ResponseReturnValue:
    qualification.end(clock.today())
    return redirect(url_for("notes.qualifications"), 303)


def _qualifications_page(form: QualificationForm) -> str:
    return render_template(
        "notes/qualifications.html",
        qualifications=queries.qualifications(),
        form=form,
        words=QUALIFICATION_WORDS,
        today=clock.today(),
    )


def _qualification_form() -> QualificationForm:
    return QualificationForm().offer(queries.members_to_qualify(current_actor()))


def _note_form() -> NoteForm:
    return NoteForm().offer(queries.categories_for(current_actor()))


def qualified() -> Actor:
    """Return the actor; raises Forbidden saying who can unlock this page."""
    actor = current_actor()
    if not is_qualified(actor):
        raise Forbidden(
            _(
                "Privileged notes are for caseworkers and counselors whose qualification is "
                "recorded. Your supervisor can record yours."
            )
        )
    return actor


def _own(note: PrivilegedNote) -> None:
    if note.author_id != current_actor().id:
        raise Forbidden(_("Only its author changes a note."))


def _page() -> int:
    return page_number(request.args.get("page"))


def _cut(found: Sequence[N]) -> tuple[Sequence[N], bool]:
    """Part one page of notes from the one that shows that there are older ones."""
    return found[: queries.PAGE], len(found) > queries.PAGE
