"""How pages say what kind of service this is, and in which language."""

from collections.abc import Sequence
from datetime import time
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from flask_babel import format_time, get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from safetynet.directory.codes import Gender, Opening, ServiceType, Unlisted
from safetynet.directory.hours import MIDNIGHT, parts_of

TYPE_WORDS = {
    ServiceType.CRISIS_INTERVENTION: _l("Crisis help"),
    ServiceType.SAFETY_PLANNING: _l("Safety planning"),
    ServiceType.SHELTER: _l("Emergency or transitional shelter"),
    ServiceType.SPECIALISED_PLACEMENT: _l("Specialised placement"),
    ServiceType.ADVOCACY: _l("Advocacy and accompaniment"),
    ServiceType.FORENSIC_EXAM: _l("Forensic medical exam"),
    ServiceType.MEDICAL: _l("Medical care"),
    ServiceType.REPRODUCTIVE_HEALTH: _l("Reproductive health"),
    ServiceType.PREGNANCY_PARENTING: _l("Pregnancy and parenting"),
    ServiceType.MENTAL_HEALTH: _l("Mental health"),
    ServiceType.SUBSTANCE_USE: _l("Substance use"),
    ServiceType.EDUCATION: _l("School and enrollment"),
    ServiceType.EMPLOYMENT: _l("Work"),
    ServiceType.LEGAL_CRIMINAL: _l("Legal help: criminal"),
    ServiceType.LEGAL_CIVIL: _l("Legal help: civil"),
    ServiceType.LEGAL_IMMIGRATION: _l("Legal help: immigration"),
    ServiceType.BASIC_NEEDS: _l("Food, clothes, money"),
    ServiceType.TRANSPORT: _l("Transport"),
    ServiceType.FAMILY_SUPPORT: _l("Family support"),
    ServiceType.MENTORING: _l("Mentors and survivor peers"),
    ServiceType.LIFE_SKILLS: _l("Life skills"),
    ServiceType.VICTIM_COMPENSATION: _l("Victim compensation"),
    ServiceType.TATTOO_REMOVAL: _l("Tattoo removal"),
}

GENDER_WORDS = {
    Gender.GIRLS: _l("Girls and young women"),
    Gender.BOYS: _l("Boys and young men"),
    Gender.DIVERSE: _l("Trans and nonbinary young people"),
}
OPENING_WORDS = {
    Opening.NOW: _l("Open now"),
    Opening.EVENINGS: _l("In the evening"),
    Opening.WEEKENDS: _l("At the weekend"),
}
UNLISTED_WORDS = {
    Unlisted.INACTIVE: _l("It is not active any more"),
    Unlisted.EXCLUDED: _l("Who offers it keeps it out of what the public reads"),
    Unlisted.WITHDRAWN: _l("It was taken out of the directory"),
}
FIELD_WORDS = {
    "name": _l("Name of the service"),
    "both": _l("Name of the service, and of who offers it"),
    "organization": _l("Offered by"),
    "alternate_name": _l("Another name"),
    "description": _l("What it is"),
    "terms": _l("Kind"),
    "address_1": _l("Street and number"),
    "address_2": _l("More of the address"),
    "city": _l("Town"),
    "county": _l("County"),
    "state": _l("State"),
    "postal_code": _l("Postal code"),
    "latitude": _l("Latitude"),
    "longitude": _l("Longitude"),
    "transport": _l("How to get there"),
    "access": _l("Ramps, lifts, doors"),
    "areas": _l("Towns and counties it serves"),
    "phone": _l("Phone"),
    "hotline": _l("Hotline"),
    "tty": _l("TTY"),
    "fax": _l("Fax"),
    "email": _l("E-mail"),
    "website": _l("Website"),
    "hours": _l("Opening hours"),
    "languages": _l("Languages"),
    "age_from": _l("From age"),
    "age_to": _l("To age"),
    "eligibility": _l("Who else can come, or cannot"),
    "application": _l("How to get in"),
    "documents": _l("What to bring"),
    "fees": _l("What it costs"),
    "wait": _l("How long to wait"),
    "capacity": _l("Room"),
    "status": _l("Whether it is active"),
    "inactive": _l("Not active any more, by “yes”"),
    "hidden": _l("Not for the public, by “yes”"),
    "shown": _l("For the public, by “yes”"),
    "level": _l("Organization or service"),
    "key": _l("Number in the file"),
    "organization_key": _l("Number of the organization in the file"),
}
"""What a column may be, as `matching.FIELDS` names it."""
PHONE_WORDS = {
    "voice": _l("Phone"),
    "hotline": _l("Hotline"),
    "text": _l("Text message"),
    "fax": _l("Fax"),
    "tty": _l("TTY"),
    "cell": _l("Cell phone"),
    "pager": _l("Pager"),
    "video": _l("Video"),
}

SPOKEN_HERE = ("en", "es", "zh", "tl", "vi", "ko", "ar", "fa", "hy", "ru", "km", "fr", "pt", "so")
"""Offered as checkboxes; an import may bring any other ISO 639-1 code."""


def language_word(code: str) -> str:
    """Return a language's name in the language of this page; the code itself where unknown."""
    try:
        locale = get_locale() or Locale("en")
        return str(locale.languages.get(code, code)).capitalize()
    except UnknownLocaleError:
        return code


def english_language(code: str) -> str:
    return str(Locale("en").languages.get(code, code))


@lru_cache
def language_code(name: str) -> str | None:
    """Return the ISO code for a language written as its English or Spanish name, or its code."""
    wanted = name.strip().casefold()
    for speaking in ("en", "es"):
        for code, word in Locale(speaking).languages.items():
            if wanted in {code, word.casefold()} and len(code) <= 3:  # noqa: PLR2004 - ISO 639
                return str(code)
    return None


def hours_words(spans: Sequence[str]) -> list[str]:
    """Return opening hours as lines: "Monday – Friday 9:00 AM – 5:00 PM"."""
    by_times: dict[tuple[int, int], list[int]] = {}
    for day, opens, closes in map(parts_of, sorted(spans)):
        by_times.setdefault((opens, closes), []).append(day)
    lines = []
    for (opens, closes), days in by_times.items():
        named = ", ".join(_days(first, last) for first, last in _runs(days))
        all_day = opens == 0 and closes == MIDNIGHT
        lines.append(
            f"{named}: {_('all day') if all_day else f'{_clock(opens)} – {_clock(closes)}'}"
        )
    return lines


def _runs(days: list[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for day in days:
        if runs and runs[-1][1] == day - 1:
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return runs


def _days(first: int, last: int) -> str:
    locale = get_locale() or Locale("en")
    names = locale.days["format"]["wide"]
    return str(names[first - 1]) if first == last else f"{names[first - 1]} – {names[last - 1]}"


def _clock(minutes: int) -> str:
    return str(format_time(time(minutes // 60 % 24, minutes % 60), "short", rebase=False))
