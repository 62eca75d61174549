"""The tree accepts every proof that RFC 6962 accepts, and no other."""

import base64
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safetynet.audit.merkle import (
    EMPTY,
    Edge,
    consistency_proof,
    edge_of,
    inclusion_proof,
    is_consistent,
    is_included,
    leaf_hash,
    node_hash,
    root_of,
)

LEAVES = [leaf_hash(b"%d" % number) for number in range(600)]


def node(level: int, index: int) -> bytes:
    if level == 0:
        return LEAVES[index]
    return node_hash(node(level - 1, 2 * index), node(level - 1, 2 * index + 1))


def naive(leaves: list[bytes]) -> bytes:
    """Spell the definition in RFC 6962, 2.1."""
    if len(leaves) < 2:
        return leaves[0] if leaves else EMPTY
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return node_hash(naive(leaves[:half]), naive(leaves[half:]))


def _bytes(text: str | None) -> bytes:
    return base64.b64decode(text or "")


def _accepts(kind: str, said: dict[str, Any]) -> bool:
    path = [_bytes(text) for text in said["proof"] or []]
    if kind == "inclusion":
        leaf, root = _bytes(said["leafHash"]), _bytes(said["root"])
        return is_included(leaf, said["leafIdx"], said["treeSize"], path, root)
    roots = _bytes(said["root1"]), _bytes(said["root2"])
    return is_consistent(said["size1"], said["size2"], *roots, path)


@pytest.mark.parametrize("kind", ["inclusion", "consistency"])
def test_every_published_vector_is_judged_as_it_says(shared: Path, kind: str) -> None:
    judged: Counter[str] = Counter()
    for path in sorted((shared / "data/crypto/merkle_rfc6962" / kind).rglob("*.json")):
        said = json.loads(path.read_text())
        assert _accepts(kind, said) is not said["wantErr"], path.name
        judged["invalid" if said["wantErr"] else "valid"] += 1
    told = f"{kind}: {judged['valid']} valid, {judged['invalid']} invalid, 0 left out"
    print(told)  # noqa: T201 - how many were used is what the run is asked for
    assert judged["valid"] >= 6 <= judged["invalid"]


@given(st.integers(0, 600))
def test_the_edge_knows_the_root_of_any_size(size: int) -> None:
    edge = Edge()
    done = edge.extend(LEAVES[: size // 3]) + edge.extend(LEAVES[size // 3 : size])
    assert done == [(8, index, node(8, index)) for index in range(size // 256)]
    assert edge.root() == naive(LEAVES[:size])
    assert (again := edge_of(node, size)).hashes == edge.hashes
    assert again.size == size
    assert size == 0 or root_of(node, 0, size) == edge.root()


@given(st.data(), st.integers(1, 600))
def test_every_leaf_can_be_proved_and_no_other_in_its_place(data: st.DataObject, size: int) -> None:
    index = data.draw(st.integers(0, size - 1))
    other = data.draw(st.integers(0, size - 1))
    path, root = inclusion_proof(node, index, size), naive(LEAVES[:size])
    assert is_included(LEAVES[index], index, size, path, root)
    assert is_included(LEAVES[other], index, size, path, root) is (other == index)
    assert is_included(LEAVES[index], other, size, path, root) is (other == index)


@given(st.data(), st.integers(1, 600))
def test_a_tree_begins_with_every_smaller_one_and_with_no_other(
    data: st.DataObject, size: int
) -> None:
    first = data.draw(st.integers(1, size))
    roots = naive(LEAVES[:first]), naive(LEAVES[:size])
    path = consistency_proof(node, first, size)
    assert is_consistent(first, size, *roots, path)
    other = data.draw(st.integers(1, size))
    swapped = naive([*LEAVES[: other - 1], EMPTY])
    assert not is_consistent(first, size, swapped, roots[1], path)


def test_what_does_not_exist_cannot_be_proved() -> None:
    for index, size in ((0, 0), (5, 5), (-1, 3)):
        with pytest.raises(ValueError, match="no such leaf"):
            inclusion_proof(node, index, size)
        assert not is_included(LEAVES[0], index, size, [], LEAVES[0])
    for first, second in ((0, 3), (4, 3)):
        with pytest.raises(ValueError, match="not larger"):
            consistency_proof(node, first, second)
    with pytest.raises(ValueError, match="one hash for each bit"):
        Edge(3, [EMPTY])
