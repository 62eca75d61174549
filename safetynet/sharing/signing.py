"""Signing a release: what it must say, who must sign, and for how long it may hold (CR-03, CR-07).

Forms ask for all of this; `sign` insists on it, whoever calls.
"""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from safetynet.access import Permission
from safetynet.agencies import Member, tell_those_who
from safetynet.db import db
from safetynet.notices import Kind
from safetynet.sharing.grid import SHAREABLE
from safetynet.sharing.models import How, Release, ReleaseTerms, Signer
from safetynet.sharing.never_signs import named_of_concern
from safetynet.survivors import birth_dates_of
from safetynet.vault import Category

OF_AGE = 18
USUAL, LONGEST = timedelta(days=90), timedelta(days=365)


class Wrong(StrEnum):
    """What is wrong with a release as it was typed."""

    NOTHING_SHARED = "nothing_shared"
    NEVER_SHARED = "never_shared"
    NO_WAY = "no_way"
    NO_PURPOSE = "no_purpose"
    NO_LIMIT = "no_limit"
    NO_RISKS = "no_risks"
    NO_NAMES = "no_names"
    NOT_TOLD = "not_told"
    NOT_SIGNED = "not_signed"
    NOT_YET = "not_yet"
    NO_START = "no_start"
    STARTS_FIRST = "starts_first"
    NO_END = "no_end"
    ENDS_FIRST = "ends_first"
    TOO_LONG = "too_long"
    NOBODY = "nobody"
    YOUTH = "youth"
    GUARDIAN = "guardian"
    BOTH_WAYS = "both_ways"
    NOT_A_MINOR = "not_a_minor"
    NO_LAW = "no_law"
    UNSAFE = "unsafe"
    OF_CONCERN = "of_concern"


TEXTS = {
    "purpose": Wrong.NO_PURPOSE,
    "not_shared": Wrong.NO_LIMIT,
    "risks_discussed": Wrong.NO_RISKS,
    "signer_names": Wrong.NO_NAMES,
}
"""Words that no release is without."""


@dataclass(frozen=True)
class Signing:
    """A release as it was typed; the names are those of its columns and of the forms' fields."""

    categories: Sequence[Category]
    how: Sequence[How]
    signers: Sequence[Signer]
    signed_on: date | None
    starts_on: date | None
    ends_on: date | None
    purpose: str
    not_shared: str
    risks_discussed: str
    signer_names: str
    alone_because: str = ""
    paper_reference: str = ""
    told_it_is_free: bool = False
    guardian_is_safe: bool = False


class CannotSignError(Exception):
    """A release that may not be written down; `problems` say what is wrong, by column."""

    def __init__(self, problems: dict[str, Wrong]) -> None:
        self.problems = problems
        super().__init__(", ".join(problems.values()))


def sign(
    signing: Signing,
    day: date,
    *,
    survivor_id: UUID,
    from_agency_id: UUID,
    to_agency_id: UUID,
    explained_by_id: UUID,
) -> Release:
    """Write down a release and what was said when it was signed; both rows belong together.

    Raises CannotSignError when it lacks something, or when somebody signs who may not: by the age
    that the writing agency knows of, and by the persons of concern that it may see.
    """
    problems = problems_of(signing, day, age=_age_on(signing.signed_on, survivor_id))
    if not problems and named_of_concern(survivor_id, signing.signer_names):
        problems["signer_names"] = Wrong.OF_CONCERN
    if problems:
        raise CannotSignError(problems)
    release = Release(
        survivor_id=survivor_id,
        from_agency_id=from_agency_id,
        to_agency_id=to_agency_id,
        categories=[category.value for category in signing.categories],
        how=[how.value for how in signing.how],
        signers=[signer.value for signer in signing.signers],
        signed_on=signing.signed_on,
        starts_on=signing.starts_on,
        ends_on=signing.ends_on,
        explained_by_id=explained_by_id,
    )
    db.session.add(release)
    db.session.flush()
    db.session.add(_terms(release, signing))
    _tell(Kind.WAITS, release)
    return release


def stop(release: Release, now: datetime) -> None:
    """Revoke a release. The recipients are told that something stopped, not what (CR-06)."""
    release.revoke(now)
    _tell(Kind.STOPPED, release)


def _tell(kind: Kind, release: Release) -> None:
    of_them = Member.agency_id == release.to_agency_id
    tell_those_who(Permission.RELEASE_READ, kind, release, of_them)


def _terms(release: Release, signing: Signing) -> ReleaseTerms:
    return ReleaseTerms(
        survivor_id=release.survivor_id,
        owner_id=release.from_agency_id,
        release_id=release.id,
        purpose=signing.purpose,
        not_shared=signing.not_shared,
        risks_discussed=signing.risks_discussed,
        signer_names=signing.signer_names,
        alone_because=signing.alone_because or None,
        paper_reference=signing.paper_reference or None,
        told_it_is_free=signing.told_it_is_free,
        guardian_is_safe=signing.guardian_is_safe,
    )


def _age_on(day: date | None, survivor_id: UUID) -> int | None:
    """Return the age by the latest of the known dates of birth: the one that asks for most."""
    if day is None:
        return None
    ages = [birth.age_on(day) for birth in birth_dates_of(survivor_id) if birth.iso]
    return min(ages, default=None)


def problems_of(signing: Signing, day: date, *, age: int | None = None) -> dict[str, Wrong]:
    """Return what is wrong with a release that is written down on `day`, by column."""
    return {
        **dict(_with_what_it_says(signing)),
        **dict(_with_its_days(signing, day)),
        **dict(_with_who_signs(signing, age)),
    }


def _with_what_it_says(signing: Signing) -> Iterator[tuple[str, Wrong]]:
    if not signing.categories:
        yield "categories", Wrong.NOTHING_SHARED
    elif not set(signing.categories) <= set(SHAREABLE):
        yield "categories", Wrong.NEVER_SHARED
    if not signing.how:
        yield "how", Wrong.NO_WAY
    for name, wrong in TEXTS.items():
        if not getattr(signing, name):
            yield name, wrong
    if not signing.told_it_is_free:
        yield "told_it_is_free", Wrong.NOT_TOLD


def _with_its_days(signing: Signing, day: date) -> Iterator[tuple[str, Wrong]]:
    signed, starts, ends = signing.signed_on, signing.starts_on, signing.ends_on
    if signed is None:
        yield "signed_on", Wrong.NOT_SIGNED
    elif signed > day:
        yield "signed_on", Wrong.NOT_YET
    elif starts is not None and starts < signed:
        yield "starts_on", Wrong.STARTS_FIRST
    if starts is None:
        yield "starts_on", Wrong.NO_START
    if ends is None:
        yield "ends_on", Wrong.NO_END
    elif starts is not None and not timedelta() < ends - starts <= LONGEST:
        yield "ends_on", Wrong.ENDS_FIRST if ends <= starts else Wrong.TOO_LONG


def _with_who_signs(signing: Signing, age: int | None) -> Iterator[tuple[str, Wrong]]:
    signers = frozenset(signing.signers)
    if wrong := missing_from(signers, age):
        yield "signers", wrong
    if Signer.YOUTH_ALONE in signers and not signing.alone_because:
        yield "alone_because", Wrong.NO_LAW
    if Signer.GUARDIAN in signers and not signing.guardian_is_safe:
        yield "guardian_is_safe", Wrong.UNSAFE


def missing_from(signers: Set[Signer], age: int | None) -> Wrong | None:
    """Return what is wrong with these signers at this age (whole years; None when unknown).

    A minor and a guardian sign together, or the minor alone where the law lets her receive the
    service alone; the guardian is then neither asked nor told. An adult signs, and nobody else
    (28 CFR 94.115).
    """
    if not signers:
        return Wrong.NOBODY
    if Signer.YOUTH_ALONE in signers and len(signers) > 1:
        return Wrong.BOTH_WAYS
    if signers == {Signer.GUARDIAN}:
        return Wrong.YOUTH
    if age is None:
        return None
    if age >= OF_AGE:
        return None if signers == {Signer.YOUTH} else Wrong.NOT_A_MINOR
    return Wrong.GUARDIAN if signers == {Signer.YOUTH} else None
