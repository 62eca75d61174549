"""The parts of life as this county calls and uses them, asked for once in a request."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import g
from flask_babel import force_locale, get_locale
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from safetynet.db import db
from safetynet.plans.domain_models import DomainSetting
from safetynet.plans.models import Domain


@dataclass(frozen=True)
class Called:
    """How the county set one part of life: values only, so that it outlives its row."""

    is_on: bool = True
    name: str | None = None
    name_es: str | None = None
    ohts: int | None = None

    def in_language(self, language: str) -> str | None:
        """Return the county's own name, if it gave one in this language."""
        return self.name_es if language == "es" else self.name


@dataclass(frozen=True)
class CountyWord:
    """The word for a part of life: the county's own where it has one, when it is shown."""

    domain: Domain
    shipped: Any

    def __str__(self) -> str:
        language = getattr(get_locale(), "language", "en")
        return called(self.domain).in_language(language) or str(self.shipped)

    def in_language(self, language: str) -> str:
        """Return what it is called in a language, whichever this page is in."""
        with force_locale(language):
            return str(self)


def called(domain: Domain) -> Called:
    return _all_called().get(domain, Called())


def in_use() -> list[Domain]:
    """Return the parts of life that are offered, in their order."""
    return [domain for domain in Domain if called(domain).is_on]


def note_called(rows: Iterable[DomainSetting]) -> None:
    """Take what was read with something else, so that it is not asked for again."""
    g.plan_domains = {
        row.domain: Called(row.is_on, row.name, row.name_es, row.ohts) for row in rows
    }


def _all_called() -> Mapping[Domain, Called]:
    if "plan_domains" not in g:
        note_called(db.session.scalars(select(DomainSetting)))
    found: Mapping[Domain, Called] = g.plan_domains
    return found


def settings() -> dict[Domain, DomainSetting]:
    """Return what the county set, with who did."""
    wanted = select(DomainSetting).options(joinedload(DomainSetting.changed_by))
    return {row.domain: row for row in db.session.scalars(wanted)}


def setting_of(domain: Domain) -> DomainSetting | None:
    return db.session.scalars(
        select(DomainSetting).where(DomainSetting.domain == domain)
    ).one_or_none()


def set_domain(row: DomainSetting, asked: Called, by: UUID, now: datetime) -> None:
    """Call and use its part of life otherwise from now on; plans keep what they scored."""
    row.is_on, row.ohts = asked.is_on, asked.ohts
    row.name, row.name_es = asked.name, asked.name_es
    row.changed_by_id, row.changed_at = by, now
    db.session.add(row)
    db.session.flush()
