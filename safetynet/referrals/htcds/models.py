"""What stood in the cells of a workbook and cannot be read off the record that was made of it."""

import json
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from safetynet.db import Owned
from safetynet.referrals.models import Referral
from safetynet.referrals.sheets.htcds import STANDARD
from safetynet.vault import SealedCode


class WordsAsSent(Owned):
    """One kind of content of one referral as it was sent; no telephone number and no address
    for mail stands here a second time (see `keeping`)."""

    __tablename__ = "words_as_sent"

    referral_id: Mapped[UUID] = mapped_column(ForeignKey(Referral.id), index=True)
    cells: Mapped[SealedCode]
    """JSON of `keeping`."""

    @property
    def display(self) -> str:
        """What was sent, a line for each column; of contacts, how many stood there."""
        told = json.loads(self.cells)
        return "\n".join(
            f"{STANDARD[name]}: {_said(cell)}"
            for name, cell in (told["alone"] | told["sent"]).items()
        )


def _said(cell: object) -> str:
    if not isinstance(cell, dict):
        return "–" if cell is None else str(cell)
    if "parts" in cell:
        return str(sum(isinstance(part, int) for part in cell["parts"]))
    return str(cell.get("on") or cell.get("at"))
