"""Fields that belong together, as often as somebody needs them: two phones, three birth dates."""

import re
from collections.abc import Iterator
from typing import Any

import wtforms
from wtforms import BooleanField, FieldList, FormField, SelectField

from safetynet.forms.base import Tidying

BLANK = "N"
"""Stands for the number of an entry that a script draws; what is sent under it is read nowhere."""
_NUMBER = re.compile(r"[0-9]{1,3}")


class Part(wtforms.Form):
    """Some fields of a form that belong together: a phone and its rules."""

    class Meta(Tidying):
        csrf = False

    @property
    def is_filled(self) -> bool:
        """Whether something was written; a choice or a tick alone tells nobody anything."""
        return any(
            field.data for field in self if not isinstance(field, (BooleanField, SelectField))
        )


class Several(FieldList):  # type: ignore[type-arg]
    """Entries of one kind of part: `Several(Phone, _l("Phones"))`, one at first, `most` at most."""

    def __init__(self, kind: type[Part], label: Any, most: int = 10, **options: Any) -> None:
        options |= {"min_entries": 1, "max_entries": most}
        super().__init__(FormField(kind), label, **options)

    @property
    def filled(self) -> list[Any]:
        """Return the parts in which something was written."""
        return [entry.form for entry in self.entries if entry.form.is_filled]

    @property
    def is_full(self) -> bool:
        return len(self.entries) >= (self.max_entries or 0)

    def grow(self) -> None:
        """Make room for one more."""
        if not self.is_full:
            self.append_entry()

    def blank(self) -> Any:
        """Return an empty entry, for a script to draw more of."""
        kept, last = self.entries, self.last_index
        self.entries = []
        entry = self._add_entry(index=BLANK)  # type: ignore[attr-defined]
        self.entries, self.last_index = kept, last
        return entry

    def _extract_indices(self, prefix: str, formdata: Any) -> Iterator[int]:
        """Read numbers as our pages write them; what else is sent counts as nothing sent."""
        for name in formdata:
            number, _, field = name.removeprefix(f"{prefix}-").partition("-")
            if name.startswith(f"{prefix}-") and field and _NUMBER.fullmatch(number):
                yield int(number)
