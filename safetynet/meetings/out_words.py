"""Who was out of the room for a case, in one line each; never why."""

from collections.abc import Iterable
from datetime import datetime

from flask_babel import format_time, ngettext
from flask_babel import gettext as _

from safetynet.meetings.models import SteppedOut
from safetynet.meetings.operations.stepping import Press


def out_lines(rows: Iterable[SteppedOut]) -> tuple[str, ...]:
    return tuple(_line(row) for row in rows)


def noted_line(press: Press) -> str:
    """Say what was noted at the door last, so that it can be taken back."""
    at = _time(press.at)
    if press.left:
        return str(
            ngettext(
                "Noted at %(at)s: %(num)d person has left.",
                "Noted at %(at)s: %(num)d people have left.",
                len(press.left),
                at=at,
            )
        )
    return str(
        ngettext(
            "Noted at %(at)s: %(num)d person is back.",
            "Noted at %(at)s: %(num)d people are back.",
            len(press.back),
            at=at,
        )
    )


def answer_at_the_door(then: str, num: int) -> str:
    """Say what a press noted; what was typed is saved with it."""
    if not num:
        return str(_("Saved; that was noted already."))
    if then == "left":
        return str(
            ngettext(
                "Saved; noted that %(num)d person has left the room.",
                "Saved; noted that %(num)d people have left the room.",
                num,
            )
        )
    return str(
        ngettext(
            "Saved; noted that %(num)d person is back.",
            "Saved; noted that %(num)d people are back.",
            num,
        )
    )


def answer_taken_back(press: Press | None) -> str:
    if press is None:
        return str(
            _(
                "Saved; nothing was taken back: something else was noted since, or it is too "
                "long ago."
            )
        )
    return str(_("Saved; what was noted at %(at)s is taken back.", at=_time(press.at)))


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
