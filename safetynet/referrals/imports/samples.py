"""What stands in the columns of a sheet, to help somebody match them."""

from safetynet.referrals.sheets import Column, Mapping, Workbook

_LENGTH = 60


def samples_of(workbook: Workbook) -> dict[int, str]:
    """Return the first text of each column that holds any, by 0-based column, cut short."""
    found: dict[int, str] = {}
    for _number, cells in workbook.body():
        for column, cell in enumerate(cells):
            if column not in found and cell is not None and str(cell).strip():
                found[column] = str(cell).strip()[:_LENGTH]
    return found


def filled_columns(mapping: Mapping, samples: dict[int, str]) -> list[Column]:
    """Return the columns worth asking about: those that hold something, but not our own."""
    return [
        column
        for column in mapping.columns
        if column.heading.column in samples and not column.is_ours and not column.counts_rows
    ]
