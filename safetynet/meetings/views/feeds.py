"""One's meetings for a calendar program: as a file, or at a secret address of one's own."""

from flask import abort, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from config import Config
from safetynet import clock
from safetynet.access import Permission, PublicBlueprint, current_actor
from safetynet.meetings.ics import as_calendar, handed_to_a_calendar
from safetynet.meetings.operations import feeding
from safetynet.meetings.queries import meetings_for_a_calendar
from safetynet.meetings.views.rooms import meetings

feeds = PublicBlueprint("calendar_feeds", __name__)


@meetings.get("/meetings/calendar", needs=Permission.MEETING_READ)
def own_calendar() -> ResponseReturnValue:
    return render_template(
        "meetings/calendar.html",
        feeds=feeding.open_feeds(current_actor().id),
        lets_feed=_config().calendar_feeds,
    )


@meetings.get("/meetings/calendar.ics", needs=Permission.MEETING_READ)
def calendar_file() -> ResponseReturnValue:
    now = clock.now()
    return handed_to_a_calendar(as_calendar(meetings_for_a_calendar(now), now))


@meetings.post("/meetings/calendar/address", needs=Permission.MEETING_READ)
def begin_feed() -> ResponseReturnValue:
    """Show the address once, on this very answer."""
    if not _config().calendar_feeds:
        abort(404)
    path = url_for("calendar_feeds.feed", token=feeding.begin(current_actor().id))
    return render_template("meetings/feed.html", address=_config().public_url + path), 201


@meetings.post("/meetings/calendar/end", needs=Permission.MEETING_READ)
def end_feed() -> ResponseReturnValue:
    feeding.end(current_actor().id)
    flash(_("The address opens nothing any more."))
    return redirect(url_for("meetings.own_calendar"), 303)


@feeds.get("/calendar/<token>.ics")
def feed(token: str) -> ResponseReturnValue:
    """Hand the calendar to a program that knows the address, and cannot sign in."""
    calendar = feeding.fetched(token) if _config().calendar_feeds else None
    if calendar is None:
        abort(404)
    return handed_to_a_calendar(calendar)


def _config() -> Config:
    config: Config = current_app.extensions["config"]
    return config
