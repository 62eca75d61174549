"""What stands in the columns of a sheet, to help somebody match them."""

from safetynet.referrals.sheets import Column, Mapping, Workbook
from safetynet.sheets import samples_of


def samples_in(workbook: Workbook) -> dict[int, list[str]]:
    """Return the first text of each column; one is enough to know it, and people are in it."""
    return samples_of(cells for _number, cells in workbook.body())


def filled_columns(mapping: Mapping, samples: dict[int, list[str]]) -> list[Column]:
    """Return the columns worth asking about: those that hold something, but not our own."""
    return [
        column
        for column in mapping.columns
        if column.heading.column in samples and not column.is_ours and not column.counts_rows
    ]
