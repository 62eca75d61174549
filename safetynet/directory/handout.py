"""A list to take along, in English and in Spanish, that gives nothing away about who carries it."""

from dataclasses import dataclass

from flask_babel import force_locale
from flask_babel import gettext as _

from safetynet.directory.models import Service
from safetynet.directory.words import hours_words, language_word

MOST = 12
"""Services on one handout: what fits on two pages."""


@dataclass(frozen=True)
class HandoutWords:
    """The fixed words of one language; what providers wrote stays as they wrote it."""

    language: str
    phone: str
    text: str
    where: str
    open: str
    age: str
    languages: str
    cost: str
    bring: str

    def hours(self, service: Service) -> list[str]:
        with force_locale(self.language):
            lines = hours_words(service.hours or [])
        return lines or ([service.hours_note] if service.hours_note else [])

    def ages(self, service: Service) -> str:
        first, last = service.age_from, service.age_to
        with force_locale(self.language):
            if first is not None and last is not None:
                return str(_("%(first)d to %(last)d", first=first, last=last))
            if first is not None:
                return str(_("%(first)d and older", first=first))
            return str(_("Up to %(last)d", last=last)) if last is not None else ""

    def spoken(self, service: Service) -> str:
        with force_locale(self.language):
            return ", ".join(language_word(code) for code in service.languages)


def words_in(language: str) -> HandoutWords:
    with force_locale(language):
        return HandoutWords(
            language=language,
            phone=_("Phone"),
            text=_("Text message"),
            where=_("Where"),
            open=_("Open"),
            age=_("Ages"),
            languages=_("Languages"),
            cost=_("What it costs"),
            bring=_("What to bring"),
        )
