"""Says in plain sentences why a service fits what somebody looks for, and why it does not."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from safetynet.directory.codes import Opening
from safetynet.directory.finding import asked_words, words_of
from safetynet.directory.hours import has_evenings, has_weekends, is_open
from safetynet.directory.models import Service
from safetynet.directory.queries import Moment, Wanted
from safetynet.directory.words import GENDER_WORDS, TYPE_WORDS, language_word


@dataclass(frozen=True)
class Reason:
    """One sentence; `fits` is None where nothing is known and somebody should ask."""

    fits: bool | None
    text: str


def reasons(service: Service, wanted: Wanted, now: Moment, day: date) -> list[Reason]:
    """Return every reason, in the order in which the search asks."""
    return [
        reason
        for told in (_kind, _place, _age, _gender, _language, _opening, _papers)
        for reason in told(service, wanted, now)
    ] + list(_room(service, wanted, day))


def _kind(service: Service, wanted: Wanted, _now: Moment) -> Iterator[Reason]:
    if wanted.kind:
        yield Reason(True, _("It helps with: %(kind)s", kind=TYPE_WORDS[wanted.kind]))


def _place(service: Service, wanted: Wanted, _now: Moment) -> Iterator[Reason]:
    asked = asked_words(wanted.place)
    if not asked:
        return
    own = "" if service.is_confidential else f"{service.location_note or ''} {service.near or ''}"
    told = words_of(own)
    if all(any(word.startswith(one) for word in told) for one in asked):
        yield Reason(True, _("It is in %(place)s", place=wanted.place))
        return
    told += words_of(" ".join(service.areas or ()))
    if all(any(word.startswith(one) for word in told) for one in asked):
        yield Reason(True, _("It serves %(place)s", place=wanted.place))
    elif told:
        yield Reason(False, _("It is not in %(place)s", place=wanted.place))
    elif service.is_confidential:
        yield Reason(None, _("Where it is, is confidential: ask how she would get there"))
    else:
        yield Reason(None, _("Where it is, is not stated: ask first"))


def _age(service: Service, wanted: Wanted, _now: Moment) -> Iterator[Reason]:
    if wanted.age is None:
        return
    from_, to = service.age_from, service.age_to
    if from_ is None and to is None:
        yield Reason(True, _("No age limit is stated"))
    elif from_ is not None and wanted.age < from_:
        yield Reason(False, _("Only from age %(age)s", age=from_))
    elif to is not None and wanted.age > to:
        yield Reason(False, _("Only up to age %(age)s", age=to))
    else:
        yield Reason(True, _("Takes age %(age)s", age=wanted.age))


def _gender(service: Service, wanted: Wanted, _now: Moment) -> Iterator[Reason]:
    if wanted.gender is None:
        return
    who = ", ".join(str(GENDER_WORDS[gender]) for gender in service.taken)
    if not service.genders:
        yield Reason(True, _("Takes everybody"))
    elif wanted.gender in service.taken:
        yield Reason(True, _("Takes %(who)s", who=who))
    else:
        yield Reason(False, _("Takes only %(who)s", who=who))


def _language(service: Service, wanted: Wanted, _now: Moment) -> Iterator[Reason]:
    if not wanted.language:
        return
    spoken = ", ".join(language_word(code) for code in service.languages)
    if wanted.language in service.languages:
        yield Reason(True, _("Speaks %(language)s", language=language_word(wanted.language)))
    elif spoken:
        yield Reason(False, _("Speaks only %(languages)s", languages=spoken))
    else:
        yield Reason(None, _("Languages are not stated: ask first"))


def _opening(service: Service, wanted: Wanted, now: Moment) -> Iterator[Reason]:
    if wanted.opening is None:
        return
    if not service.hours:
        yield Reason(None, _("Opening hours are not known: call first"))
    elif wanted.opening is Opening.NOW:
        is_so = is_open(service.hours, now.day, now.minute)
        yield Reason(is_so, _("Open now") if is_so else _("Closed now"))
    elif wanted.opening is Opening.EVENINGS:
        is_so = has_evenings(service.hours or ())
        yield Reason(is_so, _("Open in the evening") if is_so else _("Not open in the evening"))
    else:
        is_so = has_weekends(service.hours)
        yield Reason(is_so, _("Open at the weekend") if is_so else _("Not open at the weekend"))


def _papers(service: Service, wanted: Wanted, _now: Moment) -> Iterator[Reason]:
    if not wanted.without_papers:
        return
    if service.without_papers is None:
        yield Reason(None, _("Whether papers are needed is not stated: ask without a name"))
    elif service.without_papers:
        yield Reason(True, _("Nobody needs papers there"))
    else:
        yield Reason(False, _("Papers are asked for"))


def _room(service: Service, wanted: Wanted, day: date) -> Iterator[Reason]:
    """Say something of room only where somebody said for whom; the list shows it anyway."""
    if not wanted.is_about_her or service.openings is None or service.has_old_openings(day):
        return
    if service.openings:
        yield Reason(True, _("There is room"))
    elif service.wait_days:
        yield Reason(False, _("Full; about %(days)s days to wait", days=service.wait_days))
    else:
        yield Reason(False, _("Full at the moment"))
