from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from safetynet import clock
from safetynet.access import Permission, check_version, current_actor
from safetynet.agencies import bylines
from safetynet.cases import Case
from safetynet.events import operations, queries
from safetynet.events.forms import EventEditForm, EventForm
from safetynet.events.missing import standing_of_case
from safetynet.events.models import Event
from safetynet.events.views.blueprint import events
from safetynet.events.words import DUTY_WORDS, EVENT_WORDS, OUTCOME_WORDS
from safetynet.forms import page_number

_KNOWN = ("at_time", "outcome", "text", "police_told_at", "report_number", "ncmec_told_at")


@events.get("/cases/<uuid:case>/events", needs=Permission.CASE_READ)
def index(case: Case) -> ResponseReturnValue:
    page = page_number(request.args.get("page"))
    found = queries.events_of(case.id, page)
    return render_template(
        "events/index.html",
        case=case,
        events=found[: queries.PAGE],
        bylines=bylines(event.author_id for event in found),
        has_older=len(found) > queries.PAGE,
        page=page,
        standing=standing_of_case(case.id),
        duty_words=DUTY_WORDS,
        kinds=EVENT_WORDS,
        outcomes=OUTCOME_WORDS,
        now=clock.now(),
        today=clock.today(),
    )


@events.get("/cases/<uuid:case>/events/new", needs=Permission.EVENT_WRITE)
def begin(case: Case) -> ResponseReturnValue:
    return render_template("events/new.html", case=case, form=EventForm())


@events.post("/cases/<uuid:case>/events", needs=Permission.EVENT_WRITE)
def log(case: Case) -> ResponseReturnValue:
    form = EventForm()
    if not form.validate():
        return render_template("events/new.html", case=case, form=form), 422
    known = {name: form[name].data for name in _KNOWN}
    day = form.day.data or clock.today()
    operations.log_event(case, current_actor(), form.kind.data, day, **known)
    return redirect(url_for("events.index", case=case.id), 303)


@events.get("/cases/<uuid:case>/events/<uuid:event>/edit", needs=Permission.EVENT_WRITE)
def edit(case: Case, event: Event) -> ResponseReturnValue:
    return _edit_page(case, event, EventEditForm(obj=event).about(event.kind))


@events.post("/cases/<uuid:case>/events/<uuid:event>", needs=Permission.EVENT_WRITE)
def save(case: Case, event: Event) -> ResponseReturnValue:
    check_version(event, lambda: [(_("What others should know"), event.text or "")])
    form = EventEditForm().about(event.kind)
    if not form.validate():
        return _edit_page(case, event, form), 422
    form.populate_obj(event)
    return redirect(url_for("events.index", case=case.id), 303)


def _edit_page(case: Case, event: Event, form: EventEditForm) -> str:
    return render_template("events/edit.html", case=case, event=event, form=form, kinds=EVENT_WORDS)
