"""The cipher under the envelope does what Google's Wycheproof vectors say."""

import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VECTORS = (
    Path(__file__).parents[3] / "shared" / "data" / "crypto" / "wycheproof" / "aes_gcm_test.json"
)


def ours() -> list[dict[str, Any]]:
    """Return the vectors of our one suite: 256-bit keys, 96-bit nonces, 128-bit tags."""
    if not VECTORS.exists():
        pytest.skip("the Wycheproof vectors are not beside the project")
    groups = json.loads(VECTORS.read_text())["testGroups"]
    suite = {"keySize": 256, "ivSize": 96, "tagSize": 128}
    return [test for group in groups if suite.items() <= group.items() for test in group["tests"]]


def test_every_vector_of_our_suite() -> None:
    vectors = ours()
    assert len(vectors) > 30
    for vector in vectors:
        parts = {part: bytes.fromhex(vector[part]) for part in ("key", "iv", "aad", "msg", "ct")}
        cipher, sealed = AESGCM(parts["key"]), parts["ct"] + bytes.fromhex(vector["tag"])
        if vector["result"] == "valid":
            assert cipher.decrypt(parts["iv"], sealed, parts["aad"]) == parts["msg"]
            assert cipher.encrypt(parts["iv"], parts["msg"], parts["aad"]) == sealed
        else:
            with pytest.raises(InvalidTag):
                cipher.decrypt(parts["iv"], sealed, parts["aad"])
