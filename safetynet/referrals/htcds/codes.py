"""Our codes in the words of HTCDS 2.0's pick lists, and which kind of content each column is."""

from safetynet.referrals.sheets.htcds import STANDARD
from safetynet.referrals.vocabulary import (
    Control,
    Exploited,
    Recruitment,
    TraffickingStatus,
    Where,
)
from safetynet.vault import Category

STATUSES = {
    TraffickingStatus.SUSPECTED: "Possible victim of trafficking",
    TraffickingStatus.CONFIRMED: "Actual victim of trafficking",
}
TYPES = {
    Exploited.SEX: "Sexual exploitation",
    Exploited.LABOUR: "Forced labour",
    Exploited.BOTH: "Sexual exploitation;Forced labour",
    Exploited.OTHER: "Other",
}
CONTROLS = {
    Control.DEBT_BONDAGE: "Debt bondage",
    Control.TAKES_EARNINGS: "Takes earnings",
    Control.RESTRICTS_FINANCES: "Restricts financial access",
    Control.THREATS: "Physical threats",
    Control.PSYCHOLOGICAL: "Psychological abuse",
    Control.PHYSICAL: "Physical abuse",
    Control.SEXUAL: "Sexual abuse",
    Control.FALSE_PROMISES: "False promises",
    Control.SUBSTANCES: "Psychoactive substance",
    Control.RESTRICTS_MOVEMENT: "Restricts movement",
    Control.RESTRICTS_CARE: "Restricts medical care",
    Control.EXCESSIVE_HOURS: "Excessive working hours",
    Control.USES_CHILDREN: "Threatens children/family",
    Control.THREAT_OF_LAW: "Threats of law enforcement",
    Control.WITHHOLDS_NECESSITIES: "Withholds necessities",
    Control.WITHHOLDS_DOCUMENTS: "Withholds documents",
    Control.OTHER: "Other",
}
RECRUITMENT = {
    Recruitment.ROMANTIC: "Other",
    Recruitment.FAMILY: "Through family or family events",
    Recruitment.PEER: "Through friends or social events",
    Recruitment.ONLINE: "Through online social networks",
    Recruitment.JOB_OFFER: "At work",
    Recruitment.BASIC_NEEDS: "Other",
    Recruitment.ABDUCTION: "Other",
    Recruitment.OTHER: "Other",
}
PLACES = {
    Where.ONLINE: "Online",
    Where.HOTEL: "Hotel",
    Where.STREET: "Street",
    Where.PRIVATE_HOME: "Private home",
    Where.BUSINESS: "Business",
    Where.OTHER: "Other",
}

_BY_BEGINNING = {
    "prs_Mailing": Category.LOCATION,
    "prs_Citizenship": Category.LEGAL_ADVICE,
    "prs_Email": Category.SAFE_CONTACT,
    "prs_HomePhone": Category.SAFE_CONTACT,
    "prs_MobilePhone": Category.SAFE_CONTACT,
    "prs_": Category.IDENTITY,
    "vic_": Category.EXPLOITATION_ACCOUNT,
    "cas_": Category.REFERRAL_NARRATIVE,
    "con_": Category.REFERRAL_NARRATIVE,
}

KIND_OF = {
    name: next(kind for beginning, kind in _BY_BEGINNING.items() if name.startswith(beginning))
    for name in STANDARD
}
"""Column → the kind of content that the same words are in the record."""

NOWHERE = frozenset(
    {
        "prs_Salutation",
        "prs_Title",
        "con_Consent",
        "cas_CaseOwner",
        "cas_Status",
        "cas_ReferredOrganisation",
        "cas_ReferredPrimaryCaseWorker",
        "cas_ReasonForOutgoingReferral",
        "cas_OutgoingReferralDate",
        "cas_OutgoingReferralDetails",
        "cas_ReasonForCaseClosure",
    }
)
"""Columns that have no place of their own in a record: nothing there can contradict them."""
