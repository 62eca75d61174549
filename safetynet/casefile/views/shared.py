"""What others share with an agency that has no seat where the young person is talked about."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from safetynet.access import Permission, current_actor
from safetynet.agencies import Agency, agencies_at_the_table
from safetynet.bundles import Part, Scope, parts_of, rows_in
from safetynet.casefile.views.blueprints import sharing
from safetynet.files import Document
from safetynet.sharing import CATEGORY_WORDS
from safetynet.sharing.grid import Reach, reaching, without_a_seat
from safetynet.survivors import SafeContact, Survivor, names_by_survivor
from safetynet.vault import Category

MOST = 100
"""Young people on one page; a search by name finds the others."""


@dataclass(frozen=True, repr=False)
class Shared:
    """What one agency shares about a young person; contacts stay closed until asked for."""

    owner: Agency
    parts: tuple[Part, ...]
    contacts: tuple[SafeContact, ...]
    documents: tuple[Document, ...]


@sharing.get("/shared", needs=Permission.CASE_READ)
def shared() -> ResponseReturnValue:
    actor, agencies = current_actor(), agencies_at_the_table()
    found = without_a_seat(actor)
    shown = found[:MOST]
    return render_template(
        "sharing/shared.html",
        shared={survivor: reaching(actor, survivor, agencies) for survivor in shown},
        names=names_by_survivor(shown),
        more=len(found) - len(shown),
    )


@sharing.get("/shared/<uuid:survivor>", needs=Permission.CASE_READ)
def shared_record(survivor: Survivor) -> ResponseReturnValue:
    return _page(survivor)


@sharing.post(
    "/shared/<uuid:survivor>/safe-contacts/<uuid:contact>/reveal",
    needs=Permission.CONTACT_REVEAL,
)
def reveal_shared(survivor: Survivor, contact: SafeContact) -> ResponseReturnValue:
    """Open it: this answers to a pressed button only, as on the case file (CR-20)."""
    return _page(survivor, opened=contact.id)


def _page(survivor: Survivor, opened: UUID | None = None) -> str:
    actor = current_actor()
    if survivor.id not in actor.rights.shared_about:
        raise NotFound
    reaches = reaching(actor, survivor.id, agencies_at_the_table())
    return render_template(
        "sharing/shared_record.html",
        survivor=survivor,
        reaches=reaches,
        all_shared=list(_by_owner(survivor.id, reaches)),
        opened=opened,
    )


def _by_owner(survivor_id: UUID, reaches: list[Reach]) -> Iterator[Shared]:
    kinds: dict[Agency, set[Category]] = {}
    for reach in reaches:
        for owner in reach.owners:
            kinds.setdefault(owner, set()).update(reach.categories)
    for owner, shared in kinds.items():
        rows = rows_in(Scope(owner.id, survivor_id, frozenset(shared)))
        contacts = tuple(row for row in rows if isinstance(row, SafeContact))
        documents = tuple(row for row in rows if isinstance(row, Document))
        others = (row for row in rows if not isinstance(row, SafeContact | Document))
        yield Shared(owner, parts_of(others, CATEGORY_WORDS), contacts, documents)
