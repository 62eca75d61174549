from collections.abc import Sequence

from sqlalchemy import case, select

from safetynet.db import db
from safetynet.paperforms.codes import as_printed
from safetynet.paperforms.models import PaperForm, PaperState

MOST = 100


def papers_of_mine() -> Sequence[PaperForm]:
    """Return the forms of the viewer's agency: those that are out first, the newest first."""
    is_over = case((PaperForm.state == PaperState.OUT, 0), else_=1)
    wanted = select(PaperForm).order_by(is_over, PaperForm.created_at.desc(), PaperForm.code)
    return db.session.scalars(wanted.limit(MOST)).all()


def paper_with(typed: str) -> PaperForm | None:
    """Return the form of one's own agency that has this code and is still out."""
    wanted = select(PaperForm).where(
        PaperForm.code == as_printed(typed), PaperForm.state == PaperState.OUT
    )
    return db.session.scalars(wanted).one_or_none()
