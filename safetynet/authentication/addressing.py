"""At which address somebody is reached by mail."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from safetynet.access import job
from safetynet.agencies import Member
from safetynet.agencies.addressing import as_actor, is_active, is_believed
from safetynet.authentication.models import Credential
from safetynet.db import Model, db, is_genuine, only_looking
from safetynet.notices import Asked, Reader, find_readers_with, stands_while


@find_readers_with
def _reader(member_id: UUID) -> Reader | None:
    """Open one person's address; that it was opened is on the ledger."""
    with only_looking(), job("notices: address"):
        found = db.session.scalars(
            select(Credential)
            .where(Credential.member_id == member_id)
            .options(joinedload(Credential.member).joinedload(Member.agency))
        ).one_or_none()
        if found is None or not (is_genuine(found) and is_believed(found.member)):
            return None
        return Reader(
            address=found.email,
            language=found.member.language or "en",
            is_active=is_active(found.member),
            actor=as_actor(found.member),
        )


@stands_while(Credential)
def _always(_row: Model, _asked: Asked) -> bool:
    return True
