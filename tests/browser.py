"""A test client that signs in by player and inspects every page it opens."""

import re
from collections.abc import Mapping
from secrets import token_hex
from typing import Any
from uuid import uuid4

from flask import Flask
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import select
from werkzeug.test import TestResponse

from safetynet import clock
from safetynet.access import job
from safetynet.authentication.models import SignIn
from safetynet.authentication.signing_in import COOKIE_KEY, _hash
from safetynet.db import db
from tests.cast import Player
from tests.page_inspector import inspect_page

TOKENS = re.compile(r'(value|id|for|data-token)="[^"]*"')
"""What is drawn anew for each page, and signed with the second at which it was."""
SAID = re.compile(r'<div class="notice[^"]*"><p>(.*?)</p></div>', re.DOTALL)


class Browser:
    """`browser.as_(cast.advocate).get("/cases")`; a new cookie jar for each player."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self._http = app.test_client()

    def as_(self, player: Player) -> "Browser":
        """Sign in without the pages of signing in: a whole sign-in row and its cookie."""
        token = uuid4().bytes + uuid4().bytes
        with self.app.app_context(), job("test: sign in"):
            now = clock.now()
            db.session.add(
                SignIn(
                    token_hash=_hash(token),
                    member_id=player.id,
                    seen_at=now,
                    code_passed_at=now,
                    proved_at=now,
                )
            )
        with self._http.session_transaction() as session:
            session.clear()
            session[COOKIE_KEY] = token.hex()
        return self

    def step_up(self) -> "Browser":
        """Let whoever is signed in have shown once more who she is, where the clock moved on."""
        with self._http.session_transaction() as session:
            token = _hash(bytes.fromhex(session[COOKIE_KEY]))
        with self.app.app_context(), job("test: step up"):
            mine = select(SignIn).where(SignIn.token_hash == token)
            db.session.scalars(mine).one().proved_at = clock.now()
        return self

    def get(self, path: str, **options: Any) -> TestResponse:
        """Open a page; every HTML answer must pass the page inspector."""
        response = self._http.get(path, **options)
        _inspected(path, response)
        return response

    def post(self, path: str, data: Mapping[str, Any] | None = None, **fields: Any) -> TestResponse:
        """Send a form with a fresh once-only key (give `form_key` to send one again)."""
        form = {"form_key": str(uuid4())} | dict(data or {}) | fields
        form["csrf_token"] = self.csrf_token()
        response = self._http.post(path, data=form)
        _inspected(path, response)
        return response

    def told(self, answer: TestResponse) -> str:
        """Follow an answer and return what the next page says has happened, in one line."""
        page = self.get(str(answer.location)).text
        status = page[page.index('<div role="status">') :]
        return " ".join(SAID.findall(status[: status.index('<div class="heading">')]))

    def look(self, path: str) -> TestResponse:
        """Open a page without inspecting it: a sweep opens thousands."""
        return self._http.get(path)

    def send(self, path: str, /, **fields: str) -> TestResponse:
        """Send a form just as it is, without a token unless it is given."""
        return self._http.post(path, data={"form_key": str(uuid4()), **fields})

    def take_messages(self) -> str:
        """Return what the next page would say has happened, so that it says nothing of it."""
        with self._http.session_transaction() as session:
            return " ".join(text for _kind, text in session.pop("_flashes", []))

    def cookie(self) -> str:
        """Return the cookie of this sign-in, for a real browser to begin with."""
        found = self._http.get_cookie("sn")
        assert found
        return str(found.value)

    def csrf_token(self) -> str:
        """Return a token of this sign-in; the inspector sees to it that every page offers one."""
        with self._http.session_transaction() as session:
            word = session.setdefault("csrf_token", token_hex(20))
        secret = self.app.secret_key
        assert secret
        return str(URLSafeTimedSerializer(secret, salt="wtf-csrf-token").dumps(word))


def without_tokens(page: str) -> str:
    """Return a page as it would be at any other second, to compare it with another."""
    return TOKENS.sub("", page)


def _inspected(path: str, response: TestResponse) -> None:
    if response.mimetype == "text/html" and response.status_code not in {204, 301, 302, 303}:
        assert inspect_page(response.text) == [], f"{path}: {inspect_page(response.text)}"


def rows(model: Any, *where: Any) -> list[Any]:
    """Return all rows of a model, walls down, for asserting on what was saved."""
    return list(db.session.scalars(select(model).where(*where).order_by(model.created_at)).all())
