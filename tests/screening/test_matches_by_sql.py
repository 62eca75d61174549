"""What SQL writes about matches: it hides nobody's match, and lets nobody in."""

from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import delete, insert, select, update

from safetynet import clock
from safetynet.access import job
from safetynet.db import Model, db
from safetynet.screening import MatchState
from safetynet.screening.commands import run_command
from safetynet.sharing import ConflictBlock
from tests import scenes
from tests.audit.test_rows import run
from tests.browser import Browser
from tests.cast import Cast
from tests.house.inside import Hand
from tests.scenes import Scene
from tests.screening.around import HE, enrolled, matches

MATCHES, MEMBERS, BLOCKS = (
    Model.metadata.tables[name] for name in ("concern_matches", "members", "conflict_blocks")
)


@pytest.fixture
def scene(app: Flask, cast: Cast) -> Scene:
    return scenes.open_case(app, cast)


def test_a_dismissal_that_sql_wrote_settles_nothing(
    app: Flask, browser: Browser, cast: Cast, scene: Scene, hand: Hand
) -> None:
    """He stays out, and the pair is raised again."""
    him = enrolled(app, cast.probation, HE)
    scenes.person_of_concern(app, scene, cast.advocate, HE)
    [match] = matches(app)
    hand.change(update(MATCHES).values(state="other", decided_at=clock.now()))
    assert browser.as_(him).get(scene.path).status_code == 404
    app.test_cli_runner().invoke(run_command)
    [anew] = matches(app)
    assert anew.id != match.id and anew.state is MatchState.OPEN
    assert browser.as_(cast.coordinator).get(f"/matches/{match.id}").status_code == 404
    assert f"/matches/{anew.id}" in browser.get("/").text


def test_a_match_that_sql_inserted_is_not_there_and_keeps_nothing_back(
    app: Flask, browser: Browser, cast: Cast, scene: Scene, hand: Hand
) -> None:
    him = enrolled(app, cast.probation, HE)
    forged = uuid4()
    hand.change(
        insert(MATCHES).values(
            id=forged,
            created_at=clock.now(),
            version=1,
            survivor_id=scene.survivor_id,
            concern_id=uuid4(),
            concern_agency_id=cast.harbor_id,
            kind="member",
            member_id=him.id,
            row_id=him.id,
            of_agency_id=him.agency_id,
            seen_as=bytes(32),
            is_of_office=False,
            is_whole=True,
            state="other",
            mac=bytes(32),
        )
    )
    page = browser.as_(cast.coordinator).get("/matches").text
    assert str(forged) not in page
    scenes.person_of_concern(app, scene, cast.advocate, HE)
    assert [match.state for match in matches(app)] == [MatchState.OPEN]
    assert browser.as_(him).get(scene.path).status_code == 404


def test_the_night_finds_a_name_that_sql_wrote(
    app: Flask, browser: Browser, cast: Cast, scene: Scene, hand: Hand
) -> None:
    """Also one that somebody was renamed to after the coordinator had looked."""
    him = enrolled(app, cast.probation, "Nell Marsh")
    scenes.person_of_concern(app, scene, cast.advocate, HE)
    hand.change(update(MEMBERS).where(MEMBERS.c.id == him.id).values(name=HE))
    assert browser.as_(him).get(scene.path).status_code == 200
    app.test_cli_runner().invoke(run_command)
    assert browser.as_(him).get(scene.path).status_code == 404


def test_a_block_that_sql_deleted_is_named_and_stands_again_after_the_night(
    app: Flask, browser: Browser, cast: Cast, scene: Scene, hand: Hand
) -> None:
    him = enrolled(app, cast.probation, HE)
    scenes.person_of_concern(app, scene, cast.advocate, HE)
    with app.app_context(), job("test: look"):
        [block] = db.session.scalars(select(ConflictBlock.id)).all()
    hand.change(delete(BLOCKS))
    assert f"conflict_blocks {block}: " in run(app, "verify").output
    app.test_cli_runner().invoke(run_command)
    assert browser.as_(him).get(scene.path).status_code == 404
    assert len(matches(app)) == 1


def test_no_name_of_a_match_lies_in_the_database(
    app: Flask, cast: Cast, scene: Scene, hand: Hand
) -> None:
    """A member's own row says what they are called, as before."""
    enrolled(app, cast.probation, "Silvain Thornquist")
    scenes.person_of_concern(app, scene, cast.advocate, HE)
    [stored] = hand.table(MATCHES)
    assert not [value for value in stored.values() if "ilva" in str(value)]
