"""Who may read what, written down again from the decisions: the code's own rules are not asked.

docs/decisions/0003 says what a seat opens; who-sees-what, what a release and a law carry.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import select

from safetynet import clock
from safetynet.access import job
from safetynet.agencies import Agency, County
from safetynet.cases import Case
from safetynet.db import db
from safetynet.demo.county import Invented
from safetynet.notes.models import Qualification
from safetynet.sharing import ConflictBlock, Disclosure, Release, TeamSeat
from safetynet.sharing.barrier_models import Matter

NOBODY = str(UUID(int=0))
OPENED_BY_A_SEAT = {
    "identity",
    "safety_risk",
    "exploitation_account",
    "persons_of_concern",
    "referral_narrative",
    "plan",
    "linkage",
}
COVERED = "victim_services"
OPENS_COVERED = {"mandated_report", "answer", "court_order"}
READ_NO_CONTENT = {"privacy_officer", "analyst", "observer", "administrator"}
DESK = {"supervisor", "privacy_officer"}
WORKERS = {
    "advocate",
    "provider",
    "probation",
    "child_welfare",
    "coordinator",
    "prosecutor",
    "counsel",
    "law_enforcement",
    "supervisor",
}
ONLY_FOR = {
    "legal_holds": {"privacy_officer"},
    "postponements": {"supervisor"},
    "conflict_reasons": {"coordinator", "supervisor"},
    "glass_words": {"supervisor", "privacy_officer"},
    "served_papers": DESK,
    "process_steps": DESK,
    "breach_words": {"privacy_officer"},
    "breach_calls": WORKERS,
    "breach_notices": WORKERS,
    "breach_letters": WORKERS,
    "match_reasons": {"coordinator", "privacy_officer"},
    "joining_reasons": {"coordinator"},
}
"""Tables that few roles read, in their own agency."""
NEVER_LEAVE = {"privileged_notes", "limits_told", "release_terms", "disclosure_terms", *ONLY_FOR}
"""Tables whose rows stay in their agency, whatever was signed."""

Crossing = set[tuple[str, str, str, str]]
"""survivor, owner, category, recipient"""


@dataclass
class Rulebook:
    """What today's seats, releases and disclosures let cross."""

    canaries: dict[str, dict[str, str]]
    team: str = ""
    qualified: set[str] = field(default_factory=set)
    crossing: Crossing = field(default_factory=set)
    released: Crossing = field(default_factory=set)
    """What of that a release or a court's order lets cross, past the wall of an open matter."""
    walled: set[tuple[str, str]] = field(default_factory=set)
    """survivor, agency"""
    at_the_table: set[tuple[str, str]] = field(default_factory=set)
    """survivor, agency"""
    hidden: set[tuple[str, str]] = field(default_factory=set)
    """survivor, member"""
    cases: dict[str, str] = field(default_factory=dict)
    """survivor, case"""

    def barred(self, person: Invented) -> list[str]:
        """Return the cases from which a conflict or an open matter keeps something."""
        whom = {str(person.id), str(person.agency_id)}
        about = {survivor for survivor, who in self.hidden | self.walled if who in whom}
        return sorted(self.cases[survivor] for survivor in about & self.cases.keys())

    def lets(self, person: Invented, canary: str) -> bool:
        """Say whether a person may read the text in which this canary sits."""
        where = self.canaries.get(canary)
        if where is None or (where["survivor"], str(person.id)) in self.hidden:
            return False
        if where["owner_agency"] == str(person.agency_id):
            return self._lets_its_own(person, where)
        return person.role.value not in READ_NO_CONTENT and self._lets_others(person, where)

    def _lets_its_own(self, person: Invented, where: dict[str, str]) -> bool:
        if only := ONLY_FOR.get(where["table"]):
            return person.role.value in only
        if where["category"] == "privileged":
            return str(person.id) in self.qualified
        return where["survivor"] == NOBODY or person.role.value not in READ_NO_CONTENT

    def _lets_others(self, person: Invented, where: dict[str, str]) -> bool:
        survivor, owner, agency = where["survivor"], where["owner_agency"], str(person.agency_id)
        is_walled = (survivor, agency) in self.walled
        if owner == self.team:
            if is_walled:
                return False
            sits = person.role.value == "coordinator" or (survivor, agency) in self.at_the_table
            return sits and where["category"] == "team_discussion"
        return where["category"] != "privileged" and (
            where["table"] not in NEVER_LEAVE
            and (survivor, owner, where["category"], agency)
            in (self.released if is_walled else self.crossing)
        )


def rulebook(canaries: Iterable[dict[str, str]]) -> Rulebook:
    """Read the rows that let content cross; needs an application context."""
    book = Rulebook({canary["canary"]: canary for canary in canaries})
    day = clock.today()
    with job("test: rules"):
        book.team = str(db.session.scalars(select(County.team_id)).one())
        kinds = {row.id: row.kind.value for row in db.session.scalars(select(Agency))}
        book.qualified = {
            str(row.member_id)
            for row in db.session.scalars(select(Qualification))
            if row.recorded_on <= day and (row.ends_on is None or day <= row.ends_on)
        }
        seats = [seat for seat in db.session.scalars(select(TeamSeat)) if seat.ended_at is None]
        book.at_the_table = {(str(seat.survivor_id), str(seat.agency_id)) for seat in seats}
        book.hidden = {
            (str(block.survivor_id), str(block.member_id))
            for block in db.session.scalars(select(ConflictBlock))
            if block.lifted_at is None
        }
        book.walled = {
            (str(matter.survivor_id), str(matter.walled_agency_id))
            for matter in db.session.scalars(select(Matter))
            if matter.ended_at is None
        }
        book.cases = {
            str(case.survivor_id): str(case.id) for case in db.session.scalars(select(Case))
        }
        book.released = _crossed_by([*_releases(day), *_ordered(day)])
        book.crossing = _by_seats(seats, kinds) | _by_grants(kinds, day)
    return book


def _by_seats(seats: list[TeamSeat], kinds: dict[UUID, str]) -> Crossing:
    return {
        (str(giver.survivor_id), str(giver.agency_id), category, str(taker.agency_id))
        for giver in seats
        for taker in seats
        if giver.case_id == taker.case_id
        and giver.agency_id != taker.agency_id
        and kinds[giver.agency_id] != COVERED
        for category in OPENED_BY_A_SEAT
    }


def _by_grants(kinds: dict[UUID, str], day: date) -> Crossing:
    grants: list[Release | Disclosure] = [*_releases(day)]
    grants += [
        told
        for told in _told(day)
        if kinds[told.from_agency_id] != COVERED or told.basis.value in OPENS_COVERED
    ]
    return _crossed_by(grants)


def _releases(day: date) -> list[Release]:
    return [
        release
        for release in db.session.scalars(select(Release))
        if release.revoked_at is None and release.starts_on <= day <= release.ends_on
    ]


def _ordered(day: date) -> list[Disclosure]:
    return [told for told in _told(day) if told.basis.value == "court_order"]


def _told(day: date) -> list[Disclosure]:
    return [
        told
        for told in db.session.scalars(select(Disclosure))
        if told.ended_at is None and told.starts_on <= day <= told.ends_on
    ]


def _crossed_by(grants: Iterable[Release | Disclosure]) -> Crossing:
    return {
        (str(grant.survivor_id), str(grant.from_agency_id), category, str(grant.to_agency_id))
        for grant in grants
        for category in grant.categories
    }
