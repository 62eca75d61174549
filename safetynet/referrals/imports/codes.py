"""Words of spreadsheets as our codes: HTCDS 2.0 pick lists, and how people write urgency."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TypeVar

from safetynet.referrals.vocabulary import (
    Control,
    Exploited,
    Recruitment,
    TraffickingStatus,
    Urgency,
    Where,
)

S = TypeVar("S", bound=StrEnum)

CONTROLS = {
    "debt bondage": Control.DEBT_BONDAGE,
    "takes earnings": Control.TAKES_EARNINGS,
    "restricts financial access": Control.RESTRICTS_FINANCES,
    "physical threats": Control.THREATS,
    "threats": Control.THREATS,
    "psychological abuse": Control.PSYCHOLOGICAL,
    "physical abuse": Control.PHYSICAL,
    "sexual abuse": Control.SEXUAL,
    "false promises": Control.FALSE_PROMISES,
    "psychoactive substance": Control.SUBSTANCES,
    "psychoactive substances": Control.SUBSTANCES,
    "restricts movement": Control.RESTRICTS_MOVEMENT,
    "restricts medical care": Control.RESTRICTS_CARE,
    "excessive working hours": Control.EXCESSIVE_HOURS,
    "uses children": Control.USES_CHILDREN,
    "threatens children/family": Control.USES_CHILDREN,
    "threats of law enforcement": Control.THREAT_OF_LAW,
    "threat of law enforcement": Control.THREAT_OF_LAW,
    "withholds necessities": Control.WITHHOLDS_NECESSITIES,
    "withholds documents": Control.WITHHOLDS_DOCUMENTS,
    "other": Control.OTHER,
}
RECRUITMENT = {
    "through online social networks": Recruitment.ONLINE,
    "through an online advertisement": Recruitment.ONLINE,
    "online": Recruitment.ONLINE,
    "through family or family events": Recruitment.FAMILY,
    "family": Recruitment.FAMILY,
    "through friends or social events": Recruitment.PEER,
    "friend": Recruitment.PEER,
    "at work": Recruitment.JOB_OFFER,
    "intimate partner": Recruitment.ROMANTIC,
    "other": Recruitment.OTHER,
}
PLACES = {
    "online": Where.ONLINE,
    "hotel": Where.HOTEL,
    "motel": Where.HOTEL,
    "hotel/motel": Where.HOTEL,
    "street": Where.STREET,
    "on the street": Where.STREET,
    "private home": Where.PRIVATE_HOME,
    "other": Where.OTHER,
}
KINDS = {
    "sexual exploitation": Exploited.SEX,
    "sex trafficking": Exploited.SEX,
    "sex": Exploited.SEX,
    "forced labour": Exploited.LABOUR,
    "forced labor": Exploited.LABOUR,
    "labor trafficking": Exploited.LABOUR,
    "labour": Exploited.LABOUR,
    "labor": Exploited.LABOUR,
    "both": Exploited.BOTH,
    "other": Exploited.OTHER,
}
STATUSES = {
    "suspected": TraffickingStatus.SUSPECTED,
    "possible victim of trafficking": TraffickingStatus.SUSPECTED,
    "actual victim of trafficking": TraffickingStatus.CONFIRMED,
    "presumed": TraffickingStatus.SUSPECTED,
    "potential": TraffickingStatus.SUSPECTED,
    "confirmed": TraffickingStatus.CONFIRMED,
    "actual": TraffickingStatus.CONFIRMED,
    "identified": TraffickingStatus.CONFIRMED,
}
URGENCIES = {
    "immediate": Urgency.HOURS,
    "emergency": Urgency.HOURS,
    "crisis": Urgency.HOURS,
    "critical": Urgency.HOURS,
    "hours": Urgency.HOURS,
    "urgent": Urgency.DAYS,
    "high": Urgency.DAYS,
    "days": Urgency.DAYS,
    "medium": Urgency.NEXT_REVIEW,
    "routine": Urgency.NEXT_REVIEW,
    "normal": Urgency.NEXT_REVIEW,
    "low": Urgency.NEXT_REVIEW,
}


def coded(words: Iterable[str], codes: Mapping[str, S]) -> tuple[list[S], list[str]]:
    """Return the codes of words that we know, and the words that we do not, as written."""
    known: dict[S, None] = {}
    unknown = []
    for word in words:
        if (code := codes.get(" ".join(word.casefold().split()))) is not None:
            known[code] = None
        elif word:
            unknown.append(word)
    return list(known), unknown
