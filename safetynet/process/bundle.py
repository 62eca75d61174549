"""What would leave the agency: its own rows about one young person, by kind and by day."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from enum import StrEnum

from safetynet.agencies import Agency
from safetynet.bundles import Scope, rows_in
from safetynet.db import Owned
from safetynet.files import Document
from safetynet.process.models import Basis, Kind
from safetynet.sharing.grid import SHAREABLE
from safetynet.vault import Category

NEVER = frozenset({Category.PRIVILEGED, Category.LEGAL_ADVICE})
"""Evidence Code 1035.8, 1037.5, 1038 and 954: these are not for the agency to give (CR-13)."""

OFFERED = tuple(kind for kind in SHAREABLE if kind not in NEVER)

_CONSENT = frozenset({Basis.RELEASE, Basis.OWN_REQUEST})
_ORDER = frozenset({Basis.COURT_ORDER})
TAKES: Mapping[Category, frozenset[Basis]] = {
    # 42 CFR 2.61: a subpoena alone opens no substance use record.
    Category.SUBSTANCE_USE: _CONSENT | _ORDER,
    # Health and Safety Code 120980 and Evidence Code 1014.
    Category.REPRODUCTIVE_HIV: _CONSENT | _ORDER,
    Category.MENTAL_HEALTH: _CONSENT | _ORDER,
    # WIC 827: the juvenile court alone decides.
    Category.JUVENILE_COURT: _ORDER,
}
"""What a kind of content asks for beyond a subpoena; a starting point for the agency's counsel."""

_BY_KIND: Mapping[Kind, tuple[Basis, ...]] = {
    Kind.SUBPOENA: (Basis.SUBPOENA, Basis.RELEASE),
    Kind.SEARCH_WARRANT: (Basis.COURT_ORDER,),
    Kind.COURT_ORDER: (Basis.COURT_ORDER,),
    Kind.OWN_REQUEST: (Basis.OWN_REQUEST,),
    Kind.OTHER_REQUEST: (Basis.RELEASE,),
}


class LeftOut(StrEnum):
    """Why a kind of content stays."""

    NOT_ASKED = "not_asked"
    NEEDS_MORE = "needs_more"
    NEVER = "never"


def bases_for(kind: Kind, agency: Agency) -> list[Basis]:
    """Return on what an agency may answer; a covered one not by a subpoena alone (CR-02)."""
    return [
        basis for basis in _BY_KIND[kind] if not (agency.is_covered and basis is Basis.SUBPOENA)
    ]


def too_much(categories: Iterable[Category], basis: Basis) -> list[Category]:
    """Return what of these kinds may not go out on this basis."""
    return [
        kind
        for kind in categories
        if kind not in OFFERED or basis not in TAKES.get(kind, frozenset(Basis))
    ]


def left_out(chosen: Iterable[Category], basis: Basis) -> dict[LeftOut, list[Category]]:
    """Return the kinds that do not go out, by reason; whether there is any such row is not said."""
    stays = set(OFFERED) - set(chosen)
    needs_more = too_much(sorted(stays), basis)
    found: dict[LeftOut, list[Category]] = {
        LeftOut.NEVER: sorted(NEVER),
        LeftOut.NEEDS_MORE: needs_more,
        LeftOut.NOT_ASKED: sorted(stays - set(needs_more)),
    }
    return {why: kinds for why, kinds in found.items() if kinds}


def rows_leaving(scope: Scope) -> list[Owned]:
    """Return what may leave of a scope: whatever the form said, some kinds never do."""
    rows = rows_in(replace(scope, categories=scope.categories - NEVER))
    return [row for row in rows if not is_kept_back(row)]


def is_kept_back(row: Owned) -> bool:
    """Say whether a row stays, whoever asks: a paper of a juvenile case file (CR-18)."""
    return isinstance(row, Document) and row.is_case_file
