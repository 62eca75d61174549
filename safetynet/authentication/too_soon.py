"""What is said to somebody who must wait before another try."""

from datetime import timedelta

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


def say_later(field: Field, error: TooManyTriesError | BusyError) -> Answer:
    """Say at a field when to try again. Of the moment itself only the latest is told: how long
    exactly an account is shut would tell who tries, and when."""
    if isinstance(error, BusyError):
        field.errors = [
            _("Many people are signing in at this moment. Wait a few seconds, then press again.")
        ]
        return 503, {"Retry-After": str(_BUSY_FOR)}
    minutes = error.limit.window // timedelta(minutes=1)
    field.errors = [_("Too many tries. Wait %(minutes)d minutes, then try again.", minutes=minutes)]
    return 429, {"Retry-After": str(minutes * 60)}


def come_back_later(_error: Exception) -> ResponseReturnValue:
    """Answer 503 where a password could not be made just now: nothing was saved."""
    return current_app.handle_http_exception(ServiceUnavailable(retry_after=_BUSY_FOR))
