from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug import Response

from safetynet import clock
from safetynet.access import GuardedBlueprint, Permission, check_version, current_actor
from safetynet.agencies import agencies_at_the_table
from safetynet.cases import operations
from safetynet.cases.forms import ClosingForm, ReopeningForm, SeatForm
from safetynet.cases.models import Case, CaseStatus, ordinal_of
from safetynet.cases.queries import page_of_cases, reasons_of
from safetynet.cases.words import STATUS_LOOK, STATUS_WORDS
from safetynet.forms import choices
from safetynet.sharing import TeamSeat, blocked_agencies, seats_of
from safetynet.sharing.said import seat_ended, seat_given
from safetynet.survivors import known_as, names_by_survivor

cases = GuardedBlueprint("cases", __name__)


@cases.app_context_processor
def words() -> dict[str, object]:
    """Let every room's templates say a case's state in the same words."""
    return {
        "STATUS_WORDS": STATUS_WORDS,
        "STATUS_LOOK": STATUS_LOOK,
        "CaseStatus": CaseStatus,
        "known_as": known_as,
        "endpoints": current_app.view_functions,
    }


@cases.get("/cases", needs=Permission.CASE_READ)
def index() -> ResponseReturnValue:
    shown = _status(request.args.get("status"))
    page = page_of_cases(
        shown,
        newer_than=_ordinal(request.args.get("newer")),
        older_than=_ordinal(request.args.get("older")),
    )
    names = names_by_survivor(case.survivor_id for case in page.cases)
    return render_template("cases/index.html", shown=shown, page=page, names=names)


def _status(word: str | None) -> CaseStatus:
    return next((status for status in CaseStatus if status == word), CaseStatus.OPEN)


def _ordinal(number: str | None) -> int | None:
    try:
        return ordinal_of(number) if number else None
    except ValueError:
        return None


@cases.get("/cases/<uuid:case>/team", needs=Permission.SEAT_GIVE)
def team(case: Case) -> ResponseReturnValue:
    return _team_page(case, _seat_form(case))


@cases.post("/cases/<uuid:case>/seats", needs=Permission.SEAT_GIVE)
def give_seat(case: Case) -> ResponseReturnValue:
    form = _seat_form(case)
    if not form.validate():
        return _team_page(case, form), 422
    operations.seat(case, form.agency.data)
    [agency] = [a for a in agencies_at_the_table() if a.id == form.agency.data]
    flash(seat_given(case.number, agency))
    return _to_team(case)


@cases.post("/cases/<uuid:case>/seats/<uuid:seat>/end", needs=Permission.SEAT_GIVE)
def end_seat(case: Case, seat: TeamSeat) -> ResponseReturnValue:
    if seat.agency_id == case.lead_agency_id:
        name = seat.agency.name
        flash(
            _("%(agency)s leads and keeps its seat. Let another lead first.", agency=name),
            "warning",
        )
        return _to_team(case)
    seat.end(clock.now())
    flash(seat_ended(case.number, seat.agency))
    return _to_team(case)


@cases.post("/cases/<uuid:case>/lead/<uuid:seat>", needs=Permission.SEAT_GIVE)
def take_lead(case: Case, seat: TeamSeat) -> ResponseReturnValue:
    if seat.ended_at is None:
        case.lead_agency_id = seat.agency_id
        flash(_("%(agency)s leads %(number)s now.", agency=seat.agency.name, number=case.number))
    return _to_team(case)


def _seat_form(case: Case) -> SeatForm:
    taken = {seat.agency_id for seat in seats_of(case.id)} | {current_actor().agency_id}
    taken |= blocked_agencies(case.survivor_id)
    form = SeatForm()
    form.agency.choices = choices(
        {a.id: a.name for a in agencies_at_the_table() if a.id not in taken},
        blank=_("Choose an agency"),
    )
    return form


def _team_page(case: Case, form: SeatForm) -> str:
    return render_template("cases/team.html", case=case, seats=seats_of(case.id), form=form)


def _to_team(case: Case) -> Response:
    return redirect(url_for("cases.team", case=case.id), 303)


@cases.get("/cases/<uuid:case>/closing", needs=Permission.CASE_CLOSE)
def ask_to_close(case: Case) -> ResponseReturnValue:
    form = ClosingForm(version=case.version)
    return render_template("cases/close.html", case=case, form=form)


@cases.post("/cases/<uuid:case>/closing", needs=Permission.CASE_CLOSE)
def close(case: Case) -> ResponseReturnValue:
    form = ClosingForm()
    check_version(case)
    if not form.validate():
        return render_template("cases/close.html", case=case, form=form), 422
    operations.close(case, form.kind.data, form.reason.data or "", clock.now())
    flash(_("Case %(number)s is closed.", number=case.number))
    return _to_file(case)


@cases.get("/cases/<uuid:case>/reopening", needs=Permission.CASE_OPEN)
def ask_to_reopen(case: Case) -> ResponseReturnValue:
    form = ReopeningForm(version=case.version)
    return render_template("cases/reopen.html", case=case, form=form, reasons=reasons_of(case.id))


@cases.post("/cases/<uuid:case>/reopening", needs=Permission.CASE_OPEN)
def reopen(case: Case) -> ResponseReturnValue:
    form = ReopeningForm()
    check_version(case)
    if case.is_open:
        flash(_("Case %(number)s is open.", number=case.number))
        return _to_file(case)
    if not form.validate():
        page = render_template("cases/reopen.html", case=case, form=form, reasons=[])
        return page, 422
    operations.reopen(case, form.reason.data or "")
    flash(_("Case %(number)s is open again.", number=case.number))
    return _to_file(case)


@cases.post("/cases/<uuid:case>/watch", needs=Permission.CASE_CLOSE)
def step_down(case: Case) -> ResponseReturnValue:
    case.step_down()
    flash(_("Case %(number)s is on the watch list.", number=case.number))
    return _to_file(case)


@cases.post("/cases/<uuid:case>/regular-review", needs=Permission.CASE_CLOSE)
def step_up(case: Case) -> ResponseReturnValue:
    case.step_up()
    flash(_("Case %(number)s is reviewed regularly again.", number=case.number))
    return _to_file(case)


def _to_file(case: Case) -> Response:
    return redirect(url_for("casefile.show", case=case.id), 303)
