"""The packet of one transfer: its cover, and each row for a program and for a reader."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from flask_babel import force_locale
from flask_babel import gettext as _

from safetynet import clock
from safetynet.agencies import agency_names, the_county
from safetynet.db import Owned
from safetynet.exports.grants import Grant
from safetynet.exports.models import Export
from safetynet.exports.paper import facts_of, left_out_of, notice_of
from safetynet.exports.transfers.models import Transfer
from safetynet.referrals.words import TRANSFER_REASON_WORDS
from safetynet.sharing import CATEGORY_WORDS
from safetynet.transfers.packet import LANGUAGES, InBoth, Packet, in_both
from safetynet.transfers.records import records_of
from safetynet.vault import Category


def packet_of(
    export: Export,
    transfer: Transfer,
    receipt: str,
    grant: Grant,
    purpose: str,
    rows: Sequence[Owned],
) -> Packet:
    """Open the rows, and return everything that leaves, in both languages."""
    agencies = agency_names()
    return Packet(
        id=export.id,
        made_at=clock.now(),
        county=the_county().name,
        agency=agencies[export.agency_id],
        to=agencies[export.to_agency_id] if export.to_agency_id else "",
        reason=transfer.transfer_reason,
        purpose=purpose,
        until=grant.last_day,
        receipt=receipt,
        words=_fixed_words(export),
        facts=_in_both_pairs(lambda: list(_facts(export, transfer, grant, purpose))),
        kinds=_kinds(export),
        records=records_of(rows),
    )


def _kinds(export: Export) -> dict[Category, InBoth]:
    return {kind: _said(partial(CATEGORY_WORDS.__getitem__, kind)) for kind in sorted(export.kinds)}


def _facts(
    export: Export, transfer: Transfer, grant: Grant, purpose: str
) -> Iterator[tuple[str, str]]:
    sender = agency_names()[export.agency_id]
    yield _("From"), f"{sender}, {the_county().name}"
    yield _("Why it was transferred"), str(TRANSFER_REASON_WORDS[transfer.transfer_reason])
    yield from facts_of(export, grant, purpose)
    yield from left_out_of(export)


def _fixed_words(export: Export) -> dict[str, InBoth]:
    return {
        "heading": _said(lambda: _("Transfer of records")),
        "notice": _said(lambda: notice_of(export)),
        "cover": _said(lambda: _("For whom, and why")),
        "receipt": _said(lambda: _("Receipt")),
        "receipt_hint": _said(
            lambda: _(
                "Say this to the sender on the telephone, so that it is known to have arrived."
            )
        ),
        "written": _said(lambda: _("written")),
        "print": _said(lambda: _("Print")),
        "close": _said(lambda: _("Close")),
    }


def _said(make: Callable[[], Any]) -> InBoth:
    return in_both([_in(language, make) for language in LANGUAGES])


def _in(language: str, make: Callable[[], Any]) -> str:
    with force_locale(language):
        return str(make())


def _in_both_pairs(
    make: Callable[[], Sequence[tuple[str, str]]],
) -> list[tuple[InBoth, InBoth]]:
    told = []
    for language in LANGUAGES:
        with force_locale(language):
            told.append([(str(term), str(text)) for term, text in make()])
    return [
        (in_both([term for term, _text in pair]), in_both([text for _term, text in pair]))
        for pair in zip(*told, strict=True)
    ]
