"""Asking for a packet, making its file, and noting that it arrived: each once."""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from safetynet.access import Actor
from safetynet.cases import Case
from safetynet.db import Owned, db
from safetynet.exports import operations as copies
from safetynet.exports.models import DecidedError, Export
from safetynet.exports.operations import StoppedError, Wish
from safetynet.exports.queries import words_of
from safetynet.exports.standing import Stop
from safetynet.exports.transfers.making import packet_of
from safetynet.exports.transfers.models import Transfer, TransferWords
from safetynet.exports.transfers.queries import transfer_of, words_with
from safetynet.meetings.paper import new_serial
from safetynet.referrals import Referral, TransferReason
from safetynet.transfers.packet import Packet, PacketError, TooLargeError
from safetynet.transfers.page import sealed_page


class WrongReceiptError(Exception):
    """This is not the receipt that the packet holds."""


@dataclass(frozen=True, repr=False)
class There:
    """Why it goes to another county, and who there takes it."""

    reason: TransferReason
    reach: str


def draft(
    of: Case | Referral, wish: Wish, there: There, actor: Actor
) -> tuple[Export, Sequence[Owned]]:
    """Return the copy as it would be asked for; raises NothingError, TooLargeError."""
    export, rows = copies.draft(of, wish, actor)
    would_be = packet_of(
        export, _transfer(export, there), new_serial(), wish.grant, wish.purpose, rows
    )
    try:
        Packet.from_bytes(would_be.to_bytes())
    except PacketError:
        raise TooLargeError from None
    return export, rows


def ask(export: Export, wish: Wish, there: There) -> None:
    """Save what was drafted, for a second person to approve."""
    copies.ask(export, wish)
    transfer = _transfer(export, there)
    db.session.add(transfer)
    db.session.flush()
    db.session.add(
        TransferWords(
            transfer_id=transfer.id,
            survivor_id=export.survivor_id,
            owner_id=export.agency_id,
            reach=there.reach,
            receipt=new_serial(),
        )
    )


def file_of(export: Export, now: datetime) -> bytes:
    """Make the packet of a download that was counted; raises StoppedError."""
    it = copies.leaving(export, now)
    transfer, words = _found(export)
    packet = packet_of(export, transfer, words.receipt, it.grant, it.purpose, it.rows)
    return sealed_page(packet.to_bytes(), it.password)


def note_receipt(
    export: Export, receipt: str, day: date, told_by: str, actor: Actor, now: datetime
) -> None:
    """Write down that it arrived: nobody takes it any more, and its words are forgotten.

    Raises WrongReceiptError; DecidedError where it never left or its receipt came before.
    """
    transfer, words = _found(export)
    if not export.has_left or transfer.received_on is not None:
        raise DecidedError
    if not secrets.compare_digest(_letters(receipt), _letters(words.receipt)):
        raise WrongReceiptError
    transfer.received_on, transfer.noted_by_id = day, actor.id
    words.told_by = told_by
    if export.ends_at is not None:
        export.ends_at = min(export.ends_at, now)
    if opens := words_of(export.id):
        opens.password, opens.shown_until = None, None


def _letters(receipt: str) -> bytes:
    return "".join(re.findall("[A-Z0-9]", receipt.upper())).encode()


def _transfer(export: Export, there: There) -> Transfer:
    return Transfer(
        export_id=export.id,
        agency_id=export.agency_id,
        survivor_id=export.survivor_id,
        transfer_reason=there.reason,
    )


def _found(export: Export) -> tuple[Transfer, TransferWords]:
    transfer = transfer_of(export.id)
    words = words_with(transfer.id) if transfer else None
    if transfer is None or words is None:
        raise StoppedError(Stop.CHANGED)
    return transfer, words
