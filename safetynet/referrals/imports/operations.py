"""From an uploaded file to referrals: matched once, imported step by step, each row once."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from uuid import UUID

from safetynet.agencies import coordinating_office
from safetynet.db import db
from safetynet.referrals.bases import carried_by
from safetynet.referrals.imports.files import digest_of, discard, load, store
from safetynet.referrals.imports.from_row import told_in, urgency_of
from safetynet.referrals.imports.models import (
    ColumnMatch,
    FileKind,
    ImportBatch,
    ImportOrigin,
    ImportStatus,
)
from safetynet.referrals.imports.queries import match_for, origin_of
from safetynet.referrals.models import Referral, ReferralStateError
from safetynet.referrals.operations import NoOfficeError, hand_over, take_numbers
from safetynet.referrals.sheets import (
    BadRow,
    Mapping,
    ReferralRow,
    Workbook,
    doubts_of,
    failed_rows,
    propose,
    read,
    rows,
    summary,
)
from safetynet.referrals.vocabulary import Awareness, ReferralBasis, ReferralStatus
from safetynet.sharing.county_laws import laws_on
from safetynet.survivors import mint_several
from safetynet.vault import NOBODY
from safetynet.vault.columns import current_opening


@dataclass(frozen=True)
class Asked:
    """What is asked once for a whole file."""

    agency_id: UUID
    member_id: UUID | None
    referred_on: date
    referrer: str = ""
    basis: ReferralBasis | None = None
    reported_on: date | None = None


def begin(
    file_name: str, content: bytes, asked: Asked, left_out: Collection[int] = ()
) -> ImportBatch:
    """Take a file in, sealed, with its columns matched as the last time or as they suggest.

    `left_out` are rows that are not to be imported; that is kept, for an import may go on later.
    Raises SheetError when it is no readable spreadsheet.
    """
    workbook, mapping = look_at(file_name, content, asked.agency_id)
    batch = ImportBatch(
        agency_id=asked.agency_id,
        member_id=asked.member_id,
        referred_on=asked.referred_on,
        basis=asked.basis,
        reported_on=asked.reported_on,
    )
    db.session.add(batch)
    db.session.flush()
    store(batch, FileKind.UPLOAD, content)
    db.session.add(
        ImportOrigin(
            survivor_id=NOBODY,
            owner_id=asked.agency_id,
            batch_id=batch.id,
            file_name=file_name,
            referrer=asked.referrer or None,
            sheet=workbook.sheet.name,
            digest=digest_of(content),
            mapping=mapping.without(left_out).to_json(),
        )
    )
    db.session.flush()
    return batch


def look_at(file_name: str, content: bytes, agency_id: UUID) -> tuple[Workbook, Mapping]:
    """Read a file and match its columns, without taking it in; raises SheetError."""
    workbook = read(file_name, content)
    return workbook, _proposed(workbook, agency_id)


def _proposed(workbook: Workbook, agency_id: UUID) -> Mapping:
    suggested = propose(workbook.headings)
    remembered = match_for(agency_id, suggested.fingerprint)
    return suggested.with_choices(remembered.choices) if remembered else suggested


@dataclass(frozen=True)
class Opened:
    """A batch with its file read again."""

    batch: ImportBatch
    origin: ImportOrigin
    workbook: Workbook
    mapping: Mapping

    def rows(self, day: date) -> list[ReferralRow | BadRow]:
        return list(rows(self.workbook, self.mapping, day=day))

    def all_rows(self, day: date) -> list[ReferralRow | BadRow]:
        """Return them as if none had been left out."""
        return list(rows(self.workbook, self.mapping.without(()), day=day))


def open_again(batch: ImportBatch) -> Opened:
    """Read the sealed file; raises ReferralStateError when the import is over."""
    content = load(batch, FileKind.UPLOAD)
    if content is None:
        raise ReferralStateError
    origin = origin_of(batch)
    workbook = read(origin.file_name, content)
    if origin.sheet:
        workbook = workbook.on_sheet(origin.sheet)
    return Opened(batch, origin, workbook, Mapping.from_json(origin.mapping))


def choose_sheet(opened: Opened, sheet: str) -> None:
    """Go on with another sheet of the file, matched anew; raises SheetError when none is so."""
    workbook = opened.workbook.on_sheet(sheet)
    opened.origin.sheet = sheet
    opened.origin.mapping = _proposed(workbook, opened.batch.agency_id).to_json()


def match(opened: Opened, mapping: Mapping, day: date) -> None:
    """Keep how the columns are matched, also for the agency's next file with these headings.

    An order of day and month that the dates leave no doubt about is remembered too: the few rows of
    a mended file may not show it any more.
    """
    opened.origin.mapping = mapping.to_json()
    if mapping.date_order is None:
        counted = summary(opened.workbook, mapping, day=day)
        if counted.date_order_certain:
            mapping = mapping.with_date_order(counted.date_order)
    agency_id = opened.batch.agency_id
    if remembered := match_for(agency_id, mapping.fingerprint):
        remembered.choices = mapping.choices()
        return
    db.session.add(
        ColumnMatch(
            survivor_id=NOBODY,
            owner_id=agency_id,
            headings=mapping.fingerprint,
            choices=mapping.choices(),
        )
    )


def leave_out(opened: Opened, numbers: Collection[int]) -> None:
    """Keep which rows of the sheet are not to be imported; all others are."""
    opened.origin.mapping = opened.mapping.without(numbers).to_json()


def step(batch: ImportBatch, now: datetime, day: date, size: int) -> int:
    """Import the next rows, at most `size`; return how many rows are left.

    What becomes of a row and how far the batch is are saved together: an import that is killed
    goes on where it was, without a row lost or doubled. The last step takes the file away.
    Raises ReferralStateError when the import is over.
    """
    if not batch.is_open:
        raise ReferralStateError
    opened = open_again(batch)
    found = opened.rows(day)
    ahead = [row for row in found if row.number > batch.last_row]
    now_due = list(islice(ahead, size))
    good = [row for row in now_due if isinstance(row, ReferralRow)]
    if good:
        _save(opened, good, now, day)
    batch.status = ImportStatus.RUNNING
    batch.rows_total = len(found)
    batch.rows_done += len(now_due)
    batch.rows_bad += len(now_due) - len(good)
    batch.last_row = now_due[-1].number if now_due else batch.last_row
    left = len(ahead) - len(now_due)
    if not left:
        _finish(opened, [row for row in found if isinstance(row, BadRow)], now)
    return left


def _save(opened: Opened, good: list[ReferralRow], now: datetime, day: date) -> None:
    batch, referrer = opened.batch, opened.origin.referrer or ""
    numbers = take_numbers(day.year, len(good))
    survivors = mint_several(batch.agency_id, len(good))
    referrals = [
        Referral(
            number=number,
            status=ReferralStatus.KEPT,
            urgency=urgency_of(row),
            awareness=Awareness.NOT_ASKED,
            referred_on=row.referred_on or batch.referred_on,
            survivor_id=survivor.id,
            from_agency_id=batch.agency_id,
            from_member_id=batch.member_id,
            batch_id=batch.id,
            batch_row=row.number,
            warnings=doubts_of(row.warnings),
        )
        for row, number, survivor in zip(good, numbers, survivors, strict=True)
    ]
    db.session.add_all(referrals)
    if batch.basis is not None:
        _send(referrals, batch.basis, now, day, batch.reported_on)
    db.session.flush()
    told = [
        sealed
        for row, referral in zip(good, referrals, strict=True)
        for sealed in told_in(row, referral, referrer).rows
    ]
    current_opening().prepare({sealed.triple for sealed in told})
    db.session.add_all(told)
    db.session.flush()


def _send(
    referrals: list[Referral],
    basis: ReferralBasis,
    now: datetime,
    day: date,
    reported_on: date | None,
) -> None:
    if (office := coordinating_office()) is None:
        raise NoOfficeError
    law = carried_by(laws_on(day)).get(basis)
    if law is None:
        # The county stopped using it since the import began: nobody else sees the rest.
        return
    for referral in referrals:
        hand_over(referral, office, basis, law, now, day, reported_on)


def _finish(opened: Opened, bad: list[BadRow], now: datetime) -> None:
    batch = opened.batch
    batch.status, batch.finished_at = ImportStatus.DONE, now
    if bad:
        store(batch, FileKind.FAILED, failed_rows(opened.workbook, bad))
    _forget_file(batch)


def _forget_file(batch: ImportBatch) -> None:
    """Let nothing of it stay: in a sheet without headings, its first row stood for them."""
    discard(batch, FileKind.UPLOAD)
    origin_of(batch).mapping = ""


def drop(batch: ImportBatch, now: datetime) -> None:
    """Give an import up and take its file away; referrals that it made already stay."""
    if not batch.is_open:
        raise ReferralStateError
    batch.status, batch.finished_at = ImportStatus.DROPPED, now
    _forget_file(batch)
