"""Rows that are in the session already are no window in the wall."""

from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import (
    false,
    select,
)
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import (
    joinedload,
    with_parent,
)
from sqlalchemy.orm.exc import ObjectDeletedError

from safetynet.access import NobodyAsksError, admitted_as, job, policy_of, walls_down
from safetynet.audit import Visit, acting
from safetynet.cases import Case
from safetynet.db import WallBypassedError, db
from safetynet.survivors import Survivor
from tests.cast import Cast
from tests.house.inside import actor_for, behind_the_door
from tests.house.test_walls import scalars
from tests.scenes import Scene


def test_refreshing_asks_the_walls(app: Flask, cast: Cast, scene: Scene) -> None:
    with behind_the_door(app, cast.outsider):
        with acting(as_job()), admitted_as(None):
            case = scalars(select(Case).where(Case.id == scene.case_id))[0]
        with pytest.raises(WallBypassedError):
            db.session.refresh(case)


def test_an_expired_row_is_not_read_again_past_the_walls(
    app: Flask, cast: Cast, scene: Scene
) -> None:
    """A row that somebody else loaded gives nothing away when it is expired and read again."""
    with behind_the_door(app, cast.outsider):
        with acting(as_job()), admitted_as(None):
            case = scalars(select(Case).where(Case.id == scene.case_id))[0]
        db.session.expire(case)
        with pytest.raises(ObjectDeletedError):
            assert case.number
    with behind_the_door(app, cast.advocate):
        (case,) = scalars(select(Case))
        db.session.expire(case)
        assert case.number == scene.number
        db.session.expire(case, ["number"])
        assert case.number == scene.number


def as_job() -> Visit:
    """A system path inside a request that forgot to let go of its rows."""
    return Visit(UUID(int=1), "job:test", is_job=True, walls_are_down=True)


def test_the_identity_map_is_not_a_window(app: Flask, cast: Cast, scene: Scene) -> None:
    with behind_the_door(app, cast.outsider):
        with walls_down("test"):
            held = [db.session.get(Case, scene.case_id), *scalars(select(Survivor))]
        assert held[0]
        assert not db.session.identity_map.values()
        assert db.session.get(Case, scene.case_id) is None
        with pytest.raises(NoResultFound):
            db.session.get_one(Case, scene.case_id)
    with behind_the_door(app, cast.outsider):
        with acting(as_job()), admitted_as(None):
            held = scalars(select(Case))
        assert held
        assert db.session.get(Case, scene.case_id) is None
        assert db.session.scalars(select(Case)).all() == []


HELD: list[Case] = []
"""So that the rows are not simply collected as garbage."""


def fail_behind_the_walls() -> None:
    with walls_down("test"):
        HELD.extend(scalars(select(Case)))
        raise ZeroDivisionError


def test_a_failure_behind_the_walls_leaves_no_window(app: Flask, cast: Cast, scene: Scene) -> None:
    with behind_the_door(app, cast.outsider) as visit:
        with pytest.raises(ZeroDivisionError):
            fail_behind_the_walls()
        assert not visit.walls_are_down
        assert not db.session.identity_map.values()
        assert scalars(select(Case)) == []


def test_a_job_inside_a_request_leaves_no_window(app: Flask, cast: Cast, scene: Scene) -> None:
    with behind_the_door(app, cast.outsider):
        with job("test: inside"):
            held = [*scalars(select(Case)), *scalars(select(Survivor))]
        assert held
        assert not db.session.identity_map.values()
        assert scalars(select(Case)) == []


def test_a_lazy_parent_stays_behind_the_wall(
    app: Flask, cast: Cast, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who knows the case but not whom it is about finds nobody there."""
    monkeypatch.setattr(type(policy_of(Survivor)), "sees", lambda self, actor: false())
    with behind_the_door(app, cast.advocate):
        (case,) = scalars(select(Case))
        assert case.survivor is None
    with behind_the_door(app, cast.advocate):
        (case,) = scalars(select(Case))
        with walls_down("test"):
            assert scalars(select(Survivor))
        assert case.survivor is None
    with behind_the_door(app, cast.advocate):
        (case,) = scalars(select(Case).options(joinedload(Case.survivor)))
        assert case.survivor is None


def test_with_parent_is_narrowed(
    app: Flask, cast: Cast, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    with behind_the_door(app, cast.advocate):
        (case,) = scalars(select(Case))
        wanted = select(Survivor).where(with_parent(case, Case.survivor))
        assert scalars(wanted)
        monkeypatch.setattr(type(policy_of(Survivor)), "sees", lambda self, actor: false())
    with behind_the_door(app, cast.advocate):
        (case,) = scalars(select(Case))
        assert not scalars(select(Survivor).where(with_parent(case, Case.survivor)))


def test_two_people_in_one_visit_have_walls_of_their_own(
    app: Flask, cast: Cast, scene: Scene
) -> None:
    with behind_the_door(app, cast.advocate):
        assert scalars(select(Case))
        with admitted_as(actor_for(cast.outsider)):
            assert not scalars(select(Case))


def test_nobody_reads_outside_the_door(app: Flask, scene: Scene) -> None:
    with app.app_context(), pytest.raises(NobodyAsksError):
        db.session.scalars(select(Case)).all()
    with app.app_context(), acting(Visit(UUID(int=1), "test")), pytest.raises(NobodyAsksError):
        db.session.scalars(select(Case)).all()


def test_walls_down_goes_on_the_ledger_by_its_reason(app: Flask, cast: Cast, scene: Scene) -> None:
    with behind_the_door(app, cast.outsider) as visit:
        with walls_down("case number"):
            assert scalars(select(Case.number))
        assert visit.bases == ["walls down: case number"]
