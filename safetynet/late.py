"""Libraries that few visits need: the first of these loads them, and not every start.

A start loads all rooms, and after a server fell everybody waits for it. Python's own lazy loader is
not for threads (3.11). Whoever uses this imports the library for type checkers as well:

    if TYPE_CHECKING:
        import pypdf
    else:
        pypdf = Late("pypdf")
"""

from importlib import import_module
from typing import Any


class Late:
    """A library by its name; who asks it for anything loads it."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, what: str) -> Any:
        return getattr(import_module(self._name), what)
