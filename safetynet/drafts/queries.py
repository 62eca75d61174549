"""What a person has not sent yet."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import g
from sqlalchemy import Row, func, select

from safetynet import clock
from safetynet.db import db
from safetynet.drafts.models import LIVES, Draft


def mine() -> Sequence[Row[Any]]:
    """Return (id, place, page, kept_at, form_key) of the reader's drafts, the newest first.

    Asked once in a request, however many forms are on the page.
    """
    if "drafts" not in g:
        asked = (
            select(Draft.id, Draft.place, Draft.page, Draft.kept_at, Draft.form_key)
            .where(Draft.kept_at > clock.now() - LIVES)
            .order_by(Draft.kept_at.desc(), Draft.id)
        )
        g.drafts = db.session.execute(asked).all()
    found: Sequence[Row[Any]] = g.drafts
    return found


def of_form(form_key: UUID) -> Draft | None:
    return db.session.scalars(select(Draft).where(Draft.form_key == form_key)).one_or_none()


def draft(identity: UUID) -> Draft | None:
    return db.session.scalars(select(Draft).where(Draft.id == identity)).one_or_none()


def drafts(identities: Iterable[UUID]) -> Sequence[Draft]:
    """Return these drafts, the newest first; a person has at most a hundred."""
    asked = select(Draft).where(Draft.id.in_(identities))
    return db.session.scalars(asked.order_by(Draft.kept_at.desc(), Draft.id)).all()


def how_many() -> int:
    return db.session.scalars(select(func.count()).select_from(Draft)).one()


def older_than(moment: datetime, at_most: int) -> Sequence[Draft]:
    asked = select(Draft).where(Draft.kept_at <= moment).order_by(Draft.kept_at).limit(at_most)
    return db.session.scalars(asked).all()


def at(ending: str) -> Sequence[Draft]:
    """Return the drafts of forms whose address ends so."""
    return db.session.scalars(select(Draft).where(Draft.place.endswith(ending))).all()
