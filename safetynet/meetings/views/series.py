"""Series of meetings: their rhythm, the meetings they bring, days on which nobody works."""

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from config import Config
from safetynet import clock
from safetynet.access import Permission, check_version
from safetynet.db import db
from safetynet.meetings.models import Series
from safetynet.meetings.operations import repeating
from safetynet.meetings.operations.scheduling import chairs
from safetynet.meetings.queries.series import coming_of, days_to_ask_about, running_series
from safetynet.meetings.rostering import coming_to
from safetynet.meetings.series_forms import DayDecisionForm, SeriesChangeForm, SeriesForm
from safetynet.meetings.views.rooms import meetings


@meetings.get("/meetings/series", needs=Permission.MEETING_RUN)
def all_series() -> ResponseReturnValue:
    return render_template("meetings/series/index.html", series=running_series())


@meetings.get("/meetings/series/new", needs=Permission.MEETING_RUN)
def new_series() -> ResponseReturnValue:
    return render_template("meetings/series/edit.html", series=None, form=_form())


@meetings.post("/meetings/series", needs=Permission.MEETING_RUN)
def begin_series() -> ResponseReturnValue:
    form = _form()
    if not form.validate():
        return render_template("meetings/series/edit.html", series=None, form=form), 422
    series = Series(**form.facts)
    db.session.add(series)
    db.session.flush()
    flash(_("The series stands. Say now who usually comes."))
    return redirect(url_for(".show_series", series=series.id), 303)


@meetings.get("/meetings/series/<uuid:series>", needs=Permission.MEETING_RUN)
def show_series(series: Series) -> ResponseReturnValue:
    today = clock.today()
    until = repeating.horizon(series, today)
    return render_template(
        "meetings/series/show.html",
        series=series,
        coming=coming_of(series.id),
        asks=days_to_ask_about(series, today, until),
        changes=repeating.changes_for(series, today),
        roster=coming_to(series.id, today),
        today=today,
    )


@meetings.get("/meetings/series/<uuid:series>/change", needs=Permission.MEETING_RUN)
def ask_series_change(series: Series) -> ResponseReturnValue:
    form = _form(series)
    return render_template("meetings/series/edit.html", series=series, form=form)


@meetings.post("/meetings/series/<uuid:series>/change", needs=Permission.MEETING_RUN)
def change_series(series: Series) -> ResponseReturnValue:
    check_version(series)
    form = _form(series)
    if not form.validate():
        return render_template("meetings/series/edit.html", series=series, form=form), 422
    for name, value in form.facts.items():
        setattr(series, name, value)
    flash(_("The series is changed. Its drafts stay as they are until you change them below."))
    return redirect(url_for(".show_series", series=series.id), 303)


@meetings.post("/meetings/series/<uuid:series>/drafts", needs=Permission.MEETING_RUN)
def change_drafts(series: Series) -> ResponseReturnValue:
    done = repeating.change_drafts(series, clock.today())
    flash(ngettext("%(num)d draft is as the series says.", "%(num)d drafts are so.", done))
    return redirect(url_for(".show_series", series=series.id), 303)


@meetings.post("/meetings/series/<uuid:series>/meetings", needs=Permission.MEETING_RUN)
def make_meetings(series: Series) -> ResponseReturnValue:
    made = len(repeating.make_due(series, clock.today()))
    flash(
        ngettext("%(num)d meeting was made, a draft.", "%(num)d meetings were made, drafts.", made)
        if made
        else _("Every meeting of the coming weeks was made before.")
    )
    return redirect(url_for(".show_series", series=series.id), 303)


@meetings.post("/meetings/series/<uuid:series>/days", needs=Permission.MEETING_RUN)
def decide_day(series: Series) -> ResponseReturnValue:
    """Hold the meeting of a holiday on another day, all the same, or not at all."""
    form, today = DayDecisionForm(), clock.today()
    asked = days_to_ask_about(series, today, repeating.horizon(series, today))
    day = next((one for one in asked if one.falls_on == form.falls_on.data), None)
    if not form.validate() or day is None:
        flash(_("That day was decided before, or is none of this series."), "error")
        return redirect(url_for(".show_series", series=series.id), 303)
    if form.then.data == "skip":
        repeating.skip(series, day.falls_on)
        flash(_("No meeting on that day."))
    else:
        on = day.instead if form.then.data == "move" else day.falls_on
        meeting = repeating.hold(series, day.falls_on, on)
        flash(_("Meeting %(number)s is scheduled. Now build its agenda.", number=meeting.number))
    return redirect(url_for(".show_series", series=series.id), 303)


@meetings.post("/meetings/series/<uuid:series>/end", needs=Permission.MEETING_RUN)
def end_series(series: Series) -> ResponseReturnValue:
    check_version(series)
    series.end(clock.now())
    flash(_("The series brings no more meetings. Those that were made stay."))
    return redirect(url_for(".all_series"), 303)


def _form(series: Series | None = None) -> SeriesForm:
    config: Config = current_app.extensions["config"]
    form = SeriesChangeForm(obj=series) if series else SeriesForm()
    form.offer(chairs(), series.zone if series else config.time_zone)
    return form
