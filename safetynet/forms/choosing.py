"""Fields that offer a choice: over an enum, over records, over words."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any
from uuid import UUID

from wtforms import RadioField, SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.widgets import CheckboxInput, ListWidget


def choices(
    words: Mapping[Any, Any], blank: Any = None, taken: Mapping[Any, bool] | None = None
) -> list[Any]:
    """Return a select's choices from state → word; `blank` is the sentence for none chosen.

    `taken` marks choices that are shown but cannot be picked.
    """
    first = [SelectChoice("", blank)] if blank is not None else []
    off = {value for value, is_taken in (taken or {}).items() if is_taken}
    return first + [
        SelectChoice(str(value), word, render_kw={"disabled": True} if value in off else {})
        for value, word in words.items()
    ]


def one_of(states: type[StrEnum]) -> Callable[[Any], StrEnum | None]:
    """Return the `coerce` of a select over an enum: the member, or None when none is chosen."""
    return lambda value: states(value) if value else None


def an_id(value: Any) -> UUID | None:
    """Be the `coerce` of a select over records: their id, or None when none is chosen."""
    return UUID(str(value)) if value else None


class OneOf(SelectField):
    """A drop-down over an enum: `OneOf(_l("Urgency"), Urgency, URGENCY_WORDS, blank=_l("Choose"))`.

    `.data` is the member, or None.
    """

    def __init__(
        self, label: Any, states: type[StrEnum], words: Mapping[Any, Any], **options: Any
    ) -> None:
        blank = options.pop("blank", None)
        super().__init__(
            label, coerce=one_of(states), choices=choices(words, blank=blank), **options
        )


class OneOfRadio(RadioField):
    """Radio buttons over an enum; `.data` is the member, or None."""

    def __init__(
        self, label: Any, states: type[StrEnum], words: Mapping[Any, Any], **options: Any
    ) -> None:
        super().__init__(label, coerce=one_of(states), choices=choices(words), **options)


class SomeOf(SelectMultipleField):
    """A group of checkboxes; give `choices=choices({...})` and perhaps `coerce=`."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class AnyOf(SomeOf):
    """Checkboxes over an enum; `.data` is the list of members."""

    def __init__(
        self, label: Any, states: type[StrEnum], words: Mapping[Any, Any], **options: Any
    ) -> None:
        super().__init__(label, coerce=states, choices=choices(words), **options)
