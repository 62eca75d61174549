"""Mail to a server on another machine: STARTTLS with a certificate that is trusted, or nothing."""

import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from safetynet.notices import post
from safetynet.notices.post import Server, UnreachableError


def certificate(folder: Path) -> Path:
    """Write a key and a certificate for localhost that vouches for itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime(2020, 1, 1, tzinfo=UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now)
        .not_valid_after(now + timedelta(days=36_500))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    kinds = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    private = key.private_bytes(*kinds, serialization.NoEncryption())
    file = folder / "localhost.pem"
    file.write_bytes(private + signed.public_bytes(serialization.Encoding.PEM))
    return file


@dataclass
class Far:
    """A server that takes mail by STARTTLS alone, as if it stood elsewhere."""

    port: int
    trusted: ssl.SSLContext
    took: list[bytes]


@pytest.fixture
def far(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Far]:
    file = certificate(tmp_path)
    own = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    own.load_cert_chain(file)
    took: list[bytes] = []

    class Box:
        async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
            took.append(envelope.content)
            return "250 thanks"

    monkeypatch.setattr(post, "AT_HOME", frozenset())
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    taking: Any = Controller(
        Box(), "127.0.0.1", port, tls_context=own, require_starttls=True, ready_timeout=60
    )
    taking.start()
    yield Far(port, ssl.create_default_context(cafile=str(file)), took)
    taking.stop()


def mail() -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = "no-reply@example.org", "advocate@example.org"
    message.set_content("Something waits for you.")
    return message


def test_a_server_that_is_trusted_gets_it_encrypted(far: Far) -> None:
    with Server(f"smtp://localhost:{far.port}", "example.org", far.trusted) as server:
        server.send("one", mail())
    [took] = far.took
    assert b"Something waits for you." in took


def test_a_server_that_nobody_vouches_for_gets_nothing(far: Far) -> None:
    with pytest.raises(UnreachableError, match="SSLCertVerificationError"):
        Server(f"smtp://localhost:{far.port}", "example.org").open()
    assert not far.took
