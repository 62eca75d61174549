"""Asking at the door for another page of ours while one request is answered."""

from dataclasses import dataclass
from typing import Any

from flask import current_app, make_response, request
from werkzeug.exceptions import Forbidden, HTTPException, NotFound

from safetynet.access.actor import current_actor
from safetynet.access.admitting import admit, record_types
from safetynet.access.again import is_asked
from safetynet.db import Model


@dataclass(frozen=True)
class Asked:
    """A page to which the door lets this person, with the records it is about."""

    door: Any
    url: dict[str, Any]
    found: dict[str, Model]

    def shown(self) -> str:
        """Return the page; it runs as a part of the visit that is going on.

        Raises Forbidden where its own door would ask once more who is there.
        """
        if is_asked(self.door, looking=True) and not current_actor().is_fresh:
            raise Forbidden
        return make_response(self.door.__wrapped__(**self.url | self.found)).get_data(as_text=True)


def another(path: str, method: str) -> Asked:
    """Let the door decide about `path` as if it had been asked for.

    Raises NotFound where there is no such page or record for this person, Forbidden where the role
    or the record does not take it.
    """
    door, url = door_of(path, method)
    found = admit(current_actor(), door.permission, record_types(door), url)
    return Asked(door, url, found)


def door_of(path: str, method: str) -> tuple[Any, dict[str, Any]]:
    """Return the door at an address of ours, and what the address names; raises NotFound."""
    try:
        adapter = current_app.create_url_adapter(request)
        endpoint, url = adapter.match(path, method)  # type: ignore[union-attr]
    except HTTPException:
        raise NotFound from None
    door = current_app.view_functions[endpoint]
    if not hasattr(door, "permission"):
        raise NotFound
    return door, dict(url)
