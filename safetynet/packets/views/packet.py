"""One's own packet: a cover, a page for each young person, and all of it as one paper."""

from flask import render_template
from flask.typing import ResponseReturnValue

from safetynet import clock
from safetynet.access import Permission, current_actor
from safetynet.agencies import bylines
from safetynet.audit import Result, who
from safetynet.meetings import AgendaItem, Meeting
from safetynet.meetings.models import PaperKind
from safetynet.meetings.paper import agenda_for, new_serial
from safetynet.meetings.queries import agenda_of
from safetynet.meetings.views.handing import download
from safetynet.packets.paper import packet_for, packet_labels, pages_of, set_in_type
from safetynet.packets.views.blueprint import packets
from safetynet.packets.window import Stage, Window, lead_of_the_county, window_of


@packets.get("/meetings/<uuid:meeting>/packet", needs=Permission.PACKET_READ)
def show(meeting: Meeting) -> ResponseReturnValue:
    window = _window(meeting)
    if not _is_open(window):
        return _closed(meeting, window)
    return render_template(
        "packets/show.html",
        meeting=meeting,
        window=window,
        agenda=agenda_for(meeting, _reader(), ""),
        items={item.case.number: item for item in agenda_of(meeting.id)},
    )


@packets.get("/meetings/<uuid:meeting>/packet.pdf", needs=Permission.PACKET_READ, fresh=True)
def as_paper(meeting: Meeting) -> ResponseReturnValue:
    window = _window(meeting)
    if not _is_open(window) or window.closes_at is None:
        return _closed(meeting, window)
    serial = new_serial()
    packet = packet_for(meeting, current_actor(), _reader(), serial, window.closes_at)
    return download(meeting, PaperKind.PACKET, serial, set_in_type(packet))


@packets.get("/meetings/<uuid:meeting>/packet/<uuid:item>", needs=Permission.PACKET_READ)
def page(meeting: Meeting, item: AgendaItem) -> ResponseReturnValue:
    window = _window(meeting)
    if not _is_open(window):
        return _closed(meeting, window)
    items = agenda_of(meeting.id)
    place = next(n for n, each in enumerate(items) if each.id == item.id)
    agenda = agenda_for(meeting, _reader(), "")
    [one] = pages_of(agenda, [items[place]], current_actor(), on_paper=False)
    return render_template(
        "packets/page.html",
        meeting=meeting,
        item=item,
        window=window,
        one=one,
        labels=packet_labels(),
        before=items[place - 1] if place else None,
        after=items[place + 1] if place + 1 < len(items) else None,
    )


def _window(meeting: Meeting) -> Window:
    return window_of(meeting, lead_of_the_county())


def _is_open(window: Window) -> bool:
    return window.stage_at(clock.now()) is Stage.OPEN


def _closed(meeting: Meeting, window: Window) -> ResponseReturnValue:
    """Say since when, or until when, nothing of it is read."""
    who().result = Result.REFUSED
    stage = window.stage_at(clock.now())
    closed = render_template(
        "packets/closed.html", meeting=meeting, window=window, stage=stage, Stage=Stage
    )
    return closed, 403


def _reader() -> str:
    actor = current_actor()
    return bylines([actor.id])[actor.id]
