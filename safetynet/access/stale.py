"""When two people save the same record: the second is shown both texts, and nothing is lost."""

from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass

from flask import request
from sqlalchemy import inspect
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import Conflict, HTTPException

from safetynet.access.another import another
from safetynet.db import Model
from safetynet.forms import as_saved

_NOT_TYPED = frozenset({"id", "version", "created_at"})


@dataclass
class Moved:
    """A form whose record somebody else saved meanwhile, while its page is made once more."""

    action: str
    typed: MultiDict[str, str]
    is_shown: bool = False
    """Whether the form was on the page, and so both texts are."""


_moved: ContextVar[Moved | None] = ContextVar("moved", default=None)


def moved_form(action: str) -> Moved | None:
    """Return what was typed into the form that is sent to `action`, if its record moved on."""
    moved = _moved.get()
    return moved if moved and moved.action == action else None


class StaleError(Conflict):
    """Somebody else saved this record first; the page shows both texts (CR-46)."""

    def __init__(
        self, record: Model | None = None, current: Sequence[tuple[str, str]] = ()
    ) -> None:
        super().__init__()
        self.record = record
        self.current = current
        self.page: str | None = None
        """The form's own page once more, with both texts of each field."""

    def show_what_is_saved(self) -> None:
        """Show the form again beside what is saved now, or else the fields that were typed."""
        self.page = _page_once_more(request.form.get("shown_at", ""), request.view_args or {})
        if self.page or self.record is None or self.current:
            return
        columns = set(inspect(self.record).mapper.column_attrs.keys()) - _NOT_TYPED
        held = {name: getattr(self.record, name) for name in request.form if name in columns}
        self.current = [
            (name.replace("_", " ").capitalize(), str(value))
            for name, value in held.items()
            if value is not None
        ]


def _page_once_more(path: str, sent_to: Mapping[str, object]) -> str | None:
    """Make the page again on which the form stood; None where it has no such form any more."""
    moved = Moved(request.path, request.form)
    token = _moved.set(moved)
    try:
        page = another(path, "GET")
        # The page of these records, and not of any that the form did not speak of.
        if not page.url.items() <= sent_to.items():
            return None
        with as_saved():
            shown = page.shown()
    except HTTPException:
        return None
    finally:
        _moved.reset(token)
    return shown if moved.is_shown else None


def check_version(record: Model, current: Callable[[], Sequence[tuple[str, str]]] = tuple) -> None:
    """Raise StaleError when the form was shown another version of the record than there is now.

    `current` returns what is saved now as (label, text), to stand beside what was typed.
    """
    shown = request.form.get("version", "").strip()
    # Compared as text: "-1" or a number of a mile's length is no version of anything either.
    if shown and shown != str(record.version):
        raise StaleError(record, current())
