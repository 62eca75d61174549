"""English and Spanish, and the county's own time: how words, days and numbers are shown."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import flask_babel as fb
from babel.dates import format_timedelta
from flask import Flask, has_request_context, request

from config import Config
from safetynet import clock

LANGUAGES = {"en": "English", "es": "Español"}
WRITTEN_AS = {"es": "es_US"}
"""Language → locale of its days, hours and numbers: Spanish as people write it in this country."""
TRANSLATIONS = Path(__file__).parent.parent / "translations"
NOT_KNOWN = "–"
_RECENT = timedelta(days=30)

_chooser: Callable[[], str | None] = lambda: None  # noqa: E731 - replaced as a whole


def choose_language_with(chooser: Callable[[], str | None]) -> Callable[[], str | None]:
    """Ask `chooser` for the language of the person signed in; None leaves it to the browser."""
    global _chooser  # noqa: PLW0603 - one register, filled at start-up
    _chooser = chooser
    return chooser


def init_app(app: Flask, config: Config) -> None:
    """Give templates the filters day, moment, time_of_day, ago and number."""
    fb.Babel(
        app,
        locale_selector=_choose,
        default_timezone=config.time_zone,
        default_translation_directories=str(TRANSLATIONS),
    )
    app.jinja_env.filters.update(
        day=day, moment=moment, time_of_day=time_of_day, ago=ago, number=number
    )
    app.jinja_env.globals.update(language=language, languages=LANGUAGES)


def _choose() -> str | None:
    if not has_request_context():
        return None
    chosen = _chooser()
    if chosen not in LANGUAGES:
        chosen = request.accept_languages.best_match([*LANGUAGES])
    return WRITTEN_AS.get(chosen, chosen) if chosen else None


def language() -> str:
    """Return the language of this page, as in `lang="es"`."""
    return str(fb.get_locale() or "en").partition("_")[0]


def day(value: date | None, style: str = "medium") -> str:
    """Return a day as people write it: "Nov 27, 2026"; `full` adds the weekday.

    A moment becomes the day it was in the county.
    """
    if value is None:
        return NOT_KNOWN
    return _plain(fb.format_date(_aware(value), format=style))


def moment(value: datetime | None) -> str:
    """Return a moment in the county's time: "Nov 27, 2026, 9:00 AM"."""
    return NOT_KNOWN if value is None else _plain(f"{day(value)}, {time_of_day(value)}")


def time_of_day(value: datetime | None) -> str:
    """Return the time of day in the county: "9:00 AM"."""
    return NOT_KNOWN if value is None else _plain(fb.format_time(_aware(value), format="short"))


def ago(value: date | None) -> str:
    """Return how long ago, or in how long: "3 days ago"; beyond thirty days, the day itself."""
    if value is None:
        return NOT_KNOWN
    if isinstance(value, datetime):
        gone = _aware(value) - clock.now()
    else:
        gone = value - fb.to_user_timezone(clock.now()).date()
        if not gone:
            return str(fb.gettext("today"))
    if abs(gone) > _RECENT:
        return day(value)
    return str(format_timedelta(gone, add_direction=True, locale=fb.get_locale(), threshold=1.2))


def number(value: float | None) -> str:
    """Return a number with the language's own separators."""
    return NOT_KNOWN if value is None else str(fb.format_decimal(value))


def _aware(value: Any) -> Any:
    return value.replace(tzinfo=UTC) if _is_naive(value) else value


def _is_naive(value: Any) -> bool:
    return isinstance(value, datetime) and value.tzinfo is None


def _plain(text: str) -> str:
    # CLDR puts a narrow no-break space before AM, which Public Sans does not have.
    return text.replace("\u202f", "\u00a0")
