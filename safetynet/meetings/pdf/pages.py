"""How many pages a finished paper has."""

from io import BytesIO
from typing import TYPE_CHECKING

from safetynet.late import Late

if TYPE_CHECKING:
    import pypdf
else:
    pypdf = Late("pypdf")


def pages_in(pdf: bytes) -> int:
    return len(pypdf.PdfReader(BytesIO(pdf)).pages)
