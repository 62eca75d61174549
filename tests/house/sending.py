"""Sending forms: as nobody can have meant them, and as if somebody else had saved first.

What a form does is undone as soon as it is answered, so that everybody finds the house as it was.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Rule

from safetynet.access import PUBLIC_ENDPOINTS, Actor, guard
from safetynet.db import db
from safetynet.vault.release_keys import ReleaseKeys
from tests.house.sweep import ACTION, FORM

NAME = re.compile(r'<(?:input|select|textarea|button)\b[^>]*?\bname="([^"]+)"')
OURS = {"csrf_token", "form_key", "version", "shown_at", "wanted"} | {
    f"draft_{name}" for name in ("as", "place", "title", "used")
}
"""Fields that no person fills in."""
NONSENSE = "nothing that anybody chose"
STALE = "99999"
NOT_SENT = {
    "search.find": "asked for itself, with every name and number",
    "account.change_password": "counts what is tried in vain; tests/authentication asks about it",
    "account.go_on": "counts what is tried in vain; tests/authentication asks about it",
    "account.ask_for_new_passkey": "draws a challenge; tests/authentication asks about it",
    "account.ask_for_own_passkey": "draws a challenge; tests/authentication asks about it",
    "meetings.remove": "takes off the agenda what was not taken up; here all of it was discussed",
    "retention.confirm": "destroys for good, in a job of its own; tests/retention asks about it",
    "breaches.read_ledger": "saves in a job of its own; tests/breaches asks about it",
}
"""Forms that are not sent, and why."""


def is_a_form(rule: Rule) -> bool:
    """Say whether somebody who signed in sends something there."""
    is_open = rule.endpoint in PUBLIC_ENDPOINTS | NOT_SENT.keys()
    return "POST" in (rule.methods or ()) and not is_open


@dataclass
class Forms:
    """What forms ask for, as pages show them: learned while everybody looks around."""

    app: Flask
    fields: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """By route: the names of what is filled in."""
    pages: dict[str, str] = field(default_factory=dict)
    """By address that a form is sent to: the page on which it stood."""
    with_version: set[str] = field(default_factory=set)
    """Routes that ask which version was shown."""
    _settled: set[str] = field(default_factory=set)

    def learn(self, path: str, html: str) -> None:
        """Look at the forms of a page."""
        for form in FORM.findall(html):
            action = ACTION.search(form)
            address = (action[1] if action else "") or path
            endpoint = self._endpoint(address)
            if endpoint and endpoint not in self._settled:
                names = set(NAME.findall(form))
                self.fields[endpoint] |= {n for n in names if n.rpartition("-")[2] not in OURS}
                if "version" in names:
                    self.with_version.add(endpoint)
            self.pages.setdefault(address, path)

    def settle(self) -> None:
        """Ask the same of each form from now on, so that answers can be compared."""
        self._settled |= self.fields.keys()

    def _endpoint(self, address: str) -> str | None:
        try:
            endpoint, _ = self.app.url_map.bind("").match(address.partition("?")[0], method="POST")
        except HTTPException:
            return None
        return str(endpoint)

    def ways_to_send(self, endpoint: str, address: str) -> Iterator[dict[str, str]]:
        """Yield what to send to an address: nonsense in every field, and an old version."""
        shown_at = {"shown_at": self.pages.get(address, address)}
        yield dict.fromkeys(sorted(self.fields.get(endpoint, ())), NONSENSE) | shown_at
        if endpoint in self.with_version:
            typed = dict.fromkeys(sorted(self.fields[endpoint]), "Typed")
            yield typed | shown_at | {"version": STALE}


@contextmanager
def just_signed_in() -> Iterator[None]:
    """Let nobody be asked again who they are: a round takes longer than that holds.

    It decides nothing about who sees what.
    """
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Actor, "is_fresh", True)
        yield


@contextmanager
def undone() -> Iterator[None]:
    """Let nothing last that a form does inside the block."""
    with pytest.MonkeyPatch.context() as patched:
        for name in ("keep_changes", "keep_in_passing"):
            patched.setattr(guard, name, lambda *_visit: db.session.rollback())
        patched.setattr(ReleaseKeys, "destroy", lambda *_asked: None)
        yield
