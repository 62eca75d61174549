"""A release's own key: made as it is signed, destroyed as it ends, and asked for in between.

Flushing the row does it, so no page and no job can forget.
"""

from collections.abc import Iterable
from typing import Any

from flask import current_app
from sqlalchemy import Connection, event, inspect
from sqlalchemy.orm import Mapper

from safetynet.sharing.models import Release
from safetynet.vault import Category, Triple, vault


def shared_by(release: Release) -> list[Triple]:
    """Return the compartments that a release carries; privileged notes never (CR-13)."""
    kinds = map(Category, release.categories)
    return [
        Triple(release.survivor_id, release.from_agency_id, kind)
        for kind in kinds
        if kind is not Category.PRIVILEGED
    ]


def with_keys(releases: Iterable[Release]) -> list[Release]:
    """Keep those that have a key; the others open nothing, whatever their row says."""
    asked = list(releases)
    live = vault().keyring.releases.live_among(one.id for one in asked) if asked else set()
    return [release for release in asked if release.id in live]


@event.listens_for(Release, "before_insert")
def make_key(_mapper: Mapper[Any], _connection: Connection, release: Release) -> None:
    if release.revoked_at is None:
        vault().keyring.share(release.id, release.to_agency_id, shared_by(release))


@event.listens_for(Release, "before_update")
def destroy_key(_mapper: Mapper[Any], _connection: Connection, release: Release) -> None:
    """Before the commit: a failed one leaves a release that opens nothing, and is stopped again."""
    if inspect(release).attrs.revoked_at.history.has_changes() and release.revoked_at:
        vault().keyring.releases.destroy(release.id)
        # What the recipient was found to hold is found anew.
        current_app.extensions.get("carried grants", {}).pop(release.to_agency_id, None)
