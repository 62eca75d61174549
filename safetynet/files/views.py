"""Documents of a case file: the list, one of them, looking at it, taking a copy, removing it."""

from base64 import b64encode

from flask import Response, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from safetynet.access import (
    GuardedBlueprint,
    Permission,
    check_version,
    current_actor,
    knows_case,
)
from safetynet.agencies import agency_names
from safetynet.audit import Result, who
from safetynet.cases import Case
from safetynet.files import operations, queries, storage
from safetynet.files.cleaning import shown
from safetynet.files.formats import MEDIA_TYPES
from safetynet.files.forms import DocumentForm, PaperForm, RemovalForm
from safetynet.files.models import Document, DocumentKind
from safetynet.files.operations import NOT_STORED
from safetynet.files.words import FORMAT_WORDS, KIND_WORDS, SCAN_WORDS
from safetynet.forms import page_number
from safetynet.sharing import Release
from safetynet.survivors import reach_again

files = GuardedBlueprint("files", __name__)


@files.app_context_processor
def words() -> dict[str, object]:
    """Let every template that lists documents speak of them in the same words."""
    return {"DOCUMENT_WORDS": KIND_WORDS, "FORMAT_WORDS": FORMAT_WORDS}


@files.get("/cases/<uuid:case>/documents", needs=Permission.FILE_READ)
def index(case: Case) -> ResponseReturnValue:
    page = page_number(request.args.get("page"))
    found = queries.documents_of(case, page)
    return render_template(
        "files/index.html",
        case=case,
        documents=found[: queries.PAGE],
        bylines=queries.named_in(found),
        has_older=len(found) > queries.PAGE,
        page=page,
    )


@files.get("/cases/<uuid:case>/documents/new", needs=Permission.FILE_WRITE)
def begin(case: Case) -> ResponseReturnValue:
    return render_template("files/new.html", case=case, form=DocumentForm())


@files.post("/cases/<uuid:case>/documents", needs=Permission.FILE_WRITE)
def add(case: Case) -> ResponseReturnValue:
    form = DocumentForm()
    if not form.validate():
        return render_template("files/new.html", case=case, form=form), 422
    try:
        document = operations.add(form.document(), case, current_actor())
    except NOT_STORED as error:
        form.blame(error)
        return render_template("files/new.html", case=case, form=form), 422
    flash(_("The document is stored."))
    return redirect(url_for("files.show", document=document.id), 303)


@files.get("/cases/<uuid:case>/releases/<uuid:release>/paper", needs=Permission.FILE_WRITE)
def begin_paper(case: Case, release: Release) -> ResponseReturnValue:
    return _paper_page(case, release, PaperForm(data={"title": _("Signed release")}))


@files.post("/cases/<uuid:case>/releases/<uuid:release>/paper", needs=Permission.FILE_WRITE)
def add_paper(case: Case, release: Release) -> ResponseReturnValue:
    form = PaperForm()
    if not form.validate():
        return _paper_page(case, release, form), 422
    try:
        sent = form.sent(DocumentKind.SIGNED_RELEASE)
        document = operations.add(sent, case, current_actor(), release)
    except NOT_STORED as error:
        form.blame(error)
        return _paper_page(case, release, form), 422
    flash(_("The signed paper is stored."))
    return redirect(url_for("files.show", document=document.id), 303)


@files.get("/documents/<uuid:document>", needs=Permission.FILE_READ)
def show(document: Document) -> ResponseReturnValue:
    return _page(document)


@files.get("/documents/<uuid:document>/look", needs=Permission.FILE_READ)
def look(document: Document) -> ResponseReturnValue:
    """Show it on the screen, a page at a time; nothing is handed out, and nothing prints."""
    number = page_number(request.args.get("page"))
    try:
        page = shown(_content(document), document.format, number)
    except storage.DamagedError:
        return _damaged(document)
    if page is None:
        return _page(document, cannot_be_shown=True)
    picture = f"data:{page.media_type};base64,{b64encode(page.picture).decode()}"
    return render_template(
        "files/look.html",
        document=document,
        text=page.text,
        picture=picture if page.picture else "",
        page=min(number, page.pages),
        pages=page.pages,
        **_way(document),
    )


@files.get("/documents/<uuid:document>/file", needs=Permission.FILE_COPY)
def download(document: Document) -> ResponseReturnValue:
    """Hand it out, under a name that gives nothing away."""
    try:
        content = _content(document)
    except storage.DamagedError:
        return _damaged(document)
    who().result = Result.EXPORTED
    response: Response = make_response(content)
    response.headers["Content-Type"] = MEDIA_TYPES[document.format]
    name = f"document-{document.id.hex[:8]}.{document.format.value}"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


@files.get("/documents/<uuid:document>/removal", needs=Permission.FILE_REMOVE)
def ask_to_remove(document: Document) -> ResponseReturnValue:
    return _removal_page(document, RemovalForm(obj=document))


@files.post("/documents/<uuid:document>/removal", needs=Permission.FILE_REMOVE)
def remove(document: Document) -> ResponseReturnValue:
    form = RemovalForm()
    check_version(document)
    if not form.validate():
        return _removal_page(document, form), 422
    if document.referral_id is not None:
        reach_again(document.survivor_id)
    operations.remove(document, form.reason.data or "", current_actor())
    flash(_("The document is removed."))
    return redirect(url_for("files.show", document=document.id), 303)


def _paper_page(case: Case, release: Release, form: PaperForm) -> str:
    return render_template("files/paper.html", case=case, release=release, form=form)


def _removal_page(document: Document, form: RemovalForm) -> str:
    return render_template("files/remove.html", document=document, form=form, **_way(document))


def _content(document: Document) -> bytes:
    if not document.is_there:
        raise NotFound
    return storage.content_of(document)


def _page(document: Document, *, cannot_be_shown: bool = False) -> str:
    return render_template(
        "files/show.html",
        document=document,
        owner=agency_names()[document.owner_id],
        bylines=queries.named_in([document]),
        scan=SCAN_WORDS[document.scan],
        cannot_be_shown=cannot_be_shown,
        **_way(document),
    )


def _damaged(document: Document) -> ResponseReturnValue:
    """Say what to do where the bytes are gone or changed; whatever is left of them stays here."""
    who().result = Result.FAILED
    owner = agency_names()[document.owner_id]
    page = render_template("files/damaged.html", document=document, owner=owner, **_way(document))
    return page, 500


def _way(document: Document) -> dict[str, bool]:
    """Say whether the way back leads to a case file, or to the referral with which it came."""
    actor = current_actor()
    tells = document.owner_id == actor.agency_id or actor.sees_all_shells
    return {
        "is_known": knows_case(actor, document.case_id),
        "came_with_referral": document.referral_id is not None and tells,
    }
