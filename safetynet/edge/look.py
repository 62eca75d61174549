"""What the shared templates ask for: the site, who is looking, the way around, the quick exit."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from flask import Flask, Response, make_response, render_template
from jinja2 import StrictUndefined

from config import Config, Environment
from safetynet import clock
from safetynet.edge.navigation import navigation
from safetynet.forms import BirthDateField, Several, kind_of, takes_files

IDLE_WARNING_SECONDS = 8 * 60
IDLE_END_SECONDS = 10 * 60


@dataclass(frozen=True)
class Site:
    """What the edge of every page says about the installation."""

    title: str
    is_demonstration: bool
    hosted_by: str


@dataclass(frozen=True)
class Viewer:
    """Who is looking, as the identity strip says it. `role` and `agency` are for reading."""

    name: str
    role: str
    agency: str


_identifier: Callable[[], Viewer | None] = lambda: None  # noqa: E731 - replaced as a whole


def identify_with(identifier: Callable[[], Viewer | None]) -> Callable[[], Viewer | None]:
    """Ask `identifier` who is signed in; None shows a page without navigation."""
    global _identifier  # noqa: PLW0603 - one register, filled at start-up
    _identifier = identifier
    return identifier


def viewer() -> Viewer | None:
    """Return who is looking at this page."""
    return _identifier()


def init_app(app: Flask, config: Config) -> None:
    """Give templates what base.html and the macros need; an unknown name in them is an error."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        printed_at=clock.now,
        site=Site(
            title=config.title,
            is_demonstration=config.environment is Environment.DEMONSTRATION,
            hosted_by=config.hosted_by,
        ),
        viewer=viewer,
        navigation=navigation,
        kind_of=kind_of,
        takes_files=takes_files,
        problems_in=problems_in,
        form_key=lambda: str(uuid4()),
        # Until the room that keeps drafts answers instead.
        sheet_of=lambda _form, _action: None,
        idle_warning=IDLE_WARNING_SECONDS,
        idle_end=IDLE_END_SECONDS,
    )


def problems_in(form: Any) -> Iterator[tuple[str, str]]:
    """Yield the input and the sentence of each problem, in the order of the form.

    The input is "" for what nobody sees, or where the form as a whole is wrong.
    """
    for name, errors in form.errors.items():
        field = form[name] if name else None
        if isinstance(field, Several):
            for entry in field.entries:
                yield from problems_in(entry.form)
        elif field is None or kind_of(field) == "hidden":
            yield "", errors[0]
        else:
            yield first_id_of(field), errors[0]


def first_id_of(field: Any) -> str:
    """Return the id of the input that a link in the error summary should reach."""
    if isinstance(field, BirthDateField):
        return f"{field.id}-{field.parts[0]}"
    if kind_of(field) in {"radios", "checkboxes"}:
        return next((str(option.id) for option in field), str(field.id))
    return str(field.id)


def elsewhere() -> Response:
    """Return the bland page behind the quick exit. Nothing on it is ours; the cache is emptied."""
    response = make_response(render_template("edge/elsewhere.html"))
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
