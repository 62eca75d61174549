"""Signing a release: who must sign, and for how long it may hold."""

from collections.abc import Set
from datetime import timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from safetynet.db import db
from safetynet.sharing.models import Release, ReleaseTerms, Signer

OF_AGE = 18
USUAL, LONGEST = timedelta(days=90), timedelta(days=365)


class Missing(StrEnum):
    """What is wrong with who signs (28 CFR 94.115; CR-07)."""

    NOBODY = "nobody"
    YOUTH = "youth"
    GUARDIAN = "guardian"
    BOTH_WAYS = "both_ways"
    NOT_A_MINOR = "not_a_minor"


def missing_from(signers: Set[Signer], age: int | None) -> Missing | None:
    """Return what is wrong with these signers at this age (whole years; None when unknown).

    A minor and a guardian sign together, or the minor alone where the law lets her receive the
    service alone; the guardian is then neither asked nor told. An adult signs, and nobody else.
    """
    if not signers:
        return Missing.NOBODY
    if Signer.YOUTH_ALONE in signers and len(signers) > 1:
        return Missing.BOTH_WAYS
    if signers == {Signer.GUARDIAN}:
        return Missing.YOUTH
    if age is None:
        return None
    if age >= OF_AGE:
        return None if signers == {Signer.YOUTH} else Missing.NOT_A_MINOR
    return Missing.GUARDIAN if signers == {Signer.YOUTH} else None


def sign(
    survivor_id: UUID, from_agency_id: UUID, grant: dict[str, Any], terms: dict[str, Any]
) -> Release:
    """Write down a release and what was said when it was signed; both rows belong together."""
    release = Release(survivor_id=survivor_id, from_agency_id=from_agency_id, **grant)
    db.session.add(release)
    db.session.flush()
    db.session.add(
        ReleaseTerms(
            survivor_id=survivor_id, owner_id=from_agency_id, release_id=release.id, **terms
        )
    )
    return release
