"""Our own wrappers do what published vectors say: every valid one accepted, no invalid one."""

import json
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from hmac import digest

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from safetynet.vault import Purpose, Roots, TamperedError, derive, hpke, wrapping
from safetynet.vault.password import CHEAP, Passwords
from tests.vault.vectors import Tally, Vector, blocks, read, wycheproof

SUITE = b"HPKE" + (0x20).to_bytes(2) + (1).to_bytes(2) + (2).to_bytes(2)
KEM = b"KEM" + (0x20).to_bytes(2)


@pytest.fixture
def tally(request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]) -> Iterator[Tally]:
    """Count what a test used, and print it at its end."""
    tally = Tally(request.node.name.removeprefix("test_"))
    yield tally
    with capsys.disabled():
        print(f"\n  {tally}", end="")  # noqa: T201 - the counts are what acceptance asks for


def test_wycheproof_aes_gcm(tally: Tally, monkeypatch: pytest.MonkeyPatch) -> None:
    suite = {"keySize": 256, "ivSize": 96, "tagSize": 128}

    def why_not(vector: Vector) -> str:
        other = [f"{name} {vector[name]}" for name, ours in suite.items() if vector[name] != ours]
        return other[0].split()[0] + " not ours" if other else ""

    for vector in tally.of_ours(wycheproof("aes_gcm"), why_not):
        cipher = wrapping.cipher_of(vector["key"])
        sealed = vector["iv"] + vector["ct"] + vector["tag"]
        tally.used[vector["result"]] += 1
        if vector["result"] == "valid":
            assert wrapping.unwrap(cipher, sealed, vector["aad"]) == vector["msg"]
            monkeypatch.setattr("os.urandom", lambda _n, nonce=vector["iv"]: nonce)
            assert wrapping.wrap(cipher, vector["msg"], vector["aad"]) == sealed
        else:
            with pytest.raises(TamperedError):
                wrapping.unwrap(cipher, sealed, vector["aad"])
    assert tally.used == {"valid": 39, "invalid": 27}


def test_wycheproof_aes_gcm_of_other_key_sizes_is_refused() -> None:
    sizes = {len(vector["key"]) for vector in wycheproof("aes_gcm")} - {32}
    assert sizes == {16, 24}
    for size in sizes:
        with pytest.raises(ValueError, match="32 bytes"):
            wrapping.cipher_of(bytes(size))


def test_wycheproof_hkdf_sha256(tally: Tally) -> None:
    """Ours is the expanding half, of 32 bytes: the beginning of any longer output."""

    def why_not(vector: Vector) -> str:
        return "longer than HKDF can give; ours are 32 bytes" if vector["result"] != "valid" else ""

    for vector in tally.of_ours(wycheproof("hkdf_sha256"), why_not):
        tally.used[vector["result"]] += 1
        extracted = digest(vector["salt"] or bytes(32), vector["ikm"], sha256)
        okm = vector["okm"][: wrapping.KEY]
        assert derive.expand(extracted, vector["info"])[: len(okm)] == okm
    assert tally.used.total() == 83


def test_wycheproof_hmac_sha256(tally: Tally) -> None:
    def why_not(vector: Vector) -> str:
        return "of shortened tags; ours are whole" if vector["tagSize"] != 256 else ""

    roots = Roots(bytes(32))
    for vector in tally.of_ours(wycheproof("hmac_sha256"), why_not):
        tally.used[vector["result"]] += 1
        roots._keys[Purpose.LEDGER] = vector["key"]
        is_same = roots.mac(Purpose.LEDGER, vector["msg"]) == vector["tag"]
        assert is_same is (vector["result"] == "valid")
    assert tally.used.total() == 87


def test_wycheproof_x25519(tally: Tally) -> None:
    """What the published shared secret seals, our HPKE opens; no secret known to all is taken."""
    for vector in wycheproof("x25519"):
        public = hpke.public_key_of(vector["private"])
        key, nonce = schedule(vector["shared"], vector["public"], public, b"use")
        sealed = vector["public"] + AESGCM(key).encrypt(nonce, b"said", None)
        if "ZeroSharedSecret" in vector["flags"]:
            tally.used["refused: anybody would know the secret"] += 1
            with pytest.raises(TamperedError):
                hpke.open_(vector["private"], sealed, b"use")
        else:
            tally.used[vector["result"]] += 1
            assert hpke.open_(vector["private"], sealed, b"use") == b"said"
    assert tally.used.total() == 518


def test_rfc_9180(tally: Tally) -> None:
    """The published key and nonce seal what our wrapper opens, and nothing altered."""

    def why_not(vector: Vector) -> str:
        return "" if vector["aead_id"] == 2 else "suites with another AEAD"

    every = iter(json.loads(read("hpke/rfc9180_x25519_sha256_base.json")))
    [vector] = tally.of_ours(every, why_not)
    names = ("info", "skRm", "pkRm", "enc", "shared_secret", "key", "base_nonce")
    info, private, public, enc, shared, key, nonce = (bytes.fromhex(vector[n]) for n in names)
    assert hpke.public_key_of(private) == public
    assert key_schedule(shared, info) == (key, nonce)
    sealed = enc + AESGCM(key).encrypt(nonce, b"said", None)
    assert hpke.open_(private, sealed, info) == b"said"
    assert len(sealed) == len(b"said") + hpke.OVERHEAD
    tally.used["valid key schedule"] += 1
    for index in range(len(sealed)):
        altered = sealed[:index] + bytes([sealed[index] ^ 1]) + sealed[index + 1 :]
        with pytest.raises(TamperedError):
            hpke.open_(private, altered, info)
    tally.used["altered"] += len(sealed)
    with pytest.raises(TamperedError):
        hpke.open_(private, sealed, info + b"!")
    for message in vector["encryptions"]:
        counted, aad, text, sealed = (
            bytes.fromhex(message[n]) for n in ("nonce", "aad", "pt", "ct")
        )
        assert wrapping.unwrap(wrapping.cipher_of(key), counted + sealed, aad) == text
        tally.used["valid message under its published nonce"] += 1


def test_hpke_opens_what_it_sealed() -> None:
    private = hpke.new_private_key()
    sealed = [hpke.seal(hpke.public_key_of(private), b"said", b"use") for _ in range(2)]
    assert sealed[0] != sealed[1]
    assert [hpke.open_(private, one, b"use") for one in sealed] == [b"said"] * 2
    with pytest.raises(TamperedError):
        hpke.open_(hpke.new_private_key(), sealed[0], b"use")


def test_argon2id(tally: Tally) -> None:
    def why_not(vector: Vector) -> str:
        return "with associated data, which a password has not" if "ad" in vector else ""

    for vector in tally.of_ours(blocks("pyca/argon2id.txt"), why_not):
        tally.used["valid"] += 1
        passwords = Passwords(bytes.fromhex(vector.get("secret", "")), CHEAP)
        given = bytes.fromhex(vector["pass"]).decode()
        stored = phc(vector)
        assert passwords.verify_password(stored, given)
        assert not passwords.verify_password(stored, given + "x")
    assert tally.used.total() == 5


def phc(vector: Vector) -> str:
    cost = f"m={vector['memcost']},t={vector['iter']},p={vector['lanes']}"
    salt, output = (
        b64encode(bytes.fromhex(vector[name])).decode().rstrip("=") for name in ("salt", "output")
    )
    return f"$argon2id$v=19${cost}${salt}${output}"


def schedule(shared: bytes, enc: bytes, public: bytes, info: bytes) -> tuple[bytes, bytes]:
    """Return AEAD key and nonce from a Diffie-Hellman value (RFC 9180, sections 4.1 and 5.1)."""
    extracted = labelled_extract(KEM, b"", b"eae_prk", shared)
    return key_schedule(labelled_expand(KEM, extracted, b"shared_secret", enc + public, 32), info)


def key_schedule(shared_secret: bytes, info: bytes) -> tuple[bytes, bytes]:
    hashed = ((b"psk_id_hash", b""), (b"info_hash", info))
    context = b"\0" + b"".join(labelled_extract(SUITE, b"", *pair) for pair in hashed)
    secret = labelled_extract(SUITE, shared_secret, b"secret", b"")
    key = labelled_expand(SUITE, secret, b"key", context, 32)
    return key, labelled_expand(SUITE, secret, b"base_nonce", context, 12)


def labelled_extract(suite: bytes, salt: bytes, label: bytes, ikm: bytes) -> bytes:
    return digest(salt or bytes(32), b"HPKE-v1" + suite + label + ikm, sha256)


def labelled_expand(suite: bytes, secret: bytes, label: bytes, info: bytes, length: int) -> bytes:
    labelled = length.to_bytes(2) + b"HPKE-v1" + suite + label + info
    return derive.expand(secret, labelled)[:length]
