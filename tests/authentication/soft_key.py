"""A passkey in software: what a browser and a device would do, and what an attacker would."""

import hashlib
import json
import struct
from dataclasses import dataclass, field
from os import urandom
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from webauthn.helpers import base64url_to_bytes as to_bytes
from webauthn.helpers import bytes_to_base64url as to_text

PRESENT, VERIFIED, WITH_KEY = 0x01, 0x04, 0x40
ORIGIN, SITE = "http://localhost:8000", "localhost"


@dataclass
class SoftKey:
    """Signs what it is asked; `origin`, `site`, `flags` and `count` are as the test wants them."""

    origin: str = ORIGIN
    site: str = SITE
    flags: int = PRESENT | VERIFIED
    count: int = 0
    counts: bool = True
    handle: bytes = b""
    id: bytes = field(default_factory=lambda: urandom(32))
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    def create(self, options: dict[str, Any]) -> str:
        """Make the passkey that the options ask for, and answer as a browser does."""
        self.handle = to_bytes(options["user"]["id"])
        public = self.key.public_key().public_numbers()
        point = {-2: public.x.to_bytes(32), -3: public.y.to_bytes(32)}
        cose = cbor2.dumps({1: 2, 3: -7, -1: 1, **point})
        held = bytes(16) + struct.pack(">H", len(self.id)) + self.id + cose
        told = {"fmt": "none", "attStmt": {}, "authData": self._told(WITH_KEY) + held}
        client = self._client("webauthn.create", options)
        return self._answer(clientDataJSON=client, attestationObject=cbor2.dumps(told))

    def use(self, options: dict[str, Any]) -> str:
        """Sign the challenge in the options, and answer as a browser does."""
        told, client = self._told(), self._client("webauthn.get", options)
        signed = self.key.sign(told + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer(
            clientDataJSON=client,
            authenticatorData=told,
            signature=signed,
            userHandle=self.handle,
        )

    def _told(self, more: int = 0) -> bytes:
        self.count += self.counts
        flags = bytes([self.flags | more])
        return hashlib.sha256(self.site.encode()).digest() + flags + struct.pack(">I", self.count)

    def _client(self, kind: str, options: dict[str, Any]) -> bytes:
        said = {"type": kind, "challenge": options["challenge"], "origin": self.origin}
        return json.dumps(said).encode()

    def _answer(self, **parts: bytes) -> str:
        response = {name: to_text(part) for name, part in parts.items()}
        own = to_text(self.id)
        return json.dumps({"id": own, "rawId": own, "type": "public-key", "response": response})
