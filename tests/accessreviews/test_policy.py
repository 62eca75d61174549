"""Whose a review is: its supervisors', whatever code should try."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from safetynet import clock
from safetynet.access import Actor, NotYoursToWriteError, Role, job
from safetynet.accessreviews import Disposition, DispositionNote, Read, SignOff, Verdict, decide
from safetynet.accessreviews.months import month_of
from safetynet.db import db
from tests import scenes
from tests.cast import Cast, Player
from tests.house.inside import actor_for, behind_the_door
from tests.scenes import Scene

NOTE = "She asked for the file to answer the court."


def decides(
    app: Flask, scene: Scene, player: Player, about: Player, verdict: Verdict = Verdict.EXPLAINED
) -> None:
    """Decide about somebody's read as code of a view would."""
    with behind_the_door(app, player):
        read = Read(about.id, about.agency_id, scene.survivor_id, clock.today())
        decide(read, actor_for(player), verdict, NOTE)
        db.session.flush()


def test_a_supervisor_decides_and_others_do_not(app: Flask, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    decides(app, scene, cast.supervisor, cast.advocate)
    for player in (cast.advocate, cast.coordinator, cast.privacy_officer):
        with pytest.raises(NotYoursToWriteError):
            decides(app, scene, player, cast.probation)


def test_nobody_writes_an_excuse_for_themselves(app: Flask, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    decides(app, scene, cast.supervisor, cast.supervisor, Verdict.REPORTED)
    for verdict in (Verdict.EXPLAINED, Verdict.SPOKEN_WITH):
        with pytest.raises(NotYoursToWriteError):
            decides(app, scene, cast.supervisor, cast.supervisor, verdict)


def test_a_month_is_signed_off_for_ones_own_agency_alone(app: Flask, cast: Cast) -> None:
    with behind_the_door(app, cast.supervisor):
        signed = SignOff(
            agency_id=cast.probation.agency_id,
            month=month_of(clock.today()),
            signed_by_id=cast.supervisor.id,
            flagged=0,
            reported=0,
        )
        db.session.add(signed)
        with pytest.raises(NotYoursToWriteError):
            db.session.flush()


@pytest.mark.parametrize(
    ("pick", "words", "shells"),
    [
        (lambda app, cast: cast.supervisor, 2, 2),
        (lambda app, cast: cast.advocate, 0, 0),
        (lambda app, cast: scenes.colleague(app, cast.outsider, Role.SUPERVISOR), 0, 0),
        (lambda app, cast: cast.privacy_officer, 0, 1),
    ],
)
def test_notes_are_the_supervisors_and_reports_the_privacy_officers_too(
    app: Flask, cast: Cast, pick: Callable[[Flask, Cast], Player], words: int, shells: int
) -> None:
    scene, player = scenes.open_case(app, cast), pick(app, cast)
    by = Actor(cast.supervisor.id, cast.supervisor.role, cast.supervisor.agency_id)
    with app.app_context(), job("test: decide"):
        for verdict in (Verdict.EXPLAINED, Verdict.REPORTED):
            read = Read(cast.advocate.id, cast.advocate.agency_id, scene.survivor_id, clock.today())
            decide(read, by, verdict, NOTE)
    with behind_the_door(app, player, method="GET"):
        assert len(db.session.scalars(select(DispositionNote)).all()) == words
        assert len(db.session.scalars(select(Disposition)).all()) == shells
