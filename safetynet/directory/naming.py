"""Columns that a command names: `--column "Run By=organization"`."""

from collections.abc import Sequence

from safetynet.directory.matching import FIELDS, LEFT_OUT, Matching
from safetynet.directory.tables import NoDirectoryError
from safetynet.sheets import phrase

LEAVE_OUT = "leave_out"


class NotNamedError(NoDirectoryError):
    """What a command says of a column cannot be; the sentence lists what can."""


def with_named(matching: Matching, named: Sequence[str]) -> Matching:
    """Return the matching with columns being what is said of their headings.

    A heading that several columns have names all of them.
    """
    chosen: dict[int, str] = {}
    for one in named:
        heading, is_said, field = (part.strip() for part in one.rpartition("="))
        if not is_said:
            raise NotNamedError(f"“{one}” names no field. Write --column HEADING=FIELD.")
        for place in _places(matching, heading):
            if place in chosen:
                raise NotNamedError(f"The column “{heading}” is named twice.")
            chosen[place] = _field(field)
    matching = matching.with_choices(chosen)
    if matching.doubled:
        raise NotNamedError(f"Only one column may be: {', '.join(matching.doubled)}.")
    return matching


def _places(matching: Matching, heading: str) -> list[int]:
    """Return the columns of a heading, however it is written large and spaced."""
    places = [one.place for one in matching.columns if phrase(one.heading) == phrase(heading)]
    if not places or not phrase(heading):
        there = ", ".join(f"“{one.heading}”" for one in matching.columns if phrase(one.heading))
        raise NotNamedError(f"There is no column “{heading}”. The file has these: {there}.")
    return places


def _field(name: str) -> str:
    if name == LEAVE_OUT:
        return LEFT_OUT
    if name not in FIELDS:
        fields = ", ".join((*FIELDS, LEAVE_OUT))
        raise NotNamedError(f"No column can be “{name}”. It can be: {fields}.")
    return name
