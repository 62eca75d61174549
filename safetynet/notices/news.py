"""What happened that nobody could tell of as it happened; looked for before mail leaves."""

from collections.abc import Callable

LookOut = Callable[[], None]
_look_outs: list[LookOut] = []


def looks_for_news(look_out: LookOut) -> LookOut:
    """Let `look_out` look, before mail leaves, whom to tell of what; usable as a decorator."""
    _look_outs.append(look_out)
    return look_out


def look_for_news() -> None:
    for look_out in _look_outs:
        look_out()
