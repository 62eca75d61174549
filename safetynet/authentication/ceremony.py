"""What is asked of an authenticator, and what its answer proves (WebAuthn level 3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import urlsplit
from uuid import UUID

from flask import current_app

from config import Config
from safetynet.authentication.challenges import LIVES, Challenge
from safetynet.late import Late

if TYPE_CHECKING:
    import webauthn
    from webauthn.authentication.verify_authentication_response import VerifiedAuthentication
    from webauthn.helpers import exceptions, structs
    from webauthn.registration.verify_registration_response import VerifiedRegistration
else:
    webauthn = Late("webauthn")
    exceptions = Late("webauthn.helpers.exceptions")
    structs = Late("webauthn.helpers.structs")

Answer: TypeAlias = "structs.AuthenticationCredential"
"""What an authenticator signed, read but not yet believed."""

_TIMEOUT = int(LIVES.total_seconds() * 1000)
_LOOPBACK = {"127.0.0.1", "::1"}


@dataclass(frozen=True)
class Site:
    """Whom a passkey is made for: a name of ours, and the only origin that may ask for it."""

    id: str
    origin: str


def site() -> Site | None:
    """Return what browsers take passkeys for, from SAFETYNET_PUBLIC_URL; None where they take none.

    They want https and a name, or this very machine, which must then be called localhost.
    """
    config: Config = current_app.extensions["config"]
    parts = urlsplit(config.public_url)
    name = parts.hostname or ""
    if name in _LOOPBACK and not config.is_https:
        name = "localhost"
    is_a_name = any(sign.isalpha() for sign in name) and ":" not in name
    if not is_a_name or not (config.is_https or name == "localhost"):
        return None
    port = f":{parts.port}" if parts.port else ""
    return Site(name, f"{parts.scheme}://{name}{port}")


def to_make(at: Site, challenge: bytes, who: UUID, name: str, held: Iterable[bytes]) -> str:
    """Return, as JSON, what `navigator.credentials.create` is to be asked."""
    config: Config = current_app.extensions["config"]
    return webauthn.options_to_json(
        webauthn.generate_registration_options(
            rp_id=at.id,
            rp_name=config.title,
            user_id=who.bytes,
            user_name=name,
            challenge=challenge,
            timeout=_TIMEOUT,
            attestation=structs.AttestationConveyancePreference.NONE,
            authenticator_selection=structs.AuthenticatorSelectionCriteria(
                resident_key=structs.ResidentKeyRequirement.REQUIRED,
                user_verification=_verified(),
            ),
            exclude_credentials=_these(held),
        )
    )


def to_use(at: Site, challenge: bytes, held: Iterable[bytes] = ()) -> str:
    """Return, as JSON, what `navigator.credentials.get` is to be asked.

    With no passkey named the device offers its own: nobody says who she is, and nothing is said.
    """
    return webauthn.options_to_json(
        webauthn.generate_authentication_options(
            rp_id=at.id,
            challenge=challenge,
            timeout=_TIMEOUT,
            allow_credentials=_these(held),
            user_verification=_verified(),
        )
    )


def made(at: Site, challenge: Challenge, answer: str) -> "VerifiedRegistration | None":
    """Return the new passkey that an answer tells of; None if it is no right answer."""
    try:
        return webauthn.verify_registration_response(
            credential=answer,
            expected_challenge=challenge.value,
            expected_rp_id=at.id,
            expected_origin=at.origin,
            require_user_verification=True,
        )
    except _no_answer():
        return None


def read(answer: str) -> "Answer | None":
    """Return an answer's parts; which passkey it names is not proved by that."""
    try:
        return webauthn.helpers.parse_authentication_credential_json(answer)
    except _no_answer():
        return None


def used(
    at: Site, challenge: Challenge, answer: Answer, public_key: bytes
) -> "VerifiedAuthentication | None":
    """Return what an answer under this key proves; None if it is no right one.

    The count of its signatures is the caller's to judge, once the signature is known to be right:
    otherwise anybody could have a passkey switched off.
    """
    try:
        return webauthn.verify_authentication_response(
            credential=answer,
            expected_challenge=challenge.value,
            expected_rp_id=at.id,
            expected_origin=at.origin,
            credential_public_key=public_key,
            credential_current_sign_count=0,
            require_user_verification=True,
        )
    except _no_answer():
        return None


def _verified() -> "structs.UserVerificationRequirement":
    """The device asks for finger, face or its PIN: so a passkey stands for both factors."""
    return structs.UserVerificationRequirement.REQUIRED


def _no_answer() -> tuple[type[Exception], ...]:
    """Return what is raised about an answer that is none."""
    return (exceptions.WebAuthnException, ValueError, TypeError, LookupError, RecursionError)


def _these(held: Iterable[bytes]) -> "list[structs.PublicKeyCredentialDescriptor]":
    return [structs.PublicKeyCredentialDescriptor(id=one) for one in held]
