"""The cast: the people every test may call on, in agencies that must not simply share."""

from dataclasses import dataclass, field
from uuid import UUID

from safetynet.access import Role, job
from safetynet.agencies import AgencyClass, HostKind
from safetynet.agencies.models import Agency
from safetynet.agencies.operations import found_county
from safetynet.authentication.enrolling import enrol
from safetynet.db import db

PASSWORD = "correct horse battery staple"
TOTP = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@dataclass(frozen=True)
class Player:
    """A member as tests know them: ids only, so that no row outlives its session."""

    id: UUID
    agency_id: UUID
    role: Role
    email: str


@dataclass
class Cast:
    """Harbor is a covered victim service provider; Elsewhere has the same powers and no tie."""

    team_id: UUID
    harbor_id: UUID
    players: dict[str, Player] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Player:
        try:
            return self.players[name]
        except KeyError:
            raise AttributeError(name) from None


AGENCIES = {
    "harbor": ("Harbor House", AgencyClass.VICTIM_SERVICES),
    "elsewhere": ("Elsewhere Shelter", AgencyClass.VICTIM_SERVICES),
    "probation": ("County Probation", AgencyClass.PROBATION),
    "welfare": ("Child Welfare", AgencyClass.CHILD_WELFARE),
    "clinic": ("Bridge Clinic", AgencyClass.HEALTH),
    "school": ("Unified Schools", AgencyClass.EDUCATION),
    "prosecution": ("District Attorney", AgencyClass.PROSECUTION),
    "police": ("City Police", AgencyClass.LAW_ENFORCEMENT),
    "defence": ("Public Defender", AgencyClass.DEFENCE),
    "office": ("Coordinating Office", AgencyClass.COORDINATING),
}

PLAYERS = {
    "advocate": ("harbor", Role.ADVOCATE),
    "supervisor": ("harbor", Role.SUPERVISOR),
    "outsider": ("elsewhere", Role.ADVOCATE),
    "probation": ("probation", Role.PROBATION),
    "child_welfare": ("welfare", Role.CHILD_WELFARE),
    "provider": ("clinic", Role.PROVIDER),
    "teacher": ("school", Role.PROVIDER),
    "prosecutor": ("prosecution", Role.PROSECUTOR),
    "officer": ("police", Role.LAW_ENFORCEMENT),
    "counsel": ("defence", Role.COUNSEL),
    "coordinator": ("office", Role.COORDINATOR),
    "privacy_officer": ("office", Role.PRIVACY_OFFICER),
    "analyst": ("office", Role.ANALYST),
    "observer": ("office", Role.OBSERVER),
    "administrator": ("office", Role.ADMINISTRATOR),
}


def assemble() -> Cast:
    """Write the cast into an empty database; needs an application context."""
    with job("test: cast"):
        county = found_county("Test County", "Test County Services", HostKind.COUNTY_SERVICES)
        agencies = {
            handle: Agency(name=name, handle=handle, kind=kind)
            for handle, (name, kind) in AGENCIES.items()
        }
        db.session.add_all(agencies.values())
        db.session.flush()
        cast = Cast(team_id=county.team_id, harbor_id=agencies["harbor"].id)
        for name, (handle, role) in PLAYERS.items():
            email = f"{name}@{handle}.example.org"
            agency_id = agencies[handle].id
            member, _ = enrol(
                agency_id,
                name=name.replace("_", " ").title(),
                email=email,
                role=role,
                password=PASSWORD,
                totp_secret=TOTP,
            )
            cast.players[name] = Player(member.id, agency_id, role, email)
    return cast
