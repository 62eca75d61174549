"""When two people save the same record: the second is shown both texts, and nothing is lost."""

from collections.abc import Callable, Sequence

from flask import request
from sqlalchemy import inspect
from werkzeug.exceptions import Conflict

from safetynet.db import Model

_NOT_TYPED = frozenset({"id", "version", "created_at"})


class StaleError(Conflict):
    """Somebody else saved this record first; the page shows both texts (CR-46)."""

    def __init__(
        self, record: Model | None = None, current: Sequence[tuple[str, str]] = ()
    ) -> None:
        super().__init__()
        self.record = record
        self.current = current

    def show_what_is_saved(self) -> None:
        """Set what the record says now in the fields that were typed, unless a view said it."""
        if self.record is None or self.current:
            return
        columns = set(inspect(self.record).mapper.column_attrs.keys()) - _NOT_TYPED
        held = {name: getattr(self.record, name) for name in request.form if name in columns}
        self.current = [
            (name.replace("_", " ").capitalize(), str(value))
            for name, value in held.items()
            if value is not None
        ]


def check_version(record: Model, current: Callable[[], Sequence[tuple[str, str]]] = tuple) -> None:
    """Raise StaleError when the form was shown another version of the record than there is now.

    `current` returns what is saved now as (label, text), to stand beside what was typed.
    """
    shown = request.form.get("version", "").strip()
    # Compared as text: "-1" or a number of a mile's length is no version of anything either.
    if shown and shown != str(record.version):
        raise StaleError(record, current())
