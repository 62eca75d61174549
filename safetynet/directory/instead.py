"""Which other services may do instead of one that cannot, and why they are named."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import ngettext

from safetynet.directory.models import Service
from safetynet.directory.queries import services_taking_referrals
from safetynet.directory.words import TYPE_WORDS, language_word

MOST = 3


@dataclass(frozen=True)
class Instead:
    service: Service
    reasons: list[str]


def instead_of(
    service: Service, tried: Collection[UUID], day: date, *, other_ages: bool = False
) -> list[Instead]:
    """Return up to three services of the same kind, those that most speaks for first.

    `tried` are left out. With `other_ages`, taking the same ages speaks for nothing.
    """
    found = [
        Instead(other, list(_reasons(other, service, day, other_ages=other_ages)))
        for other in (services_taking_referrals(service.types) if service.types else ())
        if other.id not in tried
    ]
    return sorted(found, key=lambda one: _order(one, service, day))[:MOST]


def _order(one: Instead, service: Service, day: date) -> tuple[bool, bool, int]:
    """Where there is room comes first, then what is the same kind in the main."""
    return (
        not _has_room(one.service, day),
        one.service.types[:1] != service.types[:1],
        -len(one.reasons),
    )


def _has_room(service: Service, day: date) -> bool:
    return bool(service.openings) and not service.has_old_openings(day)


def _reasons(other: Service, service: Service, day: date, *, other_ages: bool) -> Iterator[str]:
    same = [str(TYPE_WORDS[kind]) for kind in other.kinds if kind in service.kinds]
    yield _("offers the same: %(kinds)s", kinds=", ".join(same))
    if _has_room(other, day) and other.openings_confirmed_on:
        days = (day - other.openings_confirmed_on).days
        places = ngettext("%(num)d place free", "%(num)d places free", other.openings or 0)
        yield (
            _("%(places)s, confirmed today", places=places)
            if days == 0
            else ngettext(
                "%(places)s, confirmed %(num)d day ago",
                "%(places)s, confirmed %(num)d days ago",
                days,
                places=places,
            )
        )
    spoken = [code for code in other.languages if code in service.languages and code != "en"]
    if spoken:
        words = ", ".join(map(language_word, spoken))
        yield _("speaks %(languages)s too", languages=words)
    ages = (other.age_from, other.age_to)
    if other_ages and ages != (service.age_from, service.age_to):
        yield _("takes other ages: %(ages)s", ages=_ages(other))
    elif not other_ages and _takes_all_of(other, service):
        yield _("takes the same ages")
    if other.organization.agency_id:
        yield _("answers here")


def _takes_all_of(other: Service, service: Service) -> bool:
    youngest, oldest = service.age_from or 0, service.age_to or 99
    return (other.age_from or 0) <= youngest and (other.age_to or 99) >= oldest


def _ages(service: Service) -> str:
    if service.age_from is None and service.age_to is None:
        return str(_("any age"))
    if service.age_to is None:
        return str(_("from %(age)d", age=service.age_from))
    return str(_("%(first)d to %(last)d", first=service.age_from or 0, last=service.age_to))
