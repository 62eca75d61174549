"""What an import would do, before it is done."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import islice

from safetynet.referrals.sheets.dates import DateOrder
from safetynet.referrals.sheets.mapping import Mapping
from safetynet.referrals.sheets.reading import Workbook
from safetynet.referrals.sheets.referral_row import BadRow, ReferralRow
from safetynet.referrals.sheets.rows import date_orders, rows_of
from safetynet.referrals.sheets.table import filled_rows

SHOWN = 20
"""Rows in a preview."""


@dataclass(frozen=True)
class Summary:
    """Counts of rows; `good` includes `warned`; `read` is all three kinds without the empty."""

    read: int
    empty: int
    headings_again: int
    good: int
    warned: int
    bad: int
    left_out: int
    """Those that somebody chose not to import, whatever stands in them."""
    warnings: tuple[tuple[str, int], ...]
    """Sentence and number of rows, most frequent first."""
    everywhere: frozenset[str]
    """Warnings that hold for every good row: said once, and not counted in `warned`."""
    reasons: tuple[tuple[str, int], ...]
    first: tuple[ReferralRow | BadRow, ...]
    """The first 20 rows."""
    date_order: DateOrder | None
    """How all columns of dates were read; None when there is none, or they differ."""
    date_order_certain: bool
    """Whether the dates themselves left no doubt. Where they did, ask; then remember the answer
    with `Mapping.with_date_order`, so that a file of mended rows is read in the same way."""


def summary(workbook: Workbook, mapping: Mapping, *, day: date) -> Summary:
    """Count what importing the chosen sheet on `day` would bring; raises SheetError as `rows`."""
    filled = filled_rows(workbook, mapping)
    found = list(rows_of(workbook, mapping, filled, day=day))
    good = [row for row in found if isinstance(row, ReferralRow)]
    others = [row for row in found if isinstance(row, BadRow)]
    bad = [row for row in others if row.number not in mapping.left_out]
    warnings = tuple(Counter(w for row in good for w in row.warnings).most_common())
    everywhere = {warning for warning, rows in warnings if rows == len(good) > 1}
    orders = date_orders(mapping, filled).values()
    kinds = {order.order for order in orders}
    return Summary(
        read=len(found),
        empty=filled.empty,
        headings_again=filled.headings_again,
        good=len(good),
        warned=sum(not everywhere.issuperset(row.warnings) for row in good),
        bad=len(bad),
        left_out=len(others) - len(bad),
        warnings=warnings,
        everywhere=frozenset(everywhere),
        reasons=tuple(Counter(r for row in bad for r in row.reasons).most_common()),
        first=tuple(islice(found, SHOWN)),
        date_order=next(iter(kinds)) if len(kinds) == 1 else None,
        date_order_certain=all(order.certain for order in orders),
    )
