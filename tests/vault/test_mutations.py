"""10,000 random mutations of envelopes, rows, columns, triples and versions: all refused."""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from uuid import UUID

import pytest

from safetynet.vault import Category, Keyring, Opening, Place, TamperedError, Triple, envelope

MUTATIONS, SEED = 10_000, 3


@dataclass(frozen=True)
class Value:
    """A sealed value and where it lies."""

    triple: Triple
    place: Place
    blob: bytes


Dice = random.Random
Mutate = Callable[[Value, list[Value], Dice], Value]


def flip(value: Value, _others: list[Value], dice: Dice) -> Value:
    altered = bytearray(value.blob)
    for _ in range(dice.choice((1, 1, 2, 8))):
        altered[dice.randrange(len(altered))] ^= 1 << dice.randrange(8)
    return replace(value, blob=bytes(altered))


def cut(value: Value, _others: list[Value], dice: Dice) -> Value:
    return replace(value, blob=value.blob[: dice.randrange(len(value.blob))])


def lengthen(value: Value, _others: list[Value], dice: Dice) -> Value:
    return replace(value, blob=value.blob + dice.randbytes(dice.randint(1, 64)))


def renumber_key(value: Value, _others: list[Value], dice: Dice) -> Value:
    version = dice.choice((0, 2, 3, dice.randrange(2**32)))
    return replace(value, blob=value.blob[:2] + version.to_bytes(4) + value.blob[6:])


def splice(value: Value, others: list[Value], dice: Dice) -> Value:
    at = dice.randrange(6, len(value.blob))
    return replace(value, blob=value.blob[:at] + dice.choice(others).blob[at:])


def exchange(value: Value, others: list[Value], dice: Dice) -> Value:
    return replace(value, blob=dice.choice(others).blob)


def move_row(value: Value, others: list[Value], dice: Dice) -> Value:
    near = UUID(int=value.place.row.int ^ 1 << dice.randrange(128))
    row = dice.choice((near, dice.choice(others).place.row, UUID(int=0)))
    return replace(value, place=value.place._replace(row=row))


def move_column(value: Value, _others: list[Value], dice: Dice) -> Value:
    column = dice.choice(("names.first", "names.last ", "name.slast", "notes.text", ""))
    return replace(value, place=value.place._replace(column=column))


def move_triple(value: Value, others: list[Value], dice: Dice) -> Value:
    return replace(value, triple=dice.choice(others).triple)


def older_or_newer(value: Value, _others: list[Value], dice: Dice) -> Value:
    now = value.place.seal_version
    version = dice.choice((now - 1, now + 1, 0, dice.randrange(2**32)))
    return replace(value, place=value.place._replace(seal_version=version))


KINDS: tuple[Mutate, ...] = (
    flip,
    cut,
    lengthen,
    renumber_key,
    splice,
    exchange,
    move_row,
    move_column,
    move_triple,
    older_or_newer,
)


def values(opening: Opening, dice: Dice) -> list[Value]:
    """Seal a few hundred values for two survivors, in two agencies and every category."""
    people = [UUID(int=dice.getrandbits(128)) for _ in range(4)]
    triples = [
        Triple(survivor, owner, category)
        for survivor in people[:2]
        for owner in people[2:]
        for category in Category
    ]
    opening.prepare(triples)
    places = [
        (triple, Place("names.last", UUID(int=dice.getrandbits(128)), dice.randrange(1, 2**31)))
        for triple in triples
        for _ in range(3)
    ]
    return [Value(t, p, opening.seal(t, p, f"text {n}")) for n, (t, p) in enumerate(places)]


def test_every_mutation_is_refused(
    keyring: Keyring, opening: Opening, capsys: pytest.CaptureFixture[str]
) -> None:
    dice = random.Random(SEED)
    sealed = values(opening, dice)
    ciphers = {t: keyring.unwrap(k[0]) for t, k in keyring.find({v.triple for v in sealed}).items()}
    refused: Counter[str] = Counter()
    while refused.total() < MUTATIONS:
        value = dice.choice(sealed)
        kind = KINDS[refused.total() % len(KINDS)]
        mutated = kind(value, sealed, dice)
        if mutated == value:
            continue
        with pytest.raises(TamperedError):
            opening.open(mutated.triple, mutated.place, mutated.blob)
        # The binding alone refuses it too, with the very key that sealed it.
        same_key = ciphers[value.triple]
        with pytest.raises(TamperedError):
            envelope.open_(same_key, mutated.triple, mutated.place, mutated.blob)
        refused[kind.__name__] += 1
    for value in sealed:
        assert opening.open(value.triple, value.place, value.blob).startswith("text ")
    with capsys.disabled():
        counted = ", ".join(f"{count} {kind}" for kind, count in refused.items())
        print(f"\n  {refused.total()} mutations refused: {counted}", end="")  # noqa: T201


def test_an_older_value_put_back_is_refused_by_the_seal_version(
    opening: Opening, triple: Triple, place: Place
) -> None:
    """Even where a thief of the database puts back what the same row held before."""
    older = [opening.seal(triple, place._replace(seal_version=n), f"text {n}") for n in range(50)]
    now = place._replace(seal_version=len(older))
    newest = opening.seal(triple, now, "now")
    assert opening.open(triple, now, newest) == "now"
    for blob in older:
        with pytest.raises(TamperedError):
            opening.open(triple, now, blob)
