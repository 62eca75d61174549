"""Access reviews: a supervisor's month, and what the privacy officer learns of all of them."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from safetynet import clock
from safetynet.access import Permission, Role, current_actor
from safetynet.accessreviews import (
    Disposition,
    MonthNotOverError,
    UndecidedError,
    decide,
    dispositions_in,
    may_decide,
    notes_on,
    sign_off,
    sign_off_of,
    sign_offs_since,
)
from safetynet.accessreviews.forms import DispositionForm
from safetynet.accessreviews.months import (
    due_on,
    month_named,
    months_until,
    name_of,
    next_month,
)
from safetynet.agencies import agencies_at_the_table, agencies_with_a
from safetynet.oversight import queries
from safetynet.oversight.month import Flag, key_of, reads_in
from safetynet.oversight.views.blueprints import oversight


@oversight.get("/oversight/reviews", needs=Permission.LEDGER_READ)
def reviews() -> ResponseReturnValue:
    """Show a supervisor her months, and the privacy officer one month of every agency."""
    today = clock.today()
    months = [*months_until(today)]
    _now, last, *_earlier = months
    if current_actor().role is Role.PRIVACY_OFFICER:
        return _everybodys(month_named(request.args.get("month", ""), today) or last)
    signed = {done.month: done for done in sign_offs_since(months[-1])}
    return render_template(
        "oversight/reviews.html",
        months=months,
        signed=signed,
        this_month=months[0],
        due_on=due_on,
        name_of=name_of,
    )


@oversight.get("/oversight/reviews/<month>", needs=Permission.ACCESS_REVIEW)
def review(month: str) -> ResponseReturnValue:
    return _page(_asked(month))


@oversight.get("/oversight/reviews/<month>/reads/<read>", needs=Permission.ACCESS_REVIEW)
def ask_about(month: str, read: str) -> ResponseReturnValue:
    first = _asked(month)
    return _one(first, _flag(first, read), DispositionForm())


@oversight.post("/oversight/reviews/<month>/reads/<read>", needs=Permission.ACCESS_REVIEW)
def answer(month: str, read: str) -> ResponseReturnValue:
    first, form, actor = _asked(month), DispositionForm(), current_actor()
    flag = _flag(first, read)
    form.offer(may_decide(flag.read, actor))
    if not form.validate():
        return _one(first, flag, form), 422
    decide(flag.read, actor, form.verdict.data, form.note.data or "")
    flash(_("What became of it is written down."))
    return redirect(url_for(".review", month=month), 303)


@oversight.post("/oversight/reviews/<month>/sign-off", needs=Permission.ACCESS_REVIEW)
def sign(month: str) -> ResponseReturnValue:
    first, actor = _asked(month), current_actor()
    decided = _decided(first)
    flags = reads_in(first, actor.agency_id).flags
    said = [decided[flag.key].verdict if flag.key in decided else None for flag in flags]
    try:
        sign_off(first, actor, said, clock.today())
    except MonthNotOverError:
        flash(_("The month is not over yet; more reads may come."), "error")
    except UndecidedError:
        flash(_("A read still waits for your word. Say of each what became of it."), "error")
    else:
        flash(_("The month is signed off."))
    return redirect(url_for(".review", month=month), 303)


def _page(month: date) -> str:
    actor = current_actor()
    found, decided = reads_in(month, actor.agency_id), _decided(month)
    return render_template(
        "oversight/review.html",
        **_dated(month),
        found=found,
        decided=decided,
        open_flags=[flag for flag in found.flags if flag.key not in decided],
        numbers=_numbers(flag.read.survivor for flag in found.flags),
        signed=sign_off_of(month, actor.agency_id),
    )


def _one(month: date, flag: Flag, form: DispositionForm) -> str:
    actor = current_actor()
    form.offer(may_decide(flag.read, actor))
    earlier = [row for row in dispositions_in(month) if _key(row) == flag.key]
    return render_template(
        "oversight/read.html",
        **_dated(month),
        flag=flag,
        form=form,
        numbers=_numbers([flag.read.survivor]),
        earlier=earlier,
        notes=notes_on(earlier),
        is_own=flag.read.reader == actor.id,
    )


def _everybodys(month: date) -> str:
    reported = dispositions_in(month)
    return render_template(
        "oversight/all_reviews.html",
        **_dated(month),
        months=[*months_until(clock.today())],
        name_of=name_of,
        agencies=agencies_at_the_table(),
        supervised=agencies_with_a(Role.SUPERVISOR),
        signed={done.agency_id: done for done in sign_offs_since(month) if done.month == month},
        reported=reported,
        numbers=queries.numbers_of({row.about_id for row in reported}, current_actor()),
    )


def _dated(month: date) -> dict[str, object]:
    return {"month": month, "name": name_of(month), "is_over": _is_over(month)}


def _decided(month: date) -> dict[str, Disposition]:
    """Return the latest word on each flag."""
    return {_key(row): row for row in dispositions_in(month)}


def _key(row: Disposition) -> str:
    return key_of(row.reader_id, row.about_id, row.day)


def _numbers(survivors: Iterable[UUID]) -> dict[UUID, str]:
    return queries.numbers_known_to(current_actor(), frozenset(survivors))


def _flag(month: date, key: str) -> Flag:
    flags = reads_in(month, current_actor().agency_id).flags
    if (flag := next((flag for flag in flags if flag.key == key), None)) is None:
        raise NotFound
    return flag


def _asked(name: str) -> date:
    if (month := month_named(name, clock.today())) is None:
        raise NotFound
    return month


def _is_over(month: date) -> bool:
    return clock.today() >= next_month(month)
