"""The words of a referral as codes: states, reasons, risks, and HTCDS's ways of exploitation."""

from enum import StrEnum


class ReferralStatus(StrEnum):
    KEPT = "kept"
    """Imported and seen by its own agency only, until somebody sends it."""
    RECEIVED = "received"
    SCREENED = "screened"
    TRIAGED = "triaged"
    RETURNED = "returned"
    """The coordinator asked the sender something."""
    ACCEPTED = "accepted"
    DECLINED = "declined"
    TRANSFERRED = "transferred"
    """Another county's review took it."""


class ReferralBasis(StrEnum):
    """On what basis the sender tells the review about a young person (CR-01)."""

    RELEASE = "release"
    TEAM_STATUTE = "team_statute"
    CHILD_STATUTE = "child_statute"
    MANDATED_REPORT = "mandated_report"
    CODED = "coded"
    """No identity at all: nothing but the shell crosses (CR-08)."""


class Urgency(StrEnum):
    """How long it can wait (practice.md §1.2); the order is the order of triage."""

    HOURS = "hours"
    DAYS = "days"
    NEXT_REVIEW = "next_review"


class Awareness(StrEnum):
    """Whether the young person knows of the referral."""

    YES = "yes"
    NO = "no"
    NOT_ASKED = "not_asked"


class Route(StrEnum):
    """Where triage sends a referral first (practice.md §1.4)."""

    EMERGENCY = "emergency"
    HOTLINE = "hotline"
    RAPID_RESPONSE = "rapid_response"
    NEXT_REVIEW = "next_review"


class Decline(StrEnum):
    """Why the review does not take a referral."""

    NOT_EXPLOITATION = "not_exploitation"
    ADULT = "adult"
    OTHER_COUNTY = "other_county"
    ALREADY_REVIEWED = "already_reviewed"
    YOUTH_ASKED = "youth_asked"
    TOO_LITTLE_KNOWN = "too_little_known"
    OTHER = "other"


class Alternative(StrEnum):
    """Where a referral that is not taken should go instead."""

    NONE = "none"
    CHILD_WELFARE = "child_welfare"
    ADULT_SERVICES = "adult_services"
    OTHER_COUNTY = "other_county"
    ADVOCACY = "advocacy"
    EXISTING_CASE = "existing_case"
    OTHER = "other"


class Worry(StrEnum):
    """What the sender saw (practice.md §1.3)."""

    DISCLOSURE = "disclosure"
    VISIBLE_RISK = "visible_risk"
    JUDGEMENT = "judgement"
    ESCALATION = "escalation"
    INCIDENT = "incident"
    MISSING = "missing"
    OLDER_PARTNER = "older_partner"
    UNEXPLAINED_THINGS = "unexplained_things"
    PEERS = "peers"
    SUBSTANCES = "substances"
    OTHER = "other"


class Risk(StrEnum):
    """What is dangerous now."""

    MISSING = "missing"
    PREGNANT = "pregnant"
    SELF_HARM = "self_harm"
    OVERDOSE = "overdose"
    MEDICAL = "medical"
    THREATENED = "threatened"
    WEAPONS = "weapons"
    EXPLOITER_AT_LARGE = "exploiter_at_large"
    PLACEMENT_ENDING = "placement_ending"
    LEAVING_CUSTODY = "leaving_custody"


class TraffickingStatus(StrEnum):
    """HTCDS: victim status."""

    SUSPECTED = "suspected"
    CONFIRMED = "confirmed"


class Exploited(StrEnum):
    """HTCDS: type of exploitation."""

    SEX = "sex"
    LABOUR = "labour"
    BOTH = "both"
    OTHER = "other"


class Control(StrEnum):
    """HTCDS: the seventeen means of control (practice.md §9)."""

    DEBT_BONDAGE = "debt_bondage"
    TAKES_EARNINGS = "takes_earnings"
    RESTRICTS_FINANCES = "restricts_finances"
    THREATS = "threats"
    PSYCHOLOGICAL = "psychological"
    PHYSICAL = "physical"
    SEXUAL = "sexual"
    FALSE_PROMISES = "false_promises"
    SUBSTANCES = "substances"
    RESTRICTS_MOVEMENT = "restricts_movement"
    RESTRICTS_CARE = "restricts_care"
    EXCESSIVE_HOURS = "excessive_hours"
    USES_CHILDREN = "uses_children"
    THREAT_OF_LAW = "threat_of_law"
    WITHHOLDS_NECESSITIES = "withholds_necessities"
    WITHHOLDS_DOCUMENTS = "withholds_documents"
    OTHER = "other"


class Recruitment(StrEnum):
    """How it began."""

    ROMANTIC = "romantic"
    FAMILY = "family"
    PEER = "peer"
    ONLINE = "online"
    JOB_OFFER = "job_offer"
    BASIC_NEEDS = "basic_needs"
    ABDUCTION = "abduction"
    OTHER = "other"


class Where(StrEnum):
    """Where the exploitation happens."""

    ONLINE = "online"
    HOTEL = "hotel"
    STREET = "street"
    PRIVATE_HOME = "private_home"
    BUSINESS = "business"
    OTHER = "other"


class LivesWith(StrEnum):
    """Whether a person of concern lives with the young person."""

    YES = "yes"
    NO = "no"
    SOMETIMES = "sometimes"


class About(StrEnum):
    """What a sender knows of the young person's circumstances (practice.md §1.3)."""

    JURISDICTION = "jurisdiction"
    HEARING = "hearing"
    ATTORNEY = "attorney"
    PROBATION = "probation"
    WARRANTS = "warrants"
    CHARGED_OR_WITNESS = "charged_or_witness"
    LEAVES_CUSTODY = "leaves_custody"
    SOCIAL_WORKER = "social_worker"
    PLACEMENT = "placement"
    LIVING_PLACE = "living_place"
    CHILDREN = "children"
    LGBTQ = "lgbtq"
    PRIOR_SERVICES = "prior_services"


class Jurisdiction(StrEnum):
    """By which door of the juvenile court somebody came."""

    DEPENDENCY = "dependency"
    DELINQUENCY = "delinquency"
    DUAL = "dual"
    NEITHER = "neither"


class LivingPlace(StrEnum):
    """The kind of place where somebody stays now; where it is, is an address."""

    PARENT = "parent"
    RELATIVE = "relative"
    FOSTER_HOME = "foster_home"
    GROUP_HOME = "group_home"
    SHELTER = "shelter"
    CUSTODY = "custody"
    HOSPITAL = "hospital"
    PERSON_OF_CONCERN = "person_of_concern"
    FRIENDS = "friends"
    HOTEL = "hotel"
    STREET = "street"
    OTHER = "other"


class TransferReason(StrEnum):
    """Why another county takes over, or joins in (practice.md §1.10)."""

    MOVED = "moved"
    PLACED = "placed"
    COURT = "court"
    FAMILY = "family"
    SERVICES = "services"
    OTHER = "other"
