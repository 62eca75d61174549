"""Is an entry in the ledger? Checks a proof with nothing but Python itself.

    python3 check_proof.py proof.json ROOT

ROOT is what the foot of a meeting's paper or a line of the anchor file says of the ledger at the
proof's size: all 64 digits, or the first 16. Without it, only the proof itself is checked.
"""

import json
import sys
from hashlib import sha256


def root_of(leaf: bytes, position: int, size: int, path: list[bytes]) -> bytes:
    """Climb from the leaf to the root (RFC 9162, 2.1.3.2)."""
    reached, last = leaf, size - 1
    for beside in path:
        if last == 0:
            return b""
        if position % 2 or position == last:
            reached = sha256(b"\1" + beside + reached).digest()
            while position and not position % 2:
                position, last = position // 2, last // 2
        else:
            reached = sha256(b"\1" + reached + beside).digest()
        position, last = position // 2, last // 2
    return b"" if last else reached


def signature_of(proof: dict) -> str:
    """Say whether the checkpoint's signature is right, where that can be checked here."""
    try:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey as Key
    except ImportError:
        return "not checked, because the package cryptography is not installed"
    key, signature = (bytes.fromhex(proof[name]) for name in ("public_key", "signature"))
    try:
        Key.from_public_bytes(key).verify(signature, proof["checkpoint"].encode())
    except Exception:
        sys.exit("NOT PROVED: the signature is wrong.")
    return f"right, under the key {key.hex()}"


def main(file: str, witnessed: str = "") -> None:
    with open(file) as opened:
        proof = json.load(opened)
    leaf = sha256(b"\0" + sha256(bytes.fromhex(proof["payload"])).digest()).digest()
    path = [bytes.fromhex(step) for step in proof["path"]]
    root = root_of(leaf, proof["position"], proof["size"], path).hex()
    if f"\nsize {proof['size']}\nroot {root}\n" not in proof["checkpoint"]:
        sys.exit("NOT PROVED: the entry does not lead to the root of this checkpoint.")
    if witnessed and (len(witnessed) < 16 or not root.startswith(witnessed.lower())):
        sys.exit(f"NOT PROVED: the root is {root}, which is not the one you gave.")
    print(f"Entry {proof['entry']} is number {proof['position'] + 1} of {proof['size']}.")
    print(f"Root: {root} ({'as you gave it' if witnessed else 'compare it with a paper'}).")
    print(f"Signature: {signature_of(proof)}.")


if __name__ == "__main__":
    main(*sys.argv[1:])
