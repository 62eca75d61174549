"""Who usually comes to the meetings of a series; and the days on which the county is closed."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from safetynet import clock
from safetynet.access import Permission, check_version
from safetynet.agencies import Agency, Member, agencies_at_the_table
from safetynet.agencies.queries import everybody_by_agency
from safetynet.db import db
from safetynet.deadlines.holidays import holiday_rows, is_holiday
from safetynet.deadlines.models import Holiday
from safetynet.meetings.models import RosterPlace, Series
from safetynet.meetings.queries.series import coming_on_holidays, roster_of
from safetynet.meetings.rostering import coming_to, may_come
from safetynet.meetings.series_forms import HolidayForm, as_typed, roster_form
from safetynet.meetings.views.rooms import meetings


@meetings.get("/meetings/series/<uuid:series>/roster", needs=Permission.MEETING_RUN)
def roster(series: Series) -> ResponseReturnValue:
    shown = as_typed(list(roster_of(series.id))) | {"version": series.version}
    offered = _offered(series)
    return _roster_page(series, offered, roster_form(series, offered)(formdata=None, data=shown))


@meetings.post("/meetings/series/<uuid:series>/roster", needs=Permission.MEETING_RUN)
def set_roster(series: Series) -> ResponseReturnValue:
    check_version(series)
    offered = _offered(series)
    form = roster_form(series, offered)()
    if not form.validate():
        return _roster_page(series, offered, form), 422
    places = {place.agency_id: place for place in roster_of(series.id)}
    for agency in offered:
        said = {
            "member_id": form[f"member_{agency.id.hex}"].data,
            "deputy_id": form[f"deputy_{agency.id.hex}"].data,
            "is_needed": form[f"needed_{agency.id.hex}"].data,
        }
        _set_place(series, agency, places.get(agency.id), said)
    flash(_("The roster is saved."))
    return redirect(url_for(".show_series", series=series.id), 303)


def _set_place(
    series: Series, agency: Agency, place: RosterPlace | None, said: dict[str, Any]
) -> None:
    if said["deputy_id"] == said["member_id"]:
        said["deputy_id"] = None
    if not any(said.values()):
        if place:
            db.session.delete(place)
        return
    if place is None:
        place = RosterPlace(series_id=series.id, agency_id=agency.id)
        db.session.add(place)
    for name, value in said.items():
        setattr(place, name, value)


def _offered(series: Series) -> dict[Agency, list[Member]]:
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
