"""Every grant carries a MAC: what SQL alone wrote widens no wall, and is noticed."""

import hmac
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import event
from sqlalchemy.orm import Mapper

from safetynet.sharing.models import Disclosure, Release, TeamSeat
from safetynet.vault import Purpose, vault

Grant = TeamSeat | Release | Disclosure


class Said(Protocol):
    """Whatever a MAC can be over: a grant, or a seat as it was just read."""

    @property
    def mac(self) -> bytes: ...
    def granted(self) -> tuple[object, ...]: ...


def mac_of(grant: Said, table: str) -> bytes:
    """Return the MAC (32 bytes) over everything a grant says."""
    said = "\x1f".join(_spelled(part) for part in grant.granted())
    return vault().roots.mac(Purpose.GRANT, f"{table}\x1f{said}".encode())


def is_genuine(grant: Said, table: str) -> bool:
    """Say whether this row of a table was written through the application."""
    return hmac.compare_digest(grant.mac, mac_of(grant, table))


def _spelled(part: object) -> str:
    return part.isoformat(timespec="microseconds") if isinstance(part, datetime) else str(part)


@event.listens_for(TeamSeat, "before_insert")
@event.listens_for(TeamSeat, "before_update")
@event.listens_for(Release, "before_insert")
@event.listens_for(Release, "before_update")
@event.listens_for(Disclosure, "before_insert")
@event.listens_for(Disclosure, "before_update")
def put_mac(_mapper: Mapper[Any], _connection: Any, grant: Grant) -> None:
    grant.mac = mac_of(grant, grant.__tablename__)
