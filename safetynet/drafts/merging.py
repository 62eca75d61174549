"""Two texts of one field, side by side: what is only in one, and both of them joined."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from safetynet.forms import MINE, SAVED, EditForm, kind_of

WORDS_COMPARED = 5_000
"""Comparing takes long for more; then the whole of both texts is marked."""
NEVER_COMPARED = frozenset({"hidden", "file"})
Inputs = Mapping[str, list[str]]


@dataclass(frozen=True)
class Part:
    text: str
    is_only_here: bool


@dataclass(frozen=True)
class Rival:
    """A field of which two people saved, or would save, different things."""

    name: str
    label: Any
    mine: list[Part]
    saved: list[Part]
    is_joined: bool
    """Whether the field now holds both texts, each line once."""
    inputs: list[tuple[str, str]]
    """What to send beside the field, so that one of the two can be taken."""


@dataclass(frozen=True)
class _Held:
    said: str
    inputs: Inputs


def reconcile(form: EditForm, typed: MultiDict[str, str]) -> list[Rival]:
    """Put into a form that shows what is saved what was typed; return where the two differ.

    A long text is joined with the one that is saved, so that whoever only presses the button
    loses neither. The form then says the version that is saved now.
    """
    compared = [one for one in form if kind_of(one) not in NEVER_COMPARED]
    saved, version = {one.name: _held(one) for one in compared}, form.version.data
    form.process(MultiDict(typed))
    form.version.data, form.version.raw_data = version, None
    mine = {one.name: _held(one) for one in compared}
    if not any(held.said for held in saved.values()):
        # Nothing of this form is saved anywhere: it says something about the record.
        return []
    differing = [one for one in compared if mine[one.name].inputs != saved[one.name].inputs]
    return [_rival(one, mine[one.name], saved[one.name]) for one in differing]


def _rival(field: Any, mine: _Held, saved: _Held) -> Rival:
    is_joined = kind_of(field) == "textarea" and bool(mine.said and saved.said)
    if is_joined:
        field.data = joined(mine.said, saved.said)
    return Rival(
        name=field.name,
        label=field.label.text,
        mine=list(_parts(mine.said, saved.said)),
        saved=list(_parts(saved.said, mine.said)),
        is_joined=is_joined,
        inputs=[*_named(MINE, mine.inputs), *_named(SAVED, saved.inputs)],
    )


def _named(prefix: str, inputs: Inputs) -> Iterator[tuple[str, str]]:
    for name, texts in inputs.items():
        yield from ((prefix + name, text) for text in texts)


def _held(field: Any) -> _Held:
    """Return what a field holds, in words and as its inputs would send it."""
    kind = kind_of(field)
    if kind in {"select", "radios", "checkboxes"}:
        chosen = [choice for choice in field.iter_choices() if choice[2]]
        said = ", ".join(str(choice[1]) for choice in chosen if choice[0] != "")
        return _Held(said, {field.name: [str(choice[0]) for choice in chosen]})
    if kind == "checkbox":
        return _Held(_("Yes") if field.data else _("No"), {field.name: ["y"] if field.data else []})
    if kind == "day":
        inputs = {f"{field.name}-{part}": [text] for part, text in field.boxes.items()}
        return _Held(" ".join(filter(None, field.boxes.values())), inputs)
    text = str(field._value()).replace("\r\n", "\n")
    return _Held(text, {field.name: [text]})


def joined(mine: str, saved: str) -> str:
    """Return both texts as one: every line of each, in its order, and common lines once.

    >>> joined("Rang.\\nNo answer.", "Rang.\\nShe called back.")
    'Rang.\\nNo answer.\\nShe called back.'
    """
    ours, theirs = mine.split("\n"), saved.split("\n")
    lines: list[str] = []
    for how, i, j, k, m in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        lines += ours[i:j] if how == "equal" else [*ours[i:j], *theirs[k:m]]
    return "\n".join(lines)


def _parts(text: str, other: str) -> Iterator[Part]:
    """Yield a text in parts: those words that the other has too, and those that it has not."""
    ours, theirs = (re.findall(r"\s+|\S+", one) for one in (text, other))
    if max(len(ours), len(theirs)) > WORDS_COMPARED:
        yield Part(text, is_only_here=True)
        return
    yield from _runs(ours, SequenceMatcher(None, ours, theirs).get_opcodes())


def _runs(words: list[str], steps: Iterable[tuple[str, int, int, int, int]]) -> Iterator[Part]:
    for how, start, end, _start, _end in steps:
        if run := "".join(words[start:end]):
            yield Part(run, is_only_here=how != "equal" and not run.isspace())
