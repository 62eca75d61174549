"""What row-level security remembers of its answers: for whom, and for how long."""

from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from safetynet.access.actor import Actor
from safetynet.access.spoken import HOUSE, say, words_of
from safetynet.db import db
from tests import scenes
from tests.cast import Cast, Player
from tests.scenes import Scene


@pytest.fixture
def seated(app: Flask, cast: Cast, database: str) -> Scene:
    if database != "postgresql":
        pytest.skip("SQLite has no row-level security")
    scene = scenes.open_case(app, cast)
    scenes.seat(app, scene, cast.probation)
    return scene


def has_team_words(connection: Any, asks: Player, about: UUID) -> bool:
    """Ask as somebody, past every wall of ours."""
    say(connection, words_of(Actor(asks.id, asks.role, asks.agency_id)))
    cursor = connection.connection.cursor()
    cursor.execute("SELECT sn_team_words_has(%s, id) FROM sn_team", (about,))
    return bool(cursor.fetchone()[0])


def test_an_answer_is_for_who_asked(app: Flask, cast: Cast, seated: Scene) -> None:
    with app.app_context(), db.engine.connect() as connection:
        connection.begin()
        for _twice in range(2):
            assert not has_team_words(connection, cast.outsider, seated.survivor_id)
            assert has_team_words(connection, cast.probation, seated.survivor_id)


def test_an_answer_stands_until_something_is_written(app: Flask, cast: Cast, seated: Scene) -> None:
    end = "UPDATE team_seats SET ended_at = now() WHERE agency_id = %s"
    with app.app_context(), db.engine.connect() as connection:
        connection.begin()
        assert has_team_words(connection, cast.probation, seated.survivor_id)
        say(connection, (HOUSE,))
        connection.connection.cursor().execute(end, (cast.probation.agency_id,))
        assert not has_team_words(connection, cast.probation, seated.survivor_id)
