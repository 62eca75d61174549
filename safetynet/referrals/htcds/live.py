"""A referral's record as it stands now, in the columns of HTCDS 2.0."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from safetynet.db import Owned
from safetynet.referrals.htcds import codes
from safetynet.referrals.models import Circumstance, Concern, ExploitationAccount, Referral
from safetynet.sheets import Cell
from safetynet.survivors import (
    Address,
    BirthDate,
    ContactKind,
    Name,
    NameKind,
    Particular,
    ParticularKind,
    SafeContact,
)
from safetynet.vault import Category

R = TypeVar("R", bound=Owned)


@dataclass(frozen=True, repr=False)
class Live:
    """`state` changes, for each kind of content, when anything of it in the record does."""

    cells: Mapping[str, Cell]
    contacts: tuple[str, ...]
    """Numbers and addresses at which she may be reached, in the order in which they were told."""
    state: Mapping[Category, str]


class _Rows:
    """The rows of one referral, asked for by table."""

    def __init__(self, rows: Iterable[Owned]) -> None:
        self._rows = list(rows)

    def of(self, kind: type[R]) -> list[R]:
        return [row for row in self._rows if isinstance(row, kind)]


def live_of(referral: Referral, rows: Iterable[Owned]) -> Live:
    """Return what the rows of a referral, saved or about to be, say in the standard's columns."""
    found = _Rows(rows)
    by_kind = {
        Category.IDENTITY: _identity(found),
        Category.LEGAL_ADVICE: _citizenship(found),
        Category.SAFE_CONTACT: _contacts(found),
        Category.LOCATION: _address(found),
        Category.EXPLOITATION_ACCOUNT: _exploitation(found),
        Category.REFERRAL_NARRATIVE: _concern(found, referral.referred_on),
    }
    told = {name: cell for cells in by_kind.values() for name, cell in cells.items()}
    return Live(
        cells={name: cell or None for name, cell in told.items() if name in codes.KIND_OF},
        contacts=tuple(_reached(found)),
        state={kind: _digest(cells) for kind, cells in by_kind.items()},
    )


def _digest(cells: Mapping[str, Cell]) -> str:
    """Return a short digest; it lies sealed, beside the words that it is about."""
    told = json.dumps(cells, default=str, sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _identity(found: _Rows) -> dict[str, Cell]:
    legal = [row for row in found.of(Name) if (row.kind or NameKind.LEGAL) is NameKind.LEGAL]
    genders = [r.text for r in found.of(Particular) if r.kind is ParticularKind.GENDER]
    cells: dict[str, Cell] = {"prs_Gender": "; ".join(genders)}
    if legal:
        given = " ".join(part for part in (legal[0].first, legal[0].middle) if part)
        cells |= {"prs_FirstName": given, "prs_SecondName": legal[0].last}
    if born := found.of(BirthDate):
        cells["prs_Birthdate"] = born[0].day
    return cells


def _citizenship(found: _Rows) -> dict[str, Cell]:
    told = [r.text for r in found.of(Circumstance) if r.category is Category.LEGAL_ADVICE]
    return {"prs_Citizenship": "; ".join(told)}


def _hers(found: _Rows, kind: ContactKind) -> list[str]:
    """Return where she herself may be reached: not others, and nothing that nobody may use."""
    return [
        row.value
        for row in found.of(SafeContact)
        if (row.kind or ContactKind.PHONE) is kind
        and row.value
        and not (row.do_not_contact or row.person)
    ]


def _reached(found: _Rows) -> list[str]:
    return [*_hers(found, ContactKind.PHONE), *_hers(found, ContactKind.EMAIL)]


def _contacts(found: _Rows) -> dict[str, Cell]:
    *others, last = _hers(found, ContactKind.PHONE) or [""]
    return {
        "prs_Email": "; ".join(_hers(found, ContactKind.EMAIL)),
        "prs_HomePhone": "; ".join(others),
        "prs_MobilePhone": last,
    }


def _address(found: _Rows) -> dict[str, Cell]:
    lines = [", ".join(row.text.splitlines()) for row in found.of(Address)]
    return {"prs_MailingStreet": "; ".join(lines)}


def _exploitation(found: _Rows) -> dict[str, Cell]:
    accounts = found.of(ExploitationAccount)
    if not accounts:
        return {}
    told = accounts[0]
    return {
        "vic_TraffickingStatus": _words(told.status, codes.STATUSES),
        "vic_TraffickingStatusDecisionMakingOrg": told.decided_by,
        "vic_MethodOfRecruitment": _words(told.recruitment, codes.RECRUITMENT),
        "vic_MethodsOfControl": _words(told.controls, codes.CONTROLS),
        "vic_TypeOfExploitation": _words(told.exploited, codes.TYPES),
        "vic_LocationOfExploitation": _words(told.places, codes.PLACES),
        "words": told.words,
    }


def _words(told: str | None, words: Mapping[Any, str]) -> str:
    """Return codes, joined by commas, in the standard's words, joined by its semicolons."""
    by_code = {code.value: word for code, word in words.items()}
    known = (by_code.get(code, "") for code in (told or "").split(","))
    return ";".join(dict.fromkeys(word for word in known if word))


def _concern(found: _Rows, referred_on: date) -> dict[str, Cell]:
    told = found.of(Concern)
    accounts = [row.words for row in found.of(ExploitationAccount)]
    texts = [text for row in told for text in (row.facts, row.opinion)]
    return {
        "cas_IncomingReferralDate": referred_on,
        "cas_ReferringPrimaryCaseWorker": "; ".join(r.known_from for r in told if r.known_from),
        "cas_IncomingReferralDetails": "\n\n".join(text for text in (*texts, *accounts) if text),
    }
