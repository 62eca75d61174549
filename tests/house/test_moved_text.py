"""A sealed value that SQL moved, altered or put back is no text any more, wherever it was sealed.

The same moves on every sealed column of every table, in a county's real rows.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Connection, delete, insert, select

from safetynet.access import job
from safetynet.db import Model, db
from safetynet.meetings.finality import MinutesFinalError
from safetynet.vault import Triple
from safetynet.vault.columns import lazy_attributes
from safetynet.vault.tables import compartment_keys
from tests.county import County
from tests.house.inside import Hand
from tests.house.moving import (
    MOVES,
    TRIPLE,
    Spot,
    Stored,
    all_moves,
    moved,
    one_of_each,
    opened,
    rounds,
    setting,
    spots_in,
)

WORTH_TRYING = 20
"""So many columns at least have something that a move can take."""


@pytest.fixture(scope="module")
def everything(county: County) -> list[Spot]:
    """Every sealed value of the county: each test puts back what it moves."""
    hand = Hand(county.app)
    spots = spots_in(hand)
    hand.close()
    return spots


@pytest.mark.parametrize("move", MOVES)
def test_a_moved_value_opens_nowhere(
    county: County, county_hand: Hand, everything: list[Spot], move: str
) -> None:
    moves, found = all_moves(everything, MOVES[move]), dict[str, str]()
    for lot in rounds(moves):
        with moved(county_hand, lot) as there:
            found |= opened(county.app, there)
    assert found == {}
    assert len(moves) > WORTH_TRYING


def test_an_older_value_put_back_opens_nowhere(
    county: County, county_hand: Hand, everything: list[Spot]
) -> None:
    """Every text is saved anew; then SQL puts back what it kept of each from before."""
    spots = one_of_each(everything)
    with county.app.app_context(), job("test: save again"):
        edited = [spot for spot in spots if was_edited(spot)]
    assert len(edited) > len(spots) - 10
    assert len(opened(county.app, edited)) == len(edited)
    with moved(county_hand, [(spot, {spot.name: spot.blob}) for spot in edited]) as there:
        assert opened(county.app, there) == {}
    county_hand.change(*(setting(spot, spot.row, spot.row["id"]) for spot in edited))


def was_edited(spot: Spot) -> bool:
    """Change a text in its row; minutes that are final say no."""
    row = db.session.scalars(select(spot.model).where(spot.model.id == spot.row["id"])).one()
    try:
        with db.session.begin_nested():
            setattr(row, spot.name, f"{getattr(row, spot.name)} edited")
    except MinutesFinalError:
        return False
    return True


def test_where_it_was_sealed_every_value_opens(county: County, everything: list[Spot]) -> None:
    """So that the refusals above mean something; no sealed column of any table was left out."""
    spots = one_of_each(everything)
    sealed = [lazy_attributes(mapper.class_) for mapper in Model.registry.mappers]
    assert len(spots) == sum(map(len, sealed))
    assert len(opened(county.app, spots)) == len(spots)


def test_a_key_copied_to_another_compartment_opens_nothing(
    county: County, everything: list[Spot], county_hand: Hand
) -> None:
    """Whoever administers both databases gives each row to another young person, its key too."""
    moves = all_moves(everything, MOVES["handed to another survivor"])
    with moved(county_hand, moves) as there, keys_copied(county, moves, there):
        assert opened(county.app, there) == {}


@contextmanager
def keys_copied(
    county: County, moves: list[tuple[Spot, Stored]], there: list[Spot]
) -> Iterator[None]:
    """Let the key of each row's compartment also stand for the one it was handed to."""
    store = county.app.extensions["vault"].keyring.store
    engine = store.engine.execution_options(writes=True)
    with engine.begin() as connection:
        kept = {row.digest: row._asdict() for row in connection.execute(select(compartment_keys))}
        copies = {}
        for (spot, _values), now in zip(moves, there, strict=True):
            new = Triple(*(now.row[name] for name in TRIPLE))
            names = {"survivor": new.survivor, "owner": new.owner, "category": new.category.value}
            copies[new.digest] = kept[spot.row["compartment"]] | names | {"digest": new.digest}
        put(connection, copies.keys(), list(copies.values()))
    yield
    with engine.begin() as connection:
        put(connection, copies.keys(), [kept[digest] for digest in copies if digest in kept])


def put(connection: Connection, digests: Iterable[bytes], rows: list[Stored]) -> None:
    """Let these be all the keys there are of some compartments."""
    connection.execute(delete(compartment_keys).where(compartment_keys.c.digest.in_(digests)))
    if not rows:
        return
    connection.execute(
        insert(compartment_keys), [{n: v for n, v in row.items() if n != "id"} for row in rows]
    )
