"""Fields that no form has, sent along with each form: nothing is written by them."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from safetynet.access import Role
from safetynet.db import Model
from safetynet.demo.county import Invented
from tests.browser import Browser
from tests.conftest import close
from tests.county import player_of
from tests.house.filling import filled_in, forms_on_pages
from tests.house.test_garbage import Stored, as_stored
from tests.town import demonstration

WHO = (
    Role.COORDINATOR,
    Role.ADVOCATE,
    Role.SUPERVISOR,
    Role.PROBATION,
    Role.PROVIDER,
    Role.ADMINISTRATOR,
    Role.PRIVACY_OFFICER,
)
PLAIN = {
    "id": str(UUID(int=7)),
    "version": "4711",
    "seal_version": "4711",
    "created_at": "1999-01-01 00:00:00",
    "mac": "6d6163",
    "number": "SN-1999-999",
    "role": "administrator",
    "is_active": "",
}
"""Columns that no form sets, or few; an empty text is False."""


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Flask, list[Invented]]]:
    app, people = demonstration(tmp_path_factory.mktemp("extra"), survivors=6, open_cases=3)
    app.config.update(WTF_CSRF_ENABLED=False, PROPAGATE_EXCEPTIONS=False)
    yield app, people
    with app.app_context():
        close(app)


def planted(own: set[str]) -> dict[str, str]:
    """Return what is sent along: an id of nothing for every link that any row has, and PLAIN."""
    columns = {column.name: column for table in tables() for column in table.columns}
    links = [name for name, column in columns.items() if column.foreign_keys]
    ids = {name: str(UUID(int=4711 + place)) for place, name in enumerate(links)}
    return {name: said for name, said in (ids | PLAIN).items() if name not in own}


def tables() -> list[Any]:
    return [mapper.local_table for mapper in Model.registry.mappers]


def written_by(extra: dict[str, str], before: Stored, after: Stored) -> list[str]:
    """Return the columns in which something stands that only the extra fields said."""
    return [
        f"{table}.{name}"
        for (table, row_id), row in after.items()
        if row != (old := before.get((table, row_id)))
        for name, said in extra.items()
        if said and name in row and (old is None or old[name] != row[name])
        if said in {str(row[name]), str(row[name])[:19]} or row[name] == said.encode()
    ]


@pytest.mark.timeout(900)
def test_fields_that_no_form_has_write_nothing(
    county: tuple[Flask, list[Invented]], database: str
) -> None:
    """Each kind of form is sent by the first role that is shown it, with every column there is."""
    if database == "postgresql":
        pytest.skip("what a form takes is the same on both databases")
    app, people = county
    seen: set[str] = set()
    taken: list[str] = []
    written: list[str] = []
    before = as_stored(app)
    for role in WHO:
        player = player_of(next(one for one in people if one.role is role))
        browser = Browser(app).as_(player)
        for endpoint, where, form in forms_on_pages(app, browser, seen):
            sent = filled_in(form)
            extra = planted(set(sent))
            sent.update(extra)
            answer = browser.as_(player)._http.post(where, data=sent)
            after = as_stored(app)
            written += [f"{endpoint}: a fault"] * (answer.status_code >= 500)
            taken += [endpoint] * (answer.status_code == 303)
            written += [f"{endpoint}: {what}" for what in written_by(extra, before, after)]
            before = after
    assert written == []
    assert len(taken) > 25, f"{len(seen)} kinds of forms, taken: {taken}"
