"""Our kinds of service in Open Eligibility's codes and terms, both ways.

Open Eligibility (openeligibility.org) numbers what people need; a service of ours is exported with
the terms of its kinds, and a file that tells codes or terms is understood by them.
"""

from collections.abc import Iterable

from safetynet.directory.codes import ServiceType

NAME = "Open Eligibility"
TERMS: dict[ServiceType, tuple[tuple[str, str], ...]] = {
    ServiceType.CRISIS_INTERVENTION: (
        ("101-06", "Immediate Safety"),
        ("108-07-02", "Help Hotlines"),
        ("101-07", "Psychiatric Emergency Services"),
    ),
    ServiceType.SAFETY_PLANNING: (("101-06-01", "Help Escape Violence"),),
    ServiceType.SHELTER: (
        ("101-04", "Emergency Shelter"),
        ("103-01", "Emergency Shelter"),
        ("101-06-02", "Safe Housing"),
        ("103-05-03", "Safe Housing"),
        ("103-05-04", "Short-Term Housing"),
    ),
    ServiceType.SPECIALISED_PLACEMENT: (
        ("108-01-01", "Adoption & Foster Placement"),
        ("108-06", "Residential Care"),
    ),
    ServiceType.ADVOCACY: (("111-01", "Advocacy & Legal Aid"), ("108-07-06", "One-on-One Support")),
    ServiceType.FORENSIC_EXAM: (("106-06-04", "Checkup & Test"),),
    ServiceType.MEDICAL: (
        ("106-06", "Medical Care"),
        ("106-06-09", "Primary Care"),
        ("106-02", "Dental Care"),
    ),
    ServiceType.REPRODUCTIVE_HEALTH: (
        ("106-04-03", "Family Planning"),
        ("106-06-03", "Birth Control"),
        ("106-06-07-02", "HIV Treatment"),
        ("106-04-06", "Sex Education"),
    ),
    ServiceType.PREGNANCY_PARENTING: (
        ("106-06-05", "Maternity Care"),
        ("106-04-05", "Parenting Education"),
        ("104-01", "Baby Supplies"),
    ),
    ServiceType.MENTAL_HEALTH: (
        ("106-06-07-01", "Counseling"),
        ("108-07-01", "Counseling"),
        ("106-06-04-04", "Mental Health Evaluation"),
    ),
    ServiceType.SUBSTANCE_USE: (
        ("106-01", "Addiction & Recovery"),
        ("106-01-02", "Detox"),
        ("106-01-04", "Outpatient Treatment"),
        ("103-05-04-02", "Sober Living"),
    ),
    ServiceType.EDUCATION: (
        ("109", "Education"),
        ("109-01", "Help Find School"),
        ("109-03-06", "GED/High-School Equivalency"),
        ("109-03-01", "Alternative Education"),
        ("109-03-10", "Tutoring"),
    ),
    ServiceType.EMPLOYMENT: (
        ("110", "Work"),
        ("110-01", "Help Find Work"),
        ("110-03", "Skills & Training"),
        ("110-01-01", "Job Placement"),
    ),
    ServiceType.LEGAL_CRIMINAL: (("111-04", "Representation"),),
    ServiceType.LEGAL_CIVIL: (
        ("111", "Legal"),
        ("111-01-04", "Guardianship"),
        ("111-02", "Mediation"),
        ("111-01-03", "Discrimination & Civil Rights"),
    ),
    ServiceType.LEGAL_IMMIGRATION: (("111-01-02", "Citizenship & Immigration"),),
    ServiceType.BASIC_NEEDS: (
        ("102", "Food"),
        ("104", "Goods"),
        ("102-04", "Food Pantry"),
        ("101-03", "Emergency Food"),
        ("102-05", "Free Meals"),
        ("104-02", "Clothing"),
    ),
    ServiceType.TRANSPORT: (
        ("105", "Transit"),
        ("105-02", "Transportation"),
        ("105-01-01", "Bus Passes"),
    ),
    ServiceType.FAMILY_SUPPORT: (("108-07", "Support Network"), ("108-07-03", "Home Visiting")),
    ServiceType.MENTORING: (("108-07-05", "Mentoring"), ("108-07-07", "Peer Support")),
    ServiceType.LIFE_SKILLS: (("106-04-01", "Daily Life Skills"),),
    ServiceType.VICTIM_COMPENSATION: (("107-02", "Financial Assistance"),),
    ServiceType.TATTOO_REMOVAL: (("106-06-07-07", "Specialized Therapy"),),
}
"""The first term of a kind is the one it is exported with."""
_BY_CODE = {code: kind for kind, terms in TERMS.items() for code, _title in terms}
_BY_TITLE: dict[str, ServiceType] = {}
for _kind, _terms in TERMS.items():
    for _code, _title in _terms:
        _BY_TITLE.setdefault(_title.casefold(), _kind)


def kinds_told(terms: Iterable[str]) -> list[ServiceType]:
    """Return the kinds that codes or terms of Open Eligibility stand for; others tell nothing."""
    found = {_kind_of(term.strip()) for term in terms}
    return [kind for kind in ServiceType if kind in found]


def _kind_of(term: str) -> ServiceType | None:
    if kind := _BY_TITLE.get(term.casefold()):
        return kind
    code = term
    while code:
        if kind := _BY_CODE.get(code):
            return kind
        code = code.rpartition("-")[0]
    return None
