"""Lists of people in sheets: matched to our fields, checked row by row; no database here."""

from safetynet.referrals.sheets.dates import Dated, DateOrder
from safetynet.referrals.sheets.failed import failed_rows, failed_rows_csv
from safetynet.referrals.sheets.fields import LABELS, Field
from safetynet.referrals.sheets.headings import Heading
from safetynet.referrals.sheets.mapping import Column, Mapping, propose
from safetynet.referrals.sheets.preview import Summary, summary
from safetynet.referrals.sheets.reading import Workbook, read
from safetynet.referrals.sheets.referral_row import (
    Address,
    BadRow,
    Exploitation,
    GoodRow,
    Names,
    ReferralRow,
)
from safetynet.referrals.sheets.rows import rows
from safetynet.referrals.sheets.sentences import doubt_said, doubts_of
from safetynet.sheets.refusing import MAX_UPLOAD, SheetError

__all__ = [
    "LABELS",
    "MAX_UPLOAD",
    "Address",
    "BadRow",
    "Column",
    "DateOrder",
    "Dated",
    "Exploitation",
    "Field",
    "GoodRow",
    "Heading",
    "Mapping",
    "Names",
    "ReferralRow",
    "SheetError",
    "Summary",
    "Workbook",
    "doubt_said",
    "doubts_of",
    "failed_rows",
    "failed_rows_csv",
    "propose",
    "read",
    "rows",
    "summary",
]
