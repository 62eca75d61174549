"""The ten agencies of Laurel County and everybody who signs in there. All of them are invented."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from safetynet.access import Actor, Role, job
from safetynet.agencies import Agency, AgencyClass, HostKind
from safetynet.agencies.models import PaperKind
from safetynet.agencies.operations import found_county
from safetynet.agencies.papers import record
from safetynet.authentication.enrolling import enrol
from safetynet.db import db

NAME = "Laurel County"
AGREED, TRAINED = timedelta(days=300), timedelta(days=150)
"""How much longer papers hold."""
PASSWORD = "laurel-river-lantern-42"  # noqa: S105 - printed at every start of a demonstration


@dataclass(frozen=True)
class Invented:
    """A person of the demonstration and what they sign in with."""

    id: UUID
    agency_id: UUID
    name: str
    email: str
    role: Role
    agency: str
    password: str
    totp_secret: str

    def as_actor(self) -> Actor:
        """Return the same as the door would know them, without any rights."""
        return Actor(self.id, self.role, self.agency_id)


AGENCIES: tuple[tuple[str, str, AgencyClass], ...] = (
    ("harbor", "Harbor House", AgencyClass.VICTIM_SERVICES),
    ("rising", "Rising Tide Advocates", AgencyClass.VICTIM_SERVICES),
    ("probation", "Laurel County Probation", AgencyClass.PROBATION),
    ("welfare", "Laurel County Child Welfare", AgencyClass.CHILD_WELFARE),
    ("da", "District Attorney, Laurel County", AgencyClass.PROSECUTION),
    ("defender", "Laurel Public Defender", AgencyClass.DEFENCE),
    ("police", "Laurel City Police", AgencyClass.LAW_ENFORCEMENT),
    ("clinic", "Bridge Street Clinic", AgencyClass.HEALTH),
    ("schools", "Laurel Unified Schools", AgencyClass.EDUCATION),
    ("office", "Coordinating Office", AgencyClass.COORDINATING),
)

PEOPLE: tuple[tuple[str, str, Role], ...] = (
    ("Alma Reyes", "harbor", Role.ADVOCATE),
    ("Bettina Cole", "rising", Role.ADVOCATE),
    ("Dana Whitfield", "harbor", Role.SUPERVISOR),
    ("Chidi Okafor", "clinic", Role.PROVIDER),
    ("Elena Vass", "schools", Role.PROVIDER),
    ("Frank Odell", "probation", Role.PROBATION),
    ("Grace Lindqvist", "probation", Role.PROBATION),
    ("Hana Mori", "welfare", Role.CHILD_WELFARE),
    ("Ines Batista", "office", Role.COORDINATOR),
    ("Jonas Keller", "office", Role.COORDINATOR),
    ("Karim Haddad", "da", Role.PROSECUTOR),
    ("Lena Brandt", "defender", Role.COUNSEL),
    ("Marco Duarte", "police", Role.LAW_ENFORCEMENT),
    ("Nadia Petrov", "office", Role.PRIVACY_OFFICER),
    ("Oscar Lund", "office", Role.ANALYST),
    ("Priya Nair", "office", Role.OBSERVER),
    ("Quentin Ames", "office", Role.ADMINISTRATOR),
    ("Rosa Imani", "harbor", Role.SUPERVISOR),
)


def found() -> tuple[UUID, dict[str, Agency], list[Invented]]:
    """Write the county; return the team's id, agencies by handle, and the people."""
    county = found_county(NAME, "Laurel County Human Services", HostKind.COUNTY_SERVICES)
    agencies = {h: Agency(name=name, handle=h, kind=kind) for h, name, kind in AGENCIES}
    db.session.add_all(agencies.values())
    db.session.flush()
    return county.team_id, agencies, [_enrolled(agencies, *person) for person in PEOPLE]


def sign_papers(people: list[Invented], day: date) -> None:
    """Let everybody's agreement and training, and each agency's memorandum, hold for a while."""
    [by] = [person.id for person in people if person.role is Role.ADMINISTRATOR]
    agencies = dict.fromkeys(person.agency_id for person in people)
    with job("demonstration: papers", actor_id=by):
        for person in people:
            record(PaperKind.AGREEMENT, person.agency_id, person.id, day + AGREED, by)
            record(PaperKind.TRAINING, person.agency_id, person.id, day + TRAINED, by)
        for agency_id in agencies:
            record(PaperKind.MEMORANDUM, agency_id, None, day + AGREED, by)


def _enrolled(agencies: dict[str, Agency], name: str, handle: str, role: Role) -> Invented:
    agency = agencies[handle]
    email = f"{name.partition(' ')[0].lower()}@{handle}.example.org"
    member, secret = enrol(agency.id, name=name, email=email, role=role, password=PASSWORD)
    return Invented(member.id, agency.id, name, email, role, agency.name, PASSWORD, secret)
