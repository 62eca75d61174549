"""Reads one workbook in a process of its own, so that a hostile file can only end that process.

A workbook of 1,400 bytes may name a cell in the last row and column and make the reader ask for
hundreds of gigabytes, which aborts the whole process. `apart.ask` runs this; it answers in JSON.
"""

import io
import json
import sys
from collections.abc import Iterable
from datetime import date, datetime, time

from python_calamine import (
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)


class TooMuchError(Exception):
    """A sheet is beyond a limit; args are the limit's name, the sheet and the row (0: none)."""


def main() -> int:
    """Read a workbook within the limits given on the command line: rows, columns, cells."""
    rows, columns, cells = (int(word) for word in sys.argv[1:4])
    answer = opened(sys.stdin.buffer.read(), rows, columns, cells)
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace"))
    return 0


def opened(data: bytes, rows: int, columns: int, cells: int) -> dict[str, object]:
    """Return {"sheets": …}, or {"refused": limit or reason, "sheet": …, "row": …}."""
    try:
        return {"sheets": _sheets(data, rows, columns, cells)}
    except PasswordError:
        return {"refused": "password", "sheet": "", "row": 0}
    except TooMuchError as error:
        refused, sheet, row = error.args
        return {"refused": refused, "sheet": sheet, "row": row}
    except MemoryError:
        return {"refused": "cells", "sheet": "", "row": 0}
    except BaseException:  # a panic in the reader is no Exception
        return {"refused": "damaged", "sheet": "", "row": 0}


def _sheets(data: bytes, rows: int, columns: int, cells: int) -> list[dict[str, object]]:
    sheets: list[dict[str, object]] = []
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
        for about in workbook.sheets_metadata:
            if about.typ is not SheetTypeEnum.WorkSheet:
                continue
            sheet = workbook.get_sheet_by_name(about.name)
            cells -= sheet.height * sheet.width
            if cells < 0:
                raise TooMuchError("cells", about.name, 0)
            found = _trimmed(sheet.to_python(skip_empty_area=False))
            if len(found) > rows:
                raise TooMuchError("rows", about.name, rows + 1)
            wide = next((n for n, row in enumerate(found, 1) if len(row) > columns), 0)
            if wide:
                raise TooMuchError("columns", about.name, wide)
            hidden = about.visible is not SheetVisibleEnum.Visible
            sheets.append({"name": about.name, "hidden": hidden, "rows": found})
    return sheets


def _trimmed(rows: Iterable[Iterable[object]]) -> list[list[object]]:
    """Drop what is empty after the last filled cell of a row and after the last filled row."""
    kept = [[_plain(cell) for cell in row] for row in rows]
    for row in kept:
        while row and row[-1] in ("", None):
            row.pop()
    while kept and not kept[-1]:
        kept.pop()
    return kept


def _plain(cell: object) -> object:
    if isinstance(cell, datetime):
        return {"at": cell.isoformat()}
    if isinstance(cell, date):
        return {"on": cell.isoformat()}
    if isinstance(cell, str | int | float):
        return cell
    return cell.isoformat() if isinstance(cell, time) else str(cell)


if __name__ == "__main__":
    raise SystemExit(main())
