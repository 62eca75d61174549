"""Taking one of two texts, and filling a form with what is saved although another was just sent."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from werkzeug.datastructures import MultiDict

TAKE, MINE, SAVED = "take-", "mine-", "saved-"
"""How the inputs are called in which somebody chooses between two texts of one field."""
_as_saved: ContextVar[bool] = ContextVar("as_saved", default=False)


@contextmanager
def as_saved() -> Iterator[None]:
    """Fill forms inside the block with what is saved, although another text was just sent."""
    token = _as_saved.set(True)
    try:
        yield
    finally:
        _as_saved.reset(token)


def is_as_saved() -> bool:
    return _as_saved.get()


def with_what_was_taken(sent: MultiDict[str, str] | None) -> MultiDict[str, str] | None:
    """Put in its place, field by field, what was chosen of two texts."""
    chosen = {
        name.removeprefix(TAKE): source
        for name, source in (sent or {}).items()
        if name.startswith(TAKE) and source in {MINE, SAVED}
    }
    if sent is None or not chosen:
        return sent
    taken = MultiDict(sent)
    for field, source in chosen.items():
        for name in [name for name in taken if _is_of(name, field)]:
            del taken[name]
        for name in [name for name in sent if name.startswith(source)]:
            if _is_of(name.removeprefix(source), field):
                taken.setlist(name.removeprefix(source), sent.getlist(name))
    return taken


def _is_of(name: str, field: str) -> bool:
    """Say whether an input is a field's; the boxes of a birth date are called after theirs."""
    return name == field or name.startswith(f"{field}-")
