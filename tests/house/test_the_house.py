"""Checks on the building itself, so that no feature has to repeat them.

After adding a route, look at what changes in the matrix, and keep it:

    SAFETYNET_TEST_REWRITE=1 ./sn test tests/house/test_the_house.py
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Blueprint, Flask
from sqlalchemy import Enum, LargeBinary

from safetynet.access import (
    GRANTS,
    PUBLIC_ENDPOINTS,
    GuardedBlueprint,
    Permission,
    check_every_route_is_guarded,
)
from safetynet.cases import Case
from safetynet.db import Model, Owned
from safetynet.survivors import Name
from safetynet.vault.columns import SealedText

MATRIX = Path(__file__).parent / "access_matrix.txt"


def access_matrix(app: Flask) -> list[str]:
    """Return a line for each route: methods, address, endpoint, permission, and who holds it."""
    lines = []
    for rule in app.url_map.iter_rules():
        needs = getattr(app.view_functions[rule.endpoint], "permission", None)
        roles = [role for role in GRANTS if needs in GRANTS[role]]
        who = "public" if needs is None else "all" if len(roles) == len(GRANTS) else " ".join(roles)
        methods = "+".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))
        lines.append(f"{rule.rule}  {methods}  {rule.endpoint}  {needs or '-'}  {who or 'nobody'}")
    return sorted(lines)


def test_access_matrix_is_as_reviewed(app: Flask) -> None:
    """Who reaches which page is a file under review, not an accident of the code."""
    found = access_matrix(app)
    if os.environ.get("SAFETYNET_TEST_REWRITE"):
        MATRIX.write_text("\n".join(found) + "\n")
    assert found == MATRIX.read_text().splitlines()


def test_every_permission_is_asked_for_and_held(app: Flask) -> None:
    """A permission that no route names, or that nobody holds, promises what is not there."""
    asked = {getattr(view, "permission", None) for view in app.view_functions.values()}
    held = {permission for granted in GRANTS.values() for permission in granted}
    assert {permission for permission in asked if permission} <= held


def test_route_without_permission_does_not_import() -> None:
    room = GuardedBlueprint("room", __name__)
    with pytest.raises(TypeError, match="needs"):
        room.get("/")(lambda: "")
    with pytest.raises(TypeError, match="needs"):
        room.add_url_rule("/x", "x", lambda: "")  # type: ignore[call-arg]


def test_route_with_an_id_and_no_model_does_not_import() -> None:
    room = GuardedBlueprint("room", __name__)

    def show(case: UUID) -> str:
        return str(case)

    with pytest.raises(TypeError, match="annotate"):
        room.get("/<uuid:case>", needs=Permission.CASE_READ)(show)


def test_route_of_a_plain_blueprint_does_not_start(app: Flask) -> None:
    plain = Blueprint("plain", __name__)
    plain.get("/sneaky")(lambda: "")
    app.register_blueprint(plain)
    with pytest.raises(RuntimeError, match="plain"):
        check_every_route_is_guarded(app)


def test_route_on_the_app_does_not_start(app: Flask) -> None:
    app.get("/sneaky", endpoint="sneaky")(lambda: "")
    with pytest.raises(RuntimeError, match="sneaky"):
        check_every_route_is_guarded(app)


def test_public_pages_are_those_reviewed(app: Flask) -> None:
    """Whoever adds a public page adds it here too."""
    public = {rule.endpoint for rule in app.url_map.iter_rules()} & PUBLIC_ENDPOINTS
    assert {name.partition(".")[0] for name in public} <= {
        "assets",
        "calendar_feeds",
        "health",
        "joining",
        "language",
        "sign_in",
        "static",
    }


@pytest.fixture(scope="module")
def told() -> dict[str, str]:
    """What the models of `bad_models.py` were told, in a process of their own."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.house.bad_models"],
        check=True,
        capture_output=True,
        cwd=Path(__file__).parents[2],
    )
    found: dict[str, str] = json.loads(done.stdout)
    return found


def test_undecided_text_does_not_import(told: dict[str, str]) -> None:
    """A text, by whatever type it is stored, says Sealed or Plain."""
    columns = {n.partition(": ")[2]: said for n, said in told.items() if n.startswith("column")}
    imported = {name for name, said in columns.items() if said == "imported"}
    assert imported == {"an id", "plain text", "a number"}
    assert all("annotate it Sealed or Plain" in columns[name] for name in columns.keys() - imported)


def test_sealed_text_of_nobody_does_not_import(told: dict[str, str]) -> None:
    assert told["sealed, owned"] == "imported"
    assert "must be Owned" in told["sealed, of nobody"]


def test_a_model_has_a_table_of_its_own(told: dict[str, str]) -> None:
    """A subclass would bring columns and a wall into another model's table."""
    assert "table of its own" in told["in another's table"]


def test_model_without_policy_does_not_start(told: dict[str, str]) -> None:
    assert "has no policy" in told["start without a policy"]
    assert told["route of a model without policy"] == "LookupError: Lonely has no policy"


def test_a_policy_denies_until_a_room_says_otherwise() -> None:
    from safetynet.access import Policy

    bare: Any = Policy(Case)
    assert str(bare.sees(None)) == "false"
    assert bare.permits(None, Permission.CASE_READ, None) is False
    assert bare.writes(None, None) is False


def test_relationships_point_down_and_load_when_asked() -> None:
    """An eager load would bring in a table that no statement names."""
    for mapper in Model.registry.mappers:
        for link in mapper.relationships:
            assert (link.lazy, link.secondary, link.uselist) == ("select", None, False), link


def test_no_column_is_computed_from_another_table() -> None:
    """Its table would stand in no statement, and get no wall."""
    for mapper in Model.registry.mappers:
        for attribute in mapper.column_attrs:
            assert attribute.columns[0].table is mapper.local_table, attribute


def test_the_database_deletes_nothing_by_itself() -> None:
    """A cascade would take rows away that no ledger hears of."""
    for table in Model.metadata.tables.values():
        for key in table.foreign_keys:
            assert (key.ondelete, key.onupdate) == (None, None), key.target_fullname


def test_tables_without_a_model_are_those_reviewed() -> None:
    mapped = {mapper.local_table for mapper in Model.registry.mappers}
    bare = {table.name for table in Model.metadata.tables.values() if table not in mapped}
    ledger = {"entries", "subjects", "leaves", "nodes", "checkpoints"}
    assert bare == {"form_keys", "gap_counts", "sign_in_tries"} | {
        f"ledger_{name}" for name in ledger
    }


BYTES = {
    "compartment",
    "credentials.email_fingerprint",
    "form_keys.form_key",
    "mac",
    "agenda_items.said_hash",
    "calendar_feeds.token_hash",
    "invitations.ticket_hash",
    "invitations.token_hash",
    "concern_matches.seen_as",
    "meetings.finalised_hash",
    "minutes_copies.sha256",
    "sign_in_tries.key",
    "passkeys.credential_id",
    "passkeys.public_key",
    "recovery_codes.code_hash",
    "sign_ins.token_hash",
}
"""Columns of bytes that are not sealed text: hashes, MACs, ids."""


def test_bytes_that_are_no_sealed_text_are_those_reviewed() -> None:
    """`Mapped[bytes]` would hide a text from the check on texts."""
    found = {
        f"{table.name}.{column.name}"
        for table in Model.metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, LargeBinary) and "ledger" not in table.name
    }
    assert {name for name in found if name.partition(".")[2] not in BYTES} <= BYTES


def test_sealed_columns_know_their_place() -> None:
    """Every sealed column is bound to `table.column`, and stands in a row that says whose it is."""
    for mapper in Model.registry.mappers:
        sealed = [c for c in mapper.local_table.columns if isinstance(c.type, SealedText)]
        if sealed:
            assert issubclass(mapper.class_, Owned)
        for column in sealed:
            lazy = mapper.class_.__sealed__[column.key]
            assert lazy.column == f"{mapper.class_.__tablename__}.{column.key}"


def test_every_code_is_a_word_of_ours() -> None:
    """An Enum column of bare words would take the place of a text that somebody types."""
    for mapper in Model.registry.mappers:
        for column in mapper.local_table.columns:
            if isinstance(column.type, Enum):
                assert column.type.enum_class is not None, column


def test_a_row_prints_without_its_content(app: Flask) -> None:
    name = Name(parts=Name.joined("Wilhelmina"))
    assert repr(name) == f"<Name {name.id}>"
    assert "Wilhelmina" not in f"{name} {name!r} {[name]}"


def test_sealed_text_is_not_searched_by_mistake() -> None:
    searches = (
        lambda: Name.parts == "Wilhelmina",
        lambda: Name.parts != "Wilhelmina",
        lambda: Name.parts.like("W%"),
        lambda: Name.parts.in_(["Wilhelmina"]),
        lambda: Name.parts.contains("W"),
        Name.parts.desc,
        lambda: Name.parts > "W",
        lambda: Name.parts + "W",
        lambda: Name.parts.between("A", "B"),
        lambda: Name.parts.regexp_match("W"),
        lambda: Name.parts.collate("nocase"),
        lambda: Name.parts.label("x").desc(),
    )
    for search in searches:
        with pytest.raises(TypeError, match="cannot be searched or sorted"):
            search()
    assert Name.parts.is_(None) is not None


def test_templates_ask_nothing_of_the_session() -> None:
    """A template shows; it queries nothing and knows no secret of the session."""
    templates = Path(__file__).parents[2] / "templates"
    wrong = [
        str(path)
        for path in templates.rglob("*.html")
        if re.search(
            r"(?<!['\"])\|\s*safe\b|db\.session|autoescape false|session\[", path.read_text()
        )
    ]
    assert wrong == []
