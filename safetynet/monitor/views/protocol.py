"""The monitor, tasks by agency, the steering sheet, and what the county aims at."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_date
from flask_babel import gettext as _

from safetynet import clock
from safetynet.access import Actor, GuardedBlueprint, Permission, Role, current_actor
from safetynet.agencies import agencies_at_the_table, agency_names
from safetynet.audit import Result, who
from safetynet.meetings.models import AimOf
from safetynet.meetings.queries import aims
from safetynet.meetings.words import ENDING_WORDS
from safetynet.monitor import words
from safetynet.monitor.facts import TaskFact
from safetynet.monitor.figures import figures_for
from safetynet.monitor.forms import AimsForm
from safetynet.monitor.operations import ChangedMeanwhileError, set_aims, version_of_aims
from safetynet.monitor.periods import Period, quarter_named, quarters_until
from safetynet.monitor.reading import facts_for, tasks_due
from safetynet.monitor.steering import Sheet, cells_of, count_of, sheet_of
from safetynet.monitor.tasks_by_agency import by_agency, row_of
from safetynet.sheets.writing import as_csv, as_workbook

monitor = GuardedBlueprint("monitor", __name__, url_prefix="/monitor")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@monitor.context_processor
def how_it_is_said() -> dict[str, object]:
    return {
        "words": words,
        "ENDING_WORDS": ENDING_WORDS,
        "count_of": count_of,
        "period_word": period_word,
        "short_word": short_word,
    }


@monitor.get("", needs=Permission.MONITOR_READ)
def index() -> ResponseReturnValue:
    actor = current_actor()
    return render_template(
        "monitor/index.html",
        figures=figures_for(actor, aims(), clock.today()),
        is_masked=actor.role is Role.ANALYST,
        is_own=actor.role is Role.SUPERVISOR,
    )


@monitor.get("/agencies", needs=Permission.TASK_COUNT)
def agencies() -> ResponseReturnValue:
    """Open and late by agency: all of them, or a supervisor's own."""
    actor, day = current_actor(), clock.today()
    quarter = quarter_named(request.args.get("quarter") or quarters_until(day)[-1].quarter, day)
    own = actor.role is Role.SUPERVISOR
    tasks = tasks_due(actor, quarter, actor.agency_id if own else None)
    shown = {actor.agency_id: agency_names()[actor.agency_id]} if own else _names(tasks)
    return render_template(
        "monitor/agencies.html",
        quarter=quarter,
        **_neighbours(quarter),
        named=[(row.name, row) for row in by_agency(tasks, shown, day)],
        everybody=None if own else row_of("", tasks, day),
    )


@monitor.get("/steering", needs=Permission.MONITOR_READ)
def steering() -> ResponseReturnValue:
    sheet = _sheet(current_actor())
    return render_template("monitor/steering.html", sheet=sheet, **_neighbours(sheet.quarter))


@monitor.get("/steering/<any(csv, xlsx):kind>", needs=Permission.MONITOR_READ, fresh=True)
def steering_file(kind: str) -> ResponseReturnValue:
    sheet = _sheet(current_actor())
    headings = [_("Part"), _("Of what"), _("Counted"), period_word(sheet.quarter)]
    rows = list(cells_of(sheet))
    who().result = Result.EXPORTED
    if kind == "xlsx":
        response = Response(as_workbook(_("Steering sheet"), headings, rows), mimetype=XLSX)
    else:
        response = Response(as_csv([headings, *rows]), mimetype="text/csv")
    name = f"steering-{sheet.quarter.quarter}.{kind}"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


@monitor.get("/aims", needs=Permission.MONITOR_SET)
def ask_aims() -> ResponseReturnValue:
    standing = {what.value: number for what, number in aims().items()}
    return _aims_page(AimsForm(data=standing | {"version": version_of_aims()}))


@monitor.post("/aims", needs=Permission.MONITOR_SET)
def save_aims() -> ResponseReturnValue:
    form = AimsForm()
    if not form.validate():
        return _aims_page(form), 422
    try:
        set_aims({what: form[what.value].data for what in AimOf}, form.version.data or 0)
    except ChangedMeanwhileError:
        flash(
            _("Somebody set these numbers meanwhile. Yours are still here; look, and save again."),
            "warning",
        )
        form.version.data = version_of_aims()
        return _aims_page(form), 409
    flash(_("It is saved. Figures and reminders count by it from now on."))
    return redirect(url_for("monitor.index"), 303)


def period_word(period: Period) -> str:
    """Say a month or a quarter: "November 2026", "third quarter of 2026"."""
    is_month = period.first.month == period.last.month
    return str(format_date(period.first, "MMMM y" if is_month else "QQQQ y"))


def short_word(period: Period) -> str:
    is_month = period.first.month == period.last.month
    return str(format_date(period.first, "MMM" if is_month else "QQQ"))


def _sheet(actor: Actor) -> Sheet:
    day = clock.today()
    quarter = quarter_named(request.args.get("quarter"), day)
    facts = facts_for(actor, quarter)
    return sheet_of(quarter, facts, _names(facts.tasks), aims(), day)


def _names(tasks: Iterable[TaskFact]) -> Mapping[UUID, str]:
    """Return the agencies that are told of: who takes part, and who left and has tasks there."""
    everybodys = agency_names()
    here = {agency.id for agency in agencies_at_the_table()} | {task.agency for task in tasks}
    return {agency: name for agency, name in everybodys.items() if agency in here}


def _neighbours(quarter: Period) -> dict[str, Period | None]:
    """Return the quarters beside one, as far as pages look."""
    kept = quarters_until(clock.today())
    place = kept.index(quarter)
    return {
        "older": kept[place - 1] if place else None,
        "newer": kept[place + 1] if place + 1 < len(kept) else None,
    }


def _aims_page(form: AimsForm) -> str:
    groups = [[w for w in AimOf if w.value.endswith(("after", "within", "grace"))]]
    groups.append([what for what in AimOf if what not in groups[0]])
    return render_template("monitor/aims.html", form=form, days=groups[0], percents=groups[1])
