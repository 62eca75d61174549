"""PostgreSQL's row-level security says the same as the walls, and holds where they are down."""

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import ColumnElement, Connection, create_engine, func, insert, make_url, select
from sqlalchemy.exc import ProgrammingError

from safetynet import clock
from safetynet.access import Role, admitted, job, proof, spoken, walls
from safetynet.access.spoken import HOUSE, SPOKEN, say, words_of
from safetynet.agencies.models import Member
from safetynet.db import Model, as_foundation, db, rows_unsecured
from safetynet.meetings.models import Attendance
from safetynet.meetings.pdf.document import Presence
from safetynet.notes.models import Note
from safetynet.survivors import Name
from safetynet.vault import Category
from tests import scenes
from tests.browser import Browser
from tests.cast import Cast, Player
from tests.conftest import as_role
from tests.county import County, player_of
from tests.house.inside import Hand, behind_the_door, believe_the_house
from tests.house.relations import LATER, RELATIONS, House, related
from tests.house.test_reach import write_each_kind
from tests.meetings.sitting import call_meeting
from tests.scenes import Scene

FEW_PAIRS, PAIRS, MANY_PAIRS = 300, 1_000, 10_000
ALL_ROWS = 0.2
"""How often a whole table is asked for."""
MODELS = sorted((mapper.class_ for mapper in Model.registry.mappers), key=lambda m: m.__name__)


@pytest.fixture(autouse=True)
def _only_postgres(database: str) -> None:
    skip_on_sqlite(database)


def skip_on_sqlite(database: str) -> None:
    if database != "postgresql":
        pytest.skip("SQLite has no row-level security")


def test_where_a_wall_falls_the_database_holds(
    app: Flask, cast: Cast, scene: Scene, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    skip_on_sqlite(database)
    monkeypatch.setattr(walls, "_walls", lambda _actor, _statement: [])
    monkeypatch.setattr(proof, "_without_wall", lambda _select, _froms: frozenset())
    with behind_the_door(app, cast.outsider):
        assert db.session.scalars(select(Name)).all() == []


@dataclass(frozen=True)
class Question:
    """Ids of a table, of all rows or of those with one value in one of its columns."""

    model: type[Model]
    column: str | None = None
    value: Any = None

    @property
    def where(self) -> list[ColumnElement[bool]]:
        return [] if self.column is None else [getattr(self.model, self.column) == self.value]

    def __str__(self) -> str:
        return f"{self.model.__name__} by {self.column or 'nothing'}"


class Asking:
    """Random questions to every table, the same ones in every run."""

    def __init__(self, app: Flask) -> None:
        self._chance = random.Random(17)
        self._values: dict[type[Model], list[tuple[str, Any]]] = {}
        with app.app_context(), database(HOUSE) as connection:
            for model in MODELS:
                values = [
                    (column.name, value)
                    for column in _that_name_a_row(model)
                    for value in connection.scalars(select(column).distinct().limit(200))
                    if value is not None
                ]
                if values:
                    self._values[model] = values

    def question(self) -> Question:
        model = self._chance.choice(list(self._values))
        if self._chance.random() < ALL_ROWS:
            return Question(model)
        return Question(model, *self._chance.choice(self._values[model]))


def _that_name_a_row(model: type[Model]) -> Iterator[Any]:
    for column in model.__table__.c:
        if column.primary_key or column.foreign_keys or column.name == "survivor_id":
            yield column


@contextmanager
def database(*words: str) -> Iterator[Connection]:
    """Talk to the database past every wall of ours, as whoever these words say."""
    with as_foundation(), db.engine.connect() as connection:
        connection.info.pop(SPOKEN, None)
        say(connection, words)
        # What is told before each statement is told already.
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(spoken, "as_whom", lambda: words)
            yield connection


def by_walls(asked: Question) -> set[UUID]:
    """Ask as a page does, with the database told that the house asks."""
    with pytest.MonkeyPatch.context() as patched:
        believe_the_house(patched)
        return set(db.session.scalars(select(asked.model.id).where(*asked.where)))


def by_rows(connection: Connection, asked: Question) -> set[UUID]:
    """Ask the bare table, and let the database alone hold back."""
    table = asked.model.__table__
    wanted = [] if asked.column is None else [table.c[asked.column] == asked.value]
    return set(connection.scalars(select(table.c.id).where(*wanted)))


@dataclass
class Compared:
    """How often both were asked, where they differed, and what there was to differ about."""

    pairs: int = 0
    differing: list[str] = field(default_factory=list)
    rows: int = 0
    tables: set[str] = field(default_factory=set)


def differs(app: Flask, people: Sequence[Player], pairs: int) -> bool:
    """Say whether walls and database differ; whoever only wants to know that stops there."""
    return bool(compare(app, people, pairs, until_they_differ=True).differing)


def compare(
    app: Flask, people: Sequence[Player], pairs: int, *, until_they_differ: bool = False
) -> Compared:
    """Ask walls and database the same, on behalf of everybody in turn."""
    asking, told = Asking(app), Compared()
    for person in people:
        with behind_the_door(app, person, "GET"):
            actor = admitted.get()
            assert actor is not None
            for asked in [asking.question() for _ in range(-(-pairs // len(people)))]:
                walls = by_walls(asked)
                with database(*words_of(actor)) as connection:
                    rows = by_rows(connection, asked)
                told.pairs += 1
                told.rows += len(walls)
                told.tables |= {asked.model.__tablename__} if walls else set()
                if walls != rows:
                    missing, more = len(walls - rows), len(rows - walls)
                    told.differing.append(f"{person.role} {asked}: {missing} less, {more} more")
                    if until_they_differ:
                        return told
    return told


@pytest.mark.timeout(900)
def test_both_say_the_same_by_every_relation(
    app: Flask, cast: Cast, hand: Hand, pytestconfig: pytest.Config
) -> None:
    """Every relation that two agencies can have, every kind of content, every role."""
    house = House(app, cast)
    for owner in (cast.advocate, cast.provider):
        for relate in RELATIONS.values():
            write_each_kind(app, related(house, owner, relate), owner)
    clock.stand_at(clock.now() + LATER)
    listener = an_observer(app, cast)
    people = [*house.recipients.values(), cast.advocate, cast.provider, listener]
    told = compare(app, people, pairs_of(pytestconfig))
    assert told.differing == []
    assert told.rows > told.pairs
    for view in LOST:
        with forgetting(hand, view):
            assert differs(app, people, FEW_PAIRS), f"nobody notices a lost {view}"
    assert compare(app, [listener], PAIRS).differing == []
    for view in LOST_TO_OBSERVERS:
        with forgetting(hand, view):
            assert differs(app, [listener], PAIRS), f"nobody notices a lost {view}"


def an_observer(app: Flask, cast: Cast) -> Player:
    """Let somebody sign today for a meeting at which a case of her agency's comes up."""
    meeting = call_meeting(app, cast, scenes.open_case(app, cast), days=0)
    listener = scenes.colleague(app, cast.probation, Role.OBSERVER)
    with app.app_context(), job("test: sign"):
        signed = Attendance(
            meeting_id=meeting,
            agency_id=listener.agency_id,
            member_id=listener.id,
            presence=Presence.OBSERVER,
            signed_at=clock.now(),
        )
        db.session.add(signed)
    return listener


@pytest.mark.timeout(900)
def test_both_say_the_same_in_a_whole_county(county: County, pytestconfig: pytest.Config) -> None:
    people = [player_of(person) for person in county.people]
    told = compare(county.app, people, pairs_of(pytestconfig))
    assert told.differing == []
    assert len(told.tables) > len(MODELS) // 2


LOST = ("sn_hidden", "sn_walled", "sn_carried", "sn_tablemates", "sn_seats")
LOST_TO_OBSERVERS = ("sn_heard_cases", "sn_heard_survivors", "sn_signed_today")


@contextmanager
def forgetting(hand: Hand, view: str) -> Iterator[None]:
    """Let a view find nothing inside the block."""
    [(was,)] = hand.rows("SELECT pg_get_viewdef(:view)", view=view)
    nothing = f"SELECT * FROM ({was.rstrip(';')}) AS was WHERE false"  # noqa: S608
    hand.run(f"CREATE OR REPLACE VIEW {view} AS {nothing}")
    try:
        yield
    finally:
        hand.run(f"CREATE OR REPLACE VIEW {view} AS {was}")


def pairs_of(config: pytest.Config) -> int:
    return MANY_PAIRS if config.getoption("--long") else PAIRS


def test_every_table_is_held(app: Flask, hand: Hand) -> None:
    """An installation whose policies are gone says that it is not ready."""
    browser = Browser(app)
    assert browser.get("/readyz").status_code == 200
    hand.run("ALTER TABLE names NO FORCE ROW LEVEL SECURITY")
    assert browser.get("/readyz").status_code == 503
    hand.run("ALTER TABLE names FORCE ROW LEVEL SECURITY")
    hand.run("DROP POLICY walls ON notes")
    assert browser.get("/readyz").status_code == 503


def test_whoever_says_nothing_sees_nothing(app: Flask, cast: Cast) -> None:
    """Not even who takes part: the application's password alone opens no row."""
    scenes.open_case(app, cast)
    engine = create_engine(app.extensions["config"].database_url)
    with engine.connect() as connection:
        for model in MODELS:
            table = model.__table__
            assert connection.scalar(select(func.count()).select_from(table)) == 0, table.name
    engine.dispose()


def test_what_was_said_ends_with_the_transaction(app: Flask, cast: Cast) -> None:
    """A pooled connection carries nobody's name to whoever uses it next."""
    with app.app_context(), database(HOUSE) as connection:
        assert connection.scalar(select(func.count()).select_from(Member.__table__)) == 15
        for ending in (connection.commit, connection.rollback):
            ending()
            cursor = connection.connection.cursor()
            cursor.execute("SELECT count(*) FROM members")
            assert cursor.fetchone() == (0,)
            connection.rollback()


def test_words_of_another_agency_cannot_be_written(app: Flask, cast: Cast) -> None:
    """Also where our own guard of writing is gone."""
    scene = scenes.open_case(app, cast)
    note: Any = Note.__table__
    with behind_the_door(app, cast.probation):
        actor = admitted.get()
        assert actor is not None
        with (
            database(*words_of(actor)) as connection,
            pytest.raises(ProgrammingError, match="new row"),
        ):
            connection.execute(
                insert(note).values(
                    id=uuid4(),
                    created_at=clock.now(),
                    version=1,
                    case_id=scene.case_id,
                    author_id=actor.id,
                    survivor_id=scene.survivor_id,
                    owner_id=cast.advocate.agency_id,
                    category=Category.PLAN,
                    compartment=bytes(16),
                    seal_version=0,
                    text=b"",
                )
            )


def test_policies_go_and_come_again(app: Flask, cast: Cast, request: pytest.FixtureRequest) -> None:
    """While the owner changes tables the application sees nothing; afterwards as before."""
    config = app.extensions["config"]
    name = make_url(config.database_url).database or ""
    server = request.getfixturevalue("postgres_server")
    two = replace(config, owner_database_url=as_role(server, name, "sn_owner"))
    with app.app_context():
        with rows_unsecured(two), database(HOUSE) as connection:
            assert connection.scalar(select(func.count()).select_from(Member.__table__)) == 0
        with database(HOUSE) as connection:
            assert connection.scalar(select(func.count()).select_from(Member.__table__)) == 15
