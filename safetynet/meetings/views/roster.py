"""Who usually comes to the meetings of a series; and the days on which the county is closed."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from safetynet import clock
from safetynet.access import Permission
from safetynet.agencies import Agency, Member, agencies_at_the_table
from safetynet.agencies.queries import everybody_by_agency
from safetynet.db import db
from safetynet.deadlines.holidays import holiday_rows, is_holiday
from safetynet.deadlines.models import Holiday
from safetynet.meetings.models import RosterPlace, Series
from safetynet.meetings.queries.series import coming_on_holidays, roster_of
from safetynet.meetings.rostering import coming_to, may_come
from safetynet.meetings.row_by_row import marks_of, rows_to_save
from safetynet.meetings.series_forms import HolidayForm, as_typed, roster_form, rows_of_roster
from safetynet.meetings.views.rooms import meetings


@meetings.get("/meetings/series/<uuid:series>/roster", needs=Permission.MEETING_RUN)
def roster(series: Series) -> ResponseReturnValue:
    offered = _offered()
    shown = as_typed(roster_of(series.id))
    marks = marks_of(rows_of_roster(shown, offered))
    form = roster_form(offered)(formdata=None, data=shown | {"version": marks})
    return _roster_page(series, offered, form)


@meetings.post("/meetings/series/<uuid:series>/roster", needs=Permission.MEETING_RUN)
def set_roster(series: Series) -> ResponseReturnValue:
    offered = _offered()
    form = roster_form(offered)()
    if not form.validate():
        return _roster_page(series, offered, form), 422
    places = {place.agency_id.hex: place for place in roster_of(series.id)}
    now = rows_of_roster(as_typed(places.values()), offered)
    typed = rows_of_roster(form.data, offered)
    for agency in rows_to_save(form.version.data, now, typed):
        _set_place(series, agency, places.get(agency), *typed[agency])
    flash(_("The roster is saved."))
    return redirect(url_for(".show_series", series=series.id), 303)


def _set_place(
    series: Series,
    agency: str,
    place: RosterPlace | None,
    member_id: Any,
    deputy_id: Any,
    is_needed: Any,
) -> None:
    if not (member_id or deputy_id or is_needed):
        if place:
            db.session.delete(place)
        return
    if place is None:
        place = RosterPlace(series_id=series.id, agency_id=UUID(agency))
        db.session.add(place)
    place.member_id, place.is_needed = member_id, bool(is_needed)
    place.deputy_id = None if deputy_id == member_id else deputy_id


def _offered() -> dict[Agency, list[Member]]:
    """Return the agencies, and whom of each: its own active people whose role may come."""
    people = everybody_by_agency()
    return {
        agency: [m for m in people.get(agency.id, []) if m.is_active and may_come(m.role)]
        for agency in agencies_at_the_table()
    }


def _roster_page(series: Series, offered: dict[Agency, list[Member]], form: Any) -> str:
    return render_template(
        "meetings/series/roster.html",
        series=series,
        agencies=list(offered),
        form=form,
        coming={one.place.agency_id: one for one in coming_to(series.id, clock.today())},
    )


@meetings.get("/meetings/holidays", needs=Permission.MEETING_RUN)
def holidays() -> ResponseReturnValue:
    return _holidays_page(HolidayForm())


@meetings.post("/meetings/holidays", needs=Permission.MEETING_RUN)
def add_holiday() -> ResponseReturnValue:
    form = HolidayForm()
    if form.validate() and is_holiday(form.day.data):
        form.day.errors = [_("This day is on the list already")]
    if form.errors:
        return _holidays_page(form), 422
    db.session.add(Holiday(day=form.day.data, name=form.name.data))
    flash(_("The day is on the list. Meetings that are called already stay; see below."))
    return redirect(url_for(".holidays"), 303)


@meetings.post("/meetings/holidays/<uuid:holiday>/removal", needs=Permission.MEETING_RUN)
def remove_holiday(holiday: Holiday) -> ResponseReturnValue:
    db.session.delete(holiday)
    flash(_("The day is a working day again."))
    return redirect(url_for(".holidays"), 303)


def _holidays_page(form: HolidayForm) -> str:
    today = clock.today()
    return render_template(
        "meetings/series/holidays.html",
        holidays=holiday_rows(today),
        touched=coming_on_holidays(today),
        form=form,
    )
