"""Guesses the kind of a service from the words it is named and filed under."""

import re

from safetynet.directory.codes import ServiceType

_WORDS: dict[ServiceType, str] = {
    ServiceType.CRISIS_INTERVENTION: r"crisis|hotline|helpline|psychiatric emergency",
    ServiceType.SHELTER: r"shelter|refuge|transitional housing|emergency housing|night beds",
    ServiceType.ADVOCACY: r"advoca\w+|domestic violence|human trafficking|sexual assault",
    ServiceType.MEDICAL: r"clinic|medical|health services|outpatient care|dental",
    ServiceType.REPRODUCTIVE_HEALTH: r"reproductive|family planning|hiv|sexual health",
    ServiceType.PREGNANCY_PARENTING: r"pregnan\w+|prenatal|parenting|wic",
    ServiceType.MENTAL_HEALTH: r"mental health|counsell?ing|therapy|psychiatric",
    ServiceType.SUBSTANCE_USE: r"alcohol\w*|drug abuse|substance|addiction|recovery|al-anon",
    ServiceType.EDUCATION: r"education|school|literacy|librar\w+|tutoring",
    ServiceType.EMPLOYMENT: r"employment|job|career|vocational",
    ServiceType.LEGAL_CRIMINAL: r"expungement|delinquent|criminal defen[cs]e",
    ServiceType.LEGAL_CIVIL: r"legal|custody|divorce|guardianship|landlord|civil rights",
    ServiceType.LEGAL_IMMIGRATION: r"immigra\w+|visa|asylum",
    ServiceType.BASIC_NEEDS: r"food|meals?|cloth\w+|grocer\w+|utilit\w+|furniture|pantr\w+",
    ServiceType.TRANSPORT: r"transport\w*|rides?",
    ServiceType.FAMILY_SUPPORT: r"family support|family visitation|reunification",
    ServiceType.MENTORING: r"mentor\w*|peer",
    ServiceType.LIFE_SKILLS: r"life skills|self-sufficiency|independent living",
    ServiceType.VICTIM_COMPENSATION: r"victim compensation",
    ServiceType.TATTOO_REMOVAL: r"tattoo removal",
}
_PATTERNS = {kind: re.compile(rf"\b(?:{words})\b", re.I) for kind, words in _WORDS.items()}


def types_of(text: str) -> list[str]:
    """Return the codes of every kind that a word of the text points to; somebody should look."""
    return [str(kind) for kind, pattern in _PATTERNS.items() if pattern.search(text)]
