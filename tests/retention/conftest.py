"""A case that closed years ago, with words of the team, of Harbor and of the clinic in it."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from safetynet import clock
from safetynet.access import Role, job
from safetynet.agencies.models import Agency
from safetynet.audit import Entry
from safetynet.audit.decoding import decode
from safetynet.audit.tables import entries
from safetynet.authentication.enrolling import enrol
from safetynet.cases import Case, ClosingKind, close
from safetynet.db import as_foundation, db, reading_engine
from safetynet.retention.commands import retention
from safetynet.vault import Category
from tests import scenes
from tests.cast import PASSWORD, TOTP, Cast, Player
from tests.scenes import Scene

TEXT = "She told me about the motel by the river."

Later = Callable[[int], None]
Run = Callable[..., str]


def close_case(app: Flask, scene: Scene) -> None:
    with app.app_context(), job("test: close"):
        case = db.session.scalars(select(Case).where(Case.id == scene.case_id)).one()
        close(case, ClosingKind.SAFE_AND_STABLE, "She is settled.", clock.now())


@pytest.fixture
def scene(app: Flask, cast: Cast) -> Scene:
    """Closed today; `later` moves the clock."""
    scene = scenes.open_case(app, cast)
    scenes.write_note(app, scene, cast.advocate, Category.SAFETY_RISK, TEXT)
    scenes.write_note(app, scene, cast.provider, Category.HEALTH, TEXT)
    close_case(app, scene)
    return scene


@pytest.fixture
def later() -> Iterator[Later]:
    """Let it be so many days after the test began."""
    began: datetime = clock.now()
    yield lambda days: clock.stand_at(began + timedelta(days=days))
    clock.stand_at(None)


@pytest.fixture
def run(app: Flask) -> Run:
    """Run the nightly command and return what it printed."""

    def runs(*options: str, **_more: Any) -> str:
        said = app.test_cli_runner().invoke(retention, ["run", *options])
        assert said.exit_code == 0, said.exception or said.output
        return said.output

    return runs


def supervisor_of(app: Flask, cast: Cast, handle: str) -> Player:
    """Let another agency have a supervisor too."""
    with app.app_context(), job("test: one more"):
        agency = db.session.scalars(select(Agency).where(Agency.handle == handle)).one()
        email = f"supervisor@{handle}.example.org"
        member, _secret = enrol(
            agency.id,
            name="Other Supervisor",
            email=email,
            role=Role.SUPERVISOR,
            password=PASSWORD,
            totp_secret=TOTP,
        )
        return Player(member.id, agency.id, Role.SUPERVISOR, email)


def entries_while(app: Flask, act: Callable[[], object]) -> list[Entry]:
    """Return what was put on the ledger by an act, in order."""
    with app.app_context(), as_foundation(), reading_engine().connect() as connection:
        before = connection.scalar(select(func.max(entries.c.id))) or 0
    act()
    with app.app_context(), as_foundation(), reading_engine().connect() as connection:
        since = select(entries.c.payload).where(entries.c.id > before).order_by(entries.c.id)
        return [decode(bytes(payload)) for payload in connection.scalars(since)]
