"""A canary sits in every sealed field: nobody reads one without a right, no file holds one.

Whole-file encryption is off here, so that only the sealing itself keeps them.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import create_engine, make_url, text

from config import Config
from safetynet.agencies import AgencyClass
from safetynet.demo.county import Invented
from safetynet.notices import sending
from safetynet.notices.post import post_of
from safetynet.notices.standing import reader_of
from safetynet.sharing import rights
from safetynet.vault import Category, Opening
from tests.conftest import as_role, close, config_in
from tests.house.inside import believe_the_house
from tests.house.rulebook import rulebook
from tests.house.sweep import Sweep, in_clear, temporary_files_in
from tests.pgfix import postgres
from tests.town import demonstration

DATABASE = "sn_canaries"


@dataclass(frozen=True)
class Nest:
    """A demonstration full of canaries, and every folder it can have written to."""

    app: Flask
    people: list[Invented]
    canaries: list[dict[str, str]]
    folders: list[Path]
    server: str | None

    def person(self, role: str, place: int = 0) -> Invented:
        return [person for person in self.people if person.role.value == role][place]

    def sweep(self) -> Sweep:
        with self.app.app_context():
            return Sweep(self.app, rulebook(self.canaries))

    def files_in_clear(self) -> list[str]:
        if self.server:
            engine = create_engine(self.server, isolation_level="AUTOCOMMIT")
            with engine.connect() as connection:
                connection.execute(text("CHECKPOINT"))
            engine.dispose()
        return in_clear(self.folders)


def nest(tmp_path: Path, server: str | None, **changes: Any) -> Nest:
    instance, listed = tmp_path / "instance", tmp_path / "list.json"
    instance.mkdir()
    url = owner = None
    folders = [instance, tmp_path / "temporary"]
    if server:
        url, owner = (as_role(server, DATABASE, role) for role in ("sn_app", "sn_owner"))
        folders.append(Path(str(make_url(server).query["host"])))
    config = replace(config_in(instance, url, owner), log_dir=instance / "logs")
    app, people = demonstration(instance, config=config, canaries=listed, **changes)
    return Nest(app, people, json.loads(listed.read_text()), folders, server)


@pytest.fixture
def place(
    database: str, request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[tuple[Path, str | None]]:
    """Where a nest may be built: a folder, and a PostgreSQL server with an empty database."""
    # The server moves in first: it runs as somebody who may not enter our folder.
    server = request.getfixturevalue("postgres_server") if database == "postgresql" else None
    with _place(tmp_path, server) as found:
        yield found


@pytest.fixture
def place_to_spoil(database: str, tmp_path: Path) -> Iterator[tuple[Path, str | None]]:
    """The same with a server of its own: what was once written in clear stays in its log."""
    own = postgres() if database == "postgresql" else nullcontext()
    with own as server, _place(tmp_path, server) as found:
        yield found


@contextmanager
def _place(folder: Path, server: str | None) -> Iterator[tuple[Path, str | None]]:
    with temporary_files_in(folder / "temporary"):
        if server is None:
            yield folder, None
            return
        if "host" not in make_url(server).query:
            pytest.skip("the data folder of TEST_POSTGRES_URL cannot be read")
        engine = create_engine(server, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for role in ("sn_owner", "sn_app"):
                found = text("SELECT 1 FROM pg_roles WHERE rolname = :role")
                if not connection.scalar(found, {"role": role}):
                    connection.execute(text(f"CREATE ROLE {role} LOGIN"))
            connection.execute(text(f"CREATE DATABASE {DATABASE} OWNER sn_owner"))
            yield folder, server
            connection.execute(text(f"DROP DATABASE {DATABASE} WITH (FORCE)"))
        engine.dispose()


def swept(found: Nest, people: list[Invented], per_rule: int) -> Sweep:
    """Walk as these people, knock at closed doors, send wrong forms."""
    # Before anybody's form says that they want none.
    assert send_mail(found) > 0
    sweep = found.sweep()
    for person in people:
        sweep.walk_as(person, per_rule)
    for role in ("observer", "provider"):
        sweep.try_doors_as(found.person(role, -1))
    for role in ("coordinator", "advocate", "analyst"):
        sweep.send_forms_as(found.person(role))
    sweep.subscribe_as(found.person("advocate"))
    return sweep


def send_mail(found: Nest) -> int:
    """Send all that waits; it then lies in a folder of the instance, among its other files.

    To another address: with a canary in it, people's own are none that mail could be sent to.
    """
    config: Config = found.app.extensions["config"]
    find = reader_of

    def at_an_address(member_id: UUID) -> Any:
        reader = find(member_id)
        return reader and replace(reader, address="somebody@example.org")

    with found.app.app_context(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(sending, "reader_of", at_an_address)
        post = post_of(config)
        assert post is not None
        return sending.send_due(post, config).sent


def check(found: Nest, sweep: Sweep) -> None:
    """Nothing was wrong, and the sweep looked hard enough to say so."""
    assert sweep.wrong == []
    assert {200, 403, 404, 409, 422} <= set(sweep.answers), sweep.answers
    assert len(set().union(*sweep.seen.values())) > 200
    assert not sweep.seen["analyst"]
    assert any("privileged_notes" in canary for canary in sweep.seen["advocate"])
    assert found.files_in_clear() == []
    with found.app.app_context():
        close(found.app)


def test_no_canary_is_read_without_a_right_or_left_in_a_file(
    place: tuple[Path, str | None],
) -> None:
    folder, server = place
    if server:
        pytest.skip("PostgreSQL is swept by the long tests")
    found = nest(folder, server, survivors=18, open_cases=8)
    one_of_each = {person.role: person for person in found.people}
    check(found, swept(found, [*one_of_each.values(), found.person("advocate")], per_rule=1))


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_no_canary_anywhere_in_the_whole_county(place: tuple[Path, str | None]) -> None:
    found = nest(*place)
    sweep = swept(found, found.people, per_rule=3)
    print(f"{len(found.canaries)} canaries, {sweep.pages} answers: {sweep.answers}")  # noqa: T201
    check(found, sweep)


def test_a_column_that_is_not_sealed_is_found(
    place_to_spoil: tuple[Path, str | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One column stored as it was typed, in spite of all guards."""
    seal = Opening.seal

    def forgets(opening: Opening, triple: Any, where: Any, words: str) -> bytes:
        sealed = seal(opening, triple, where, words)
        return words.encode() if where.column == "notes.text" else sealed

    monkeypatch.setattr(Opening, "seal", forgets)
    found = nest(*place_to_spoil, survivors=3, open_cases=3)
    assert found.files_in_clear() != []
    with found.app.app_context():
        close(found.app)


def test_a_wall_with_a_hole_is_found(
    place: tuple[Path, str | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A seat opens one category too many, and what covered agencies hold."""
    found = nest(*place, survivors=3, open_cases=3)
    monkeypatch.setattr(rights, "BY_SEAT", (*rights.BY_SEAT, Category.SAFE_CONTACT))
    monkeypatch.setattr(
        "safetynet.agencies.models.Agency.is_covered",
        property(lambda agency: agency.kind is AgencyClass.OTHER),
    )
    believe_the_house(monkeypatch)
    sweep = found.sweep()
    sweep.walk_as(found.person("probation"), per_rule=3)
    sweep.walk_as(found.person("child_welfare"), per_rule=3)
    assert any("reads CNRY-" in problem for problem in sweep.wrong)
    with found.app.app_context():
        close(found.app)
