"""Telling under a law: what must be written down, for how long it holds, and its one extension."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select

from safetynet.access import Basis, Permission
from safetynet.agencies import Agency, AgencyClass, Member, tell_those_who
from safetynet.db import db
from safetynet.notices import Kind
from safetynet.sharing.carried import OPENS_COVERED
from safetynet.sharing.laws import OUT_OF_THE_COUNTY, Law, Laws, Need
from safetynet.sharing.matters import Barriers, barriers_about
from safetynet.sharing.models import Disclosure, DisclosureBasis, DisclosureTerms
from safetynet.vault import Category

LEAST_REASON = 20
"""Characters of a reason; fewer say nothing."""


class Lack(StrEnum):
    """What keeps a law from carrying anything."""

    NOT_USED = "not_used"
    NOTHING = "nothing"
    NOT_CARRIED = "not_carried"
    COVERED = "covered"
    RECIPIENT = "recipient"
    ELSEWHERE = "elsewhere"
    CONFLICT = "conflict"
    MATTER = "matter"
    NO_REPORT = "no_report"
    AHEAD = "ahead"
    OVER = "over"
    NOT_VERIFIED = "not_verified"
    NO_REFERENCE = "no_reference"
    NO_JUDGE = "no_judge"
    NO_REASON = "no_reason"
    TOO_LONG = "too_long"


@dataclass(frozen=True)
class Telling:
    """A disclosure as it was typed; the names are those of the form's fields."""

    basis: DisclosureBasis
    categories: Sequence[Category]
    ends_on: date | None = None
    """Earlier than the law's own last day, if it is to end before."""
    reported_on: date | None = None
    identities_verified: bool = False
    reference: str = ""
    judge: str = ""
    reason: str = ""


class CannotTellError(Exception):
    """A disclosure that no law carries; `lacks` say why, by field."""

    def __init__(self, lacks: dict[str, Lack]) -> None:
        self.lacks = lacks
        super().__init__(", ".join(lacks.values()))


def tell(
    telling: Telling, laws: Laws, day: date, survivor_id: UUID, owner: Agency, to: Agency
) -> Disclosure:
    """Write down what one agency tells another, and why it may; both rows belong together.

    `laws` are those that the county uses on `day`. Raises CannotTellError.
    """
    if (law := laws.get(telling.basis)) is None:
        raise CannotTellError({"basis": Lack.NOT_USED})
    if lacks := lacks_of(telling, law, day, owner, to, barriers_about(survivor_id)):
        raise CannotTellError(lacks)
    latest = law.last_day(day, telling.reported_on)
    told = Disclosure(
        survivor_id=survivor_id,
        from_agency_id=owner.id,
        to_agency_id=to.id,
        basis=telling.basis,
        categories=[category.value for category in telling.categories],
        starts_on=day,
        ends_on=min(latest, telling.ends_on or latest),
    )
    _save(
        told,
        DisclosureTerms(
            reported_on=telling.reported_on,
            identities_verified=telling.identities_verified,
            reference=telling.reference or None,
            judge=telling.judge or None,
            reason=telling.reason or None,
        ),
    )
    return told


def extend(told: Disclosure, law: Law | None, good_cause: str, day: date) -> Disclosure:
    """Let a law carry on for as long again, once, for a cause that is written down (CR-09).

    `law` is the county's word on it on `day`; None where it is used no more. Raises CannotTellError
    where the law, the day, an earlier extension or a barrier forbids it.
    """
    if len(good_cause) < LEAST_REASON:
        raise CannotTellError({"reason": Lack.NO_REASON})
    if law is None:
        raise CannotTellError({"reason": Lack.NOT_USED})
    if not (kinds := _still_carried(told, law)):
        raise CannotTellError({"reason": Lack.NOT_CARRIED})
    if not can_extend(told, law, day):
        raise CannotTellError({"reason": Lack.OVER})
    if lack := _stopped(told.basis, kinds, told.to_agency_id, barriers_about(told.survivor_id)):
        raise CannotTellError({"reason": lack})
    further = Disclosure(
        survivor_id=told.survivor_id,
        from_agency_id=told.from_agency_id,
        to_agency_id=told.to_agency_id,
        basis=told.basis,
        categories=[kind.value for kind in kinds],
        starts_on=day,
        ends_on=told.ends_on + timedelta(days=law.days),
    )
    _save(further, DisclosureTerms(extends_id=told.id, reason=good_cause))
    return further


def can_extend(told: Disclosure, law: Law | None, day: date) -> bool:
    """Say whether it still runs, the law knows an extension, and there was none."""
    if law is None or not law.extends_once or not told.is_in_force_on(day):
        return False
    if not _still_carried(told, law):
        return False
    either = (DisclosureTerms.extends_id == told.id) | (
        (DisclosureTerms.disclosure_id == told.id) & DisclosureTerms.extends_id.is_not(None)
    )
    return db.session.scalar(select(DisclosureTerms.id).where(either)) is None


def _still_carried(told: Disclosure, law: Law) -> list[Category]:
    """Return what was told that the county lets the law carry today."""
    return [kind for kind in law.kinds if kind.value in told.categories]


def _save(told: Disclosure, terms: DisclosureTerms) -> None:
    db.session.add(told)
    db.session.flush()
    terms.survivor_id, terms.owner_id = told.survivor_id, told.from_agency_id
    terms.disclosure_id = told.id
    db.session.add(terms)
    _say(Kind.WAITS, told)


def stop_telling(told: Disclosure, now: datetime) -> None:
    """Let a law carry no more; the recipients are told that something stopped, not what."""
    told.end(now)
    _say(Kind.STOPPED, told)


def _say(kind: Kind, told: Disclosure) -> None:
    of_them = Member.agency_id == told.to_agency_id
    tell_those_who(Permission.RELEASE_READ, kind, told, of_them)


def lacks_of(
    telling: Telling, law: Law, day: date, owner: Agency, to: Agency, barriers: Barriers
) -> dict[str, Lack]:
    """Return what keeps the law from carrying this on `day`, by field."""
    return {
        **dict(_of_agencies(telling.basis, law, owner, to)),
        **dict(_of_barriers(telling, to, barriers)),
        **dict(_of_content(telling, law)),
        **dict(_of_days(telling, law, day)),
        **dict(_of_words(telling, law)),
    }


def _of_agencies(
    basis: DisclosureBasis, law: Law, owner: Agency, to: Agency
) -> Iterator[tuple[str, Lack]]:
    if owner.is_covered and basis not in OPENS_COVERED:
        yield "basis", Lack.COVERED
    if to.kind is AgencyClass.ELSEWHERE:
        # Of what kind it is there, its name says to whoever chooses it.
        if basis not in OUT_OF_THE_COUNTY:
            yield "to_agency_id", Lack.ELSEWHERE
    elif law.recipients is not None and to.kind not in law.recipients:
        yield "to_agency_id", Lack.RECIPIENT


def _of_barriers(telling: Telling, to: Agency, barriers: Barriers) -> Iterator[tuple[str, Lack]]:
    if lack := _stopped(telling.basis, telling.categories, to.id, barriers):
        yield "to_agency_id", lack


def _stopped(
    basis: DisclosureBasis, categories: Iterable[Category], to: UUID, barriers: Barriers
) -> Lack | None:
    """Say what stands before the law: whoever types learns what may pass, and not why."""
    by = Basis(basis.value)
    if barriers.keeps_out(to, by):
        return Lack.CONFLICT
    return None if all(barriers.lets(to, kind, by) for kind in categories) else Lack.MATTER


def _of_content(telling: Telling, law: Law) -> Iterator[tuple[str, Lack]]:
    if not telling.categories:
        yield "categories", Lack.NOTHING
    elif not set(telling.categories) <= law.categories:
        yield "categories", Lack.NOT_CARRIED


def _of_days(telling: Telling, law: Law, day: date) -> Iterator[tuple[str, Lack]]:
    if telling.reported_on is not None and telling.reported_on > day:
        # No days are counted from it: those from the year 9999 lead to no date at all.
        yield Need.REPORTED_ON, Lack.AHEAD
        return
    if Need.REPORTED_ON in law.needs and telling.reported_on is None:
        yield Need.REPORTED_ON, Lack.NO_REPORT
    latest = law.last_day(day, telling.reported_on)
    if latest < day:
        yield Need.REPORTED_ON, Lack.OVER
    if telling.ends_on is not None and not day <= telling.ends_on <= max(latest, day):
        yield "ends_on", Lack.TOO_LONG


def _of_words(telling: Telling, law: Law) -> Iterator[tuple[str, Lack]]:
    if Need.VERIFIED in law.needs and not telling.identities_verified:
        yield Need.VERIFIED, Lack.NOT_VERIFIED
    if Need.REFERENCE in law.needs and not telling.reference:
        yield Need.REFERENCE, Lack.NO_REFERENCE
    if Need.JUDGE in law.needs and not telling.judge:
        yield Need.JUDGE, Lack.NO_JUDGE
    if Need.REASON in law.needs and len(telling.reason) < LEAST_REASON:
        yield Need.REASON, Lack.NO_REASON
