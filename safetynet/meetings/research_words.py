"""What the research form asks, and how each discipline is asked it (practice.md §1.5)."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from safetynet.agencies import AgencyClass
from safetynet.meetings.models import KnownHow, ResearchPart

PART_WORDS = {
    ResearchPart.KNOWN: _l("Known to your agency?"),
    ResearchPart.LAST_CONTACT: _l("Last contact"),
    ResearchPart.STATUS: _l("How things stand"),
    ResearchPart.RISKS: _l("Risks"),
    ResearchPart.STRENGTHS: _l("Strengths"),
    ResearchPart.OFFERS: _l("What you can offer"),
    ResearchPart.QUESTIONS: _l("Questions to the others"),
}

SAID_WORDS = {
    ResearchPart.KNOWN: _l("Known"),
    ResearchPart.LAST_CONTACT: _l("Last contact"),
    ResearchPart.STATUS: _l("How things stand"),
    ResearchPart.RISKS: _l("Risks"),
    ResearchPart.STRENGTHS: _l("Strengths"),
    ResearchPart.OFFERS: _l("Offers"),
    ResearchPart.QUESTIONS: _l("Questions"),
}
"""The same where an answer is read."""

KNOWN_WORDS = {
    KnownHow.NOW: _l("Yes, we work with her or him now"),
    KnownHow.BEFORE: _l("We did before"),
    KnownHow.NOT_KNOWN: _l("No"),
}

_ANY = {
    ResearchPart.RISKS: _l("What worries you now, and what you have seen yourself. Fact first."),
    ResearchPart.STRENGTHS: _l("Who and what helps; what goes well."),
    ResearchPart.OFFERS: _l("What your agency can do in the next weeks."),
    ResearchPart.QUESTIONS: _l("What you need to know from somebody at the table."),
}

_BY_CLASS: dict[AgencyClass, dict[ResearchPart, LazyString]] = {
    AgencyClass.CHILD_WELFARE: {
        ResearchPart.STATUS: _l(
            "Referrals and their outcome, what was disclosed, placement, who is at home, other "
            "children there, the next step of the case plan."
        ),
        ResearchPart.OFFERS: _l("Placement, visits, services under the case plan."),
    },
    AgencyClass.LAW_ENFORCEMENT: {
        ResearchPart.STATUS: _l(
            "Reports and contacts, missing episodes, who is suspected, what is open. Nothing that "
            "would endanger an investigation."
        ),
        ResearchPart.OFFERS: _l("Patrol, welfare checks, a named officer."),
    },
    AgencyClass.PROSECUTION: {
        ResearchPart.STATUS: _l(
            "Charges against whoever harmed her or him, court days, protective orders, what is "
            "asked of the young person as a witness."
        ),
        ResearchPart.OFFERS: _l("Victim witness help, protective orders, a support person."),
    },
    AgencyClass.PROBATION: {
        ResearchPart.STATUS: _l(
            "Terms, violations, warrants, detention and release days, the next hearing."
        ),
        ResearchPart.OFFERS: _l("What the court could be asked for; what may be eased."),
    },
    AgencyClass.HEALTH: {
        ResearchPart.STATUS: _l(
            "Appointments kept and missed, what is urgent, medication. Leave out notes of "
            "psychotherapy and anything on reproductive health."
        ),
        ResearchPart.RISKS: _l("Self-harm, overdose, pregnancy only if she or he allows it."),
        ResearchPart.OFFERS: _l("The next appointment, a same-day slot, a mobile team."),
    },
    AgencyClass.SUBSTANCE_USE: {
        ResearchPart.STATUS: _l("Taking part, what is urgent. Leave out counseling notes."),
        ResearchPart.OFFERS: _l("A place, a group, a first talk."),
    },
    AgencyClass.VICTIM_SERVICES: {
        ResearchPart.STATUS: _l(
            "What the young person allowed you to say. Nothing of what was told in confidence."
        ),
        ResearchPart.OFFERS: _l("Accompaniment, a bed, a safe phone, someone to call at night."),
        ResearchPart.QUESTIONS: _l("What the young person wants to know from the others."),
    },
    AgencyClass.EDUCATION: {
        ResearchPart.STATUS: _l("Enrollment, attendance, special education, who picks up."),
        ResearchPart.OFFERS: _l("A trusted adult at school, a changed timetable, credits."),
    },
    AgencyClass.DEFENCE: {
        ResearchPart.STATUS: _l(
            "What your client allows you to say. Nothing of the defense, nothing told in "
            "confidence."
        ),
        ResearchPart.RISKS: _l("Only what your client would say in the room."),
    },
    AgencyClass.OTHER: {
        ResearchPart.STATUS: _l("Where she or he is in your program: waiting, staying, left."),
        ResearchPart.OFFERS: _l("A bed, a date, what it takes to get in."),
    },
}
"""Housing providers and other programs are of no class of their own."""


def prompt(part: ResearchPart, agency: AgencyClass) -> LazyString | None:
    """Return what to think of in one part, as this discipline is asked it."""
    return _BY_CLASS.get(agency, {}).get(part) or _ANY.get(part)
