"""A letter box: what leaves the outbox, for whom, at a moment that the test says."""

from collections.abc import Callable
from datetime import datetime
from email.message import EmailMessage

import pytest
from flask import Flask

from config import Config
from safetynet import clock
from safetynet.access import job
from safetynet.db import db
from safetynet.notices.models import How, Notice, State, usual
from safetynet.notices.post import Post
from safetynet.notices.sending import Counted, send_due
from tests.browser import rows
from tests.cast import Cast, Player


class LetterBox(Post):
    """Takes every mail and keeps it."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.took: list[EmailMessage] = []

    def open(self) -> None:
        """Stand there."""

    def close(self) -> None:
        """Stay there."""

    def send(self, name: str, message: EmailMessage) -> None:
        self.took.append(message)

    def emptied(self, post: Post | None = None) -> Counted:
        """Send what is due now."""
        config: Config = self.app.extensions["config"]
        with self.app.app_context():
            return send_due(post or self, config)

    def got(self, player: Player) -> list[str]:
        """Send what is due now, and return what this person has been written so far."""
        self.emptied()
        return [mail.get_content() for mail in self.took if mail["To"] == player.email]

    def states(self, player: Player | None = None) -> list[State]:
        """Return how each notice stands, the oldest first."""
        with self.app.app_context(), job("test: look"):
            found = rows(Notice)
            return [n.state for n in found if player is None or n.member_id == player.id]

    def forget(self) -> None:
        """Take what was told while the scene was set for sent."""
        with self.app.app_context(), job("test: forget"):
            for notice in rows(Notice):
                db.session.delete(notice)

    def choose(self, player: Player, **chosen: object) -> None:
        """Let somebody choose how they are written to."""
        with self.app.app_context(), job("test: choose"):
            mine = usual(player.id)
            for name, value in chosen.items():
                setattr(mine, name, value)
            db.session.add(mine)

    def choose_at_once(self, cast: Cast) -> None:
        """Let everybody choose to be written to at once, at any hour."""
        for player in cast.players.values():
            self.choose(player, **AT_ONCE)

    def written_to(self, look: Callable[[], None]) -> list[str]:
        """Look for news, send what is due, and return to whom mail went by that."""
        self.took.clear()
        with self.app.app_context():
            look()
        self.emptied()
        return sorted(mail["To"] for mail in self.took)


@pytest.fixture
def box(app: Flask) -> LetterBox:
    return LetterBox(app)


@pytest.fixture
def at_once(box: LetterBox, cast: Cast) -> None:
    """Everybody wants everything at once, at any hour."""
    box.choose_at_once(cast)


AT_ONCE: dict[str, object] = {
    "waits": How.AT_ONCE,
    "stopped": How.AT_ONCE,
    "meeting": How.AT_ONCE,
    "quiet_from": 0,
    "quiet_until": 0,
}


@pytest.fixture
def county_clock() -> "Stand":
    return Stand()


class Stand:
    """Moves the clock to a moment of the county, by its wall clock."""

    def __call__(self, said: str) -> datetime:
        moment = clock.moment_of(
            datetime.fromisoformat(said).date(), datetime.fromisoformat(said).time()
        )
        clock.stand_at(moment)
        return moment
