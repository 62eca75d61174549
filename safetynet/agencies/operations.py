"""Founding a county."""

from safetynet.agencies.models import Agency, AgencyClass, County, HostKind
from safetynet.db import db


def found_county(name: str, host_name: str, host_kind: HostKind) -> County:
    """Write the county's own row and the review team's agency."""
    team = Agency(name=f"{name} review team", handle="team", kind=AgencyClass.REVIEW_TEAM)
    county = County(name=name, host_name=host_name, host_kind=host_kind, team_id=team.id)
    db.session.add(team)
    db.session.flush()
    db.session.add(county)
    return county
