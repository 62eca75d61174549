"""Every grant carries a MAC: what SQL alone wrote widens no wall, and is noticed."""

import hmac
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import event
from sqlalchemy.orm import Mapper

from safetynet.sharing.models import Disclosure, Release, TeamSeat
from safetynet.vault import Purpose, vault


class Grant(Protocol):
    """What says something that a MAC covers: a seat, a release, a disclosure."""

    @property
    def mac(self) -> bytes: ...

    @property
    def __tablename__(self) -> str: ...

    def granted(self) -> tuple[object, ...]: ...


def mac_of(grant: Grant) -> bytes:
    """Return the MAC (32 bytes) over everything a grant says."""
    said = "\x1f".join(_spelled(part) for part in grant.granted())
    return vault().roots.mac(Purpose.GRANT, f"{grant.__tablename__}\x1f{said}".encode())


def is_genuine(grant: Grant) -> bool:
    """Say whether this row was written through the application."""
    return hmac.compare_digest(grant.mac, mac_of(grant))


def _spelled(part: object) -> str:
    return part.isoformat(timespec="microseconds") if isinstance(part, datetime) else str(part)


@event.listens_for(TeamSeat, "before_insert")
@event.listens_for(TeamSeat, "before_update")
@event.listens_for(Release, "before_insert")
@event.listens_for(Release, "before_update")
@event.listens_for(Disclosure, "before_insert")
@event.listens_for(Disclosure, "before_update")
def put_mac(_mapper: Mapper[Any], _connection: Any, grant: Any) -> None:
    grant.mac = mac_of(grant)
