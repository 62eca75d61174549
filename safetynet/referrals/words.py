"""How pages say the codes of a referral."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import format_date
from flask_babel import lazy_gettext as _l

from safetynet.referrals.desk.inbox import Pile, Whose
from safetynet.referrals.models import RemarkKind
from safetynet.referrals.vocabulary import (
    About,
    Alternative,
    Awareness,
    Control,
    Decline,
    Exploited,
    Jurisdiction,
    LivesWith,
    LivingPlace,
    Recruitment,
    ReferralBasis,
    ReferralStatus,
    Risk,
    Route,
    TraffickingStatus,
    TransferReason,
    Urgency,
    Where,
    Worry,
)
from safetynet.survivors import NameKind, ParticularKind

STATUS_WORDS = {
    ReferralStatus.RECEIVED: _l("Received"),
    ReferralStatus.SCREENED: _l("Screened"),
    ReferralStatus.TRIAGED: _l("Triaged"),
    ReferralStatus.RETURNED: _l("Question asked"),
    ReferralStatus.ACCEPTED: _l("Accepted"),
    ReferralStatus.DECLINED: _l("Not taken"),
    ReferralStatus.TRANSFERRED: _l("Transferred"),
    ReferralStatus.KEPT: _l("Not sent"),
}
STATUS_LOOKS = {
    ReferralStatus.RECEIVED: "waiting",
    ReferralStatus.SCREENED: "waiting",
    ReferralStatus.TRIAGED: "open",
    ReferralStatus.RETURNED: "waiting",
    ReferralStatus.ACCEPTED: "done",
    ReferralStatus.DECLINED: "quiet",
    ReferralStatus.TRANSFERRED: "quiet",
    ReferralStatus.KEPT: "quiet",
}
BASIS_WORDS = {
    ReferralBasis.RELEASE: _l("The young person’s release"),
    ReferralBasis.TEAM_STATUTE: _l("Personnel team (Penal Code 13753)"),
    ReferralBasis.CHILD_STATUTE: _l("Child abuse team (WIC 18961.7)"),
    ReferralBasis.MANDATED_REPORT: _l("A mandated report that was made"),
    ReferralBasis.CODED: _l("Coded: no identity at all"),
}
LAW_WORDS = {
    ReferralBasis.RELEASE: _l("by the young person’s release"),
    ReferralBasis.TEAM_STATUTE: _l("by Penal Code 13753"),
    ReferralBasis.CHILD_STATUTE: _l("by Welfare and Institutions Code 18961.7"),
    ReferralBasis.MANDATED_REPORT: _l("as a mandated report, Penal Code 11166"),
}
"""The law by which somebody now sees something, within a sentence."""
URGENCY_WORDS = {
    Urgency.HOURS: _l("Within hours: danger now"),
    Urgency.DAYS: _l("Within days"),
    Urgency.NEXT_REVIEW: _l("The next review is soon enough"),
}
URGENCY_SHORT = {
    Urgency.HOURS: _l("Hours"),
    Urgency.DAYS: _l("Days"),
    Urgency.NEXT_REVIEW: _l("Next review"),
}
URGENCY_LOOKS = {Urgency.HOURS: "urgent", Urgency.DAYS: "waiting", Urgency.NEXT_REVIEW: "quiet"}
AWARENESS_WORDS = {
    Awareness.YES: _l("Yes"),
    Awareness.NO: _l("No"),
    Awareness.NOT_ASKED: _l("Not asked yet"),
}
ROUTE_WORDS = {
    Route.EMERGENCY: _l("911"),
    Route.HOTLINE: _l("Child abuse hotline"),
    Route.RAPID_RESPONSE: _l("Rapid response"),
    Route.NEXT_REVIEW: _l("Next review"),
}
DECLINE_WORDS = {
    Decline.NOT_EXPLOITATION: _l("No concern of sexual exploitation"),
    Decline.ADULT: _l("The person is an adult"),
    Decline.OTHER_COUNTY: _l("Another county is responsible"),
    Decline.ALREADY_REVIEWED: _l("Already in review"),
    Decline.YOUTH_ASKED: _l("The young person asked us not to"),
    Decline.TOO_LITTLE_KNOWN: _l("Too little is known"),
    Decline.OTHER: _l("Another reason"),
}
ALTERNATIVE_WORDS = {
    Alternative.NONE: _l("Nothing else to suggest"),
    Alternative.CHILD_WELFARE: _l("Child welfare"),
    Alternative.ADULT_SERVICES: _l("Services for adults"),
    Alternative.OTHER_COUNTY: _l("The other county’s review"),
    Alternative.ADVOCACY: _l("An advocate"),
    Alternative.EXISTING_CASE: _l("The case that exists"),
    Alternative.OTHER: _l("Another place"),
}
WORRY_WORDS = {
    Worry.DISCLOSURE: _l("Told somebody of being exploited"),
    Worry.VISIBLE_RISK: _l("High risk that can be seen"),
    Worry.JUDGEMENT: _l("Professional judgment"),
    Worry.ESCALATION: _l("It is getting worse"),
    Worry.INCIDENT: _l("An incident, or the suspicion of one"),
    Worry.MISSING: _l("Goes missing"),
    Worry.OLDER_PARTNER: _l("An older partner"),
    Worry.UNEXPLAINED_THINGS: _l("Money or things that nobody can explain"),
    Worry.PEERS: _l("Friends who are exploited"),
    Worry.SUBSTANCES: _l("Alcohol or drugs"),
    Worry.OTHER: _l("Something else"),
}
RISK_WORDS = {
    Risk.MISSING: _l("Missing now"),
    Risk.PREGNANT: _l("Pregnant"),
    Risk.SELF_HARM: _l("Suicidal or self-harm"),
    Risk.OVERDOSE: _l("Overdose"),
    Risk.MEDICAL: _l("Needs a doctor"),
    Risk.THREATENED: _l("Threatened"),
    Risk.WEAPONS: _l("Weapons around"),
    Risk.EXPLOITER_AT_LARGE: _l("Exploiter at large"),
    Risk.PLACEMENT_ENDING: _l("Placement is ending"),
    Risk.LEAVING_CUSTODY: _l("About to leave custody"),
}
TRAFFICKING_WORDS = {
    TraffickingStatus.SUSPECTED: _l("Suspected"),
    TraffickingStatus.CONFIRMED: _l("Confirmed"),
}
EXPLOITED_WORDS = {
    Exploited.SEX: _l("Sexual"),
    Exploited.LABOUR: _l("Labor"),
    Exploited.BOTH: _l("Sexual and labor"),
    Exploited.OTHER: _l("Other"),
}
CONTROL_WORDS = {
    Control.DEBT_BONDAGE: _l("Debt bondage"),
    Control.TAKES_EARNINGS: _l("Takes earnings"),
    Control.RESTRICTS_FINANCES: _l("Restricts financial access"),
    Control.THREATS: _l("Threats"),
    Control.PSYCHOLOGICAL: _l("Psychological abuse"),
    Control.PHYSICAL: _l("Physical abuse"),
    Control.SEXUAL: _l("Sexual abuse"),
    Control.FALSE_PROMISES: _l("False promises"),
    Control.SUBSTANCES: _l("Psychoactive substances"),
    Control.RESTRICTS_MOVEMENT: _l("Restricts movement"),
    Control.RESTRICTS_CARE: _l("Restricts medical care"),
    Control.EXCESSIVE_HOURS: _l("Excessive working hours"),
    Control.USES_CHILDREN: _l("Uses children"),
    Control.THREAT_OF_LAW: _l("Threatens with the police"),
    Control.WITHHOLDS_NECESSITIES: _l("Withholds necessities"),
    Control.WITHHOLDS_DOCUMENTS: _l("Withholds documents"),
    Control.OTHER: _l("Other"),
}
RECRUITMENT_WORDS = {
    Recruitment.ROMANTIC: _l("A partner"),
    Recruitment.FAMILY: _l("Family"),
    Recruitment.PEER: _l("A friend"),
    Recruitment.ONLINE: _l("Online"),
    Recruitment.JOB_OFFER: _l("An offer of work"),
    Recruitment.BASIC_NEEDS: _l("In exchange for food or a place to stay"),
    Recruitment.ABDUCTION: _l("Abduction"),
    Recruitment.OTHER: _l("Other"),
}
WHERE_WORDS = {
    Where.ONLINE: _l("Online"),
    Where.HOTEL: _l("Hotel or motel"),
    Where.STREET: _l("Street"),
    Where.PRIVATE_HOME: _l("Private home"),
    Where.BUSINESS: _l("A business"),
    Where.OTHER: _l("Elsewhere"),
}

LIVES_WITH_WORDS = {
    LivesWith.YES: _l("Yes"),
    LivesWith.NO: _l("No"),
    LivesWith.SOMETIMES: _l("At times"),
}
ABOUT_WORDS = {
    About.JURISDICTION: _l("Juvenile court"),
    About.HEARING: _l("Next hearing"),
    About.ATTORNEY: _l("Attorney"),
    About.PROBATION: _l("Probation officer"),
    About.WARRANTS: _l("Warrants"),
    About.CHARGED_OR_WITNESS: _l("Charged, or a witness"),
    About.LEAVES_CUSTODY: _l("Leaves custody on"),
    About.SOCIAL_WORKER: _l("Social worker"),
    About.PLACEMENT: _l("Placement"),
    About.LIVING_PLACE: _l("Stays"),
    About.CHILDREN: _l("Her or his children, and others to care for"),
    About.LGBTQ: _l("LGBTQ+, as she or he told it"),
    About.PRIOR_SERVICES: _l("Earlier services for exploited young people"),
}
JURISDICTION_WORDS = {
    Jurisdiction.DEPENDENCY: _l("Dependency"),
    Jurisdiction.DELINQUENCY: _l("Juvenile justice"),
    Jurisdiction.DUAL: _l("Both"),
    Jurisdiction.NEITHER: _l("Neither"),
}
LIVING_WORDS = {
    LivingPlace.PARENT: _l("With a parent"),
    LivingPlace.RELATIVE: _l("With a relative"),
    LivingPlace.FOSTER_HOME: _l("In a foster home"),
    LivingPlace.GROUP_HOME: _l("In a group home"),
    LivingPlace.SHELTER: _l("In a shelter"),
    LivingPlace.CUSTODY: _l("In custody"),
    LivingPlace.HOSPITAL: _l("In a hospital"),
    LivingPlace.PERSON_OF_CONCERN: _l("With a person of concern"),
    LivingPlace.FRIENDS: _l("With friends, from couch to couch"),
    LivingPlace.HOTEL: _l("In a hotel or motel"),
    LivingPlace.STREET: _l("On the street"),
    LivingPlace.OTHER: _l("Elsewhere"),
}
_CODED_CIRCUMSTANCES: Mapping[str, Mapping[Any, Any]] = {
    About.JURISDICTION: JURISDICTION_WORDS,
    About.LIVING_PLACE: LIVING_WORDS,
}
"""What is chosen, not written."""

PILE_WORDS = {
    Pile.WAITING: _l("Waiting"),
    Pile.ACCEPTED: _l("Accepted"),
    Pile.DECLINED: _l("Not taken"),
    Pile.TRANSFERRED: _l("Transferred"),
    Pile.KEPT: _l("Not sent"),
    Pile.ALL: _l("All"),
}
WHOSE_WORDS = {
    Whose.ANYBODYS: _l("Everybody’s"),
    Whose.MINE: _l("Mine"),
    Whose.NOBODYS: _l("Nobody’s yet"),
}
REMARK_WORDS = {
    RemarkKind.QUESTION: _l("Question"),
    RemarkKind.REPLY: _l("Answer"),
    RemarkKind.ADDITION: _l("Added"),
    RemarkKind.REASON: _l("A word on the decision"),
}
TRANSFER_REASON_WORDS = {
    TransferReason.MOVED: _l("She or he lives there now"),
    TransferReason.PLACED: _l("A placement there"),
    TransferReason.COURT: _l("A court there has it"),
    TransferReason.FAMILY: _l("Family there takes her or him in"),
    TransferReason.SERVICES: _l("A service there that is not here"),
    TransferReason.OTHER: _l("Something else"),
}
NAME_KINDS = {
    NameKind.LEGAL: _l("Name"),
    NameKind.ALIAS: _l("Also known as"),
    NameKind.STREET: _l("Street name"),
    NameKind.SPELLING: _l("Other spelling"),
    NameKind.CODE: _l("Code"),
}
PARTICULAR_WORDS = {
    ParticularKind.GENDER: _l("Gender"),
    ParticularKind.PRONOUNS: _l("Pronouns"),
    ParticularKind.ETHNICITY: _l("Race and ethnicity"),
    ParticularKind.LANGUAGE: _l("Language"),
    ParticularKind.DISABILITY: _l("Disability"),
    ParticularKind.TRIBAL: _l("Tribe"),
    ParticularKind.PARENTING: _l("Pregnant or parenting"),
    ParticularKind.REFERENCE: _l("The sender’s own number"),
}


def spelled(codes: str | None, words: Mapping[Any, Any]) -> list[str]:
    """Return the words for codes joined by commas, as sealed columns keep them."""
    by_code = {str(code): str(word) for code, word in words.items()}
    return [by_code.get(code, code) for code in (codes or "").split(",") if code]


def circumstance_said(about: str | None, text: str) -> str:
    """Return the text of a circumstance: as it was written, or the word for what was chosen."""
    # A canary may follow a code that stands in a text.
    code, space, rest = text.partition(" ")
    if about == About.LEAVES_CUSTODY:
        return f"{format_date(date.fromisoformat(code))}{space}{rest}"
    words = _CODED_CIRCUMSTANCES.get(about or "", {})
    return f"{words[code]}{space}{rest}" if code in words else text
