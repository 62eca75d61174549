"""Draws one page of a PDF as a picture, so that it can be looked at without being handed out.

`apart.ask` runs this. It answers `ok`, how many pages there are, and a PNG; or `refused`.
"""

import io
import os
import sys

import typst
from pypdf import PdfReader

_SHEET = """#set page(width: 21cm, height: auto, margin: 0pt)
#image("/{file}", page: {page}, format: "pdf", width: 100%)"""
_POINTS_PER_INCH = 130


def answered(data: bytes, page: int) -> bytes:
    """Return a page, 1 being the first."""
    try:
        pages = len(PdfReader(io.BytesIO(data), strict=False).pages)
        # Typst reads a picture from a path alone; this one names memory, and no disk.
        file = os.memfd_create("page")
        os.write(file, data)
        sheet = _SHEET.format(file=file, page=min(max(page, 1), pages))
        # Its stub wants the root to be of the input's own type.
        drawn = typst.compile(  # type: ignore[call-overload]
            sheet.encode(), root="/proc/self/fd", format="png", ppi=_POINTS_PER_INCH
        )
    except Exception:
        return b"refused damaged"
    return b"ok\n%d\n" % pages + bytes(drawn)


if __name__ == "__main__":
    sys.stdout.buffer.write(answered(sys.stdin.buffer.read(), int(sys.argv[1])))
