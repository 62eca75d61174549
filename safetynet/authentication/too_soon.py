"""What is said to somebody who must wait before another try."""

from datetime import timedelta
from typing import NamedTuple

from flask import current_app
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import ServiceUnavailable
from wtforms import Field

from safetynet.authentication.throttle import TooManyTriesError
from safetynet.vault import BusyError

TOO_SOON = (TooManyTriesError, BusyError)
Answer = tuple[int, dict[str, str]]
"""Status and headers of a form that is shown again."""
NOT_YET: Answer = (422, {})
_BUSY_FOR = 5
"""Seconds."""


class Later(NamedTuple):
    """A sentence, the answer's status, and in how many seconds to try again."""

    sentence: str
    status: int
    seconds: int


def later(error: Exception) -> Later:
    """Say when to try again: at the latest, for how long exactly would tell when others tried."""
    if isinstance(error, TooManyTriesError):
        minutes = error.limit.window // timedelta(minutes=1)
        said = _("Too many tries. Wait %(minutes)d minutes, then try again.", minutes=minutes)
        return Later(said, 429, minutes * 60)
    busy = _("Many people are signing in at this moment. Wait a few seconds, then press again.")
    return Later(busy, 503, _BUSY_FOR)


def say_later(field: Field, error: Exception) -> Answer:
    """Say so at a field of a form that is shown again."""
    sentence, status, seconds = later(error)
    field.errors = [sentence]
    return status, {"Retry-After": str(seconds)}


def come_back_later(_error: Exception) -> ResponseReturnValue:
    """Answer 503 where a password could not be made just now: nothing was saved."""
    return current_app.handle_http_exception(ServiceUnavailable(retry_after=_BUSY_FOR))
