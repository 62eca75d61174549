"""Every sealed field of the demonstration has a canary; a new column is covered by itself."""

from collections import Counter
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import select

from safetynet.access import job
from safetynet.db import Model, Owned, db
from safetynet.vault.columns import lazy_attributes
from tests.county import County

OWNED: list[type[Any]] = sorted(
    (m.class_ for m in Model.registry.mappers if issubclass(m.class_, Owned)),
    key=lambda model: model.__name__,
)


@pytest.mark.parametrize("model", OWNED)
def test_every_sealed_column_of_every_table_has_canaries(county: County, model: type[Any]) -> None:
    with county.app.app_context(), job("test: look"):
        rows = db.session.scalars(select(model)).all()
        assert rows, f"the demonstration writes no {model.__name__}"
        listed = {(c["table"], c["column"], c["row"]): c["canary"] for c in county.canaries}
        for name, attribute in lazy_attributes(model).items():
            texts = {row.id: attribute.whole(row) for row in rows}
            assert any(texts.values()), f"the demonstration leaves {attribute.column} empty"
            for row_id, text in texts.items():
                if text:
                    assert listed[model.__tablename__, name, str(row_id)] in text


def test_canaries_are_unique_and_none_begins_another(county: County) -> None:
    words = [canary["canary"] for canary in county.canaries]
    assert not [word for word, n in Counter(words).items() if n > 1]
    ordered = sorted(words)
    assert not any(b.startswith(a) for a, b in pairwise(ordered))


def test_the_list_names_the_triple_of_each(county: County) -> None:
    with county.app.app_context(), job("test: look"):
        for model in OWNED:
            rows = {str(row.id): row for row in db.session.scalars(select(model))}
            for canary in county.canaries:
                if canary["table"] == model.__tablename__:
                    row = rows[canary["row"]]
                    assert canary["survivor"] == str(row.survivor_id)
                    assert canary["owner_agency"] == str(row.owner_id)
                    assert canary["category"] == row.category.value
