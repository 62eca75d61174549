"""Who was out of the room for a case, in one line each; never why."""

from collections.abc import Iterable
from datetime import datetime

from flask_babel import format_time
from flask_babel import gettext as _

from safetynet.meetings.models import SteppedOut


def out_lines(rows: Iterable[SteppedOut]) -> tuple[str, ...]:
    return tuple(_line(row) for row in rows)


def _line(row: SteppedOut) -> str:
    who = row.attendance
    said = {
        "name": who.member.name if who.member else _("Guest"),
        "agency": who.agency.name,
        "left": _time(row.left_at),
    }
    if row.back_at is None:
        return str(_("%(name)s, %(agency)s: since %(left)s", **said))
    return str(_("%(name)s, %(agency)s: %(left)s to %(back)s", **said, back=_time(row.back_at)))


def _time(moment: datetime) -> str:
    return str(format_time(moment, "short"))
