"""How pages say what kind of service this is, and in which language."""

from functools import lru_cache

from babel import Locale, UnknownLocaleError
from flask_babel import get_locale
from flask_babel import lazy_gettext as _l

from safetynet.directory.models import ServiceType

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

SPOKEN_HERE = ("en", "es", "zh", "tl", "vi", "ko", "ar", "fa", "hy", "ru", "km", "fr", "pt", "so")
"""Offered as checkboxes; an import may bring any other ISO 639-1 code."""


def language_word(code: str) -> str:
    """Return a language's name in the language of this page; the code itself where unknown."""
    try:
        locale = get_locale() or Locale("en")
        return str(locale.languages.get(code, code)).capitalize()
    except UnknownLocaleError:
        return code


@lru_cache
def language_code(name: str) -> str | None:
    """Return the ISO code for a language written as its English or Spanish name, or its code."""
    wanted = name.strip().casefold()
    for speaking in ("en", "es"):
        for code, word in Locale(speaking).languages.items():
            if wanted in {code, word.casefold()} and len(code) <= 3:  # noqa: PLR2004 - ISO 639
                return str(code)
    return None
