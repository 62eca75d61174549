"""How pages say where a linkage stands and what its buttons do."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from safetynet.linkages.gaps import AgeBand, Area
from safetynet.linkages.life import Introduced, Why
from safetynet.linkages.life import LinkageStatus as S
from safetynet.linkages.models import Linkage

STATUS_WORDS = {
    S.SUGGESTED: _l("suggested"),
    S.YOUTH_AGREED: _l("young person agrees"),
    S.RELEASE_SIGNED: _l("release signed"),
    S.SENT: _l("sent"),
    S.RECEIVED: _l("received"),
    S.ACCEPTED: _l("accepted"),
    S.DECLINED: _l("declined"),
    S.WAITLISTED: _l("on the waiting list"),
    S.APPOINTMENT_OFFERED: _l("appointment offered"),
    S.ATTENDED: _l("came to the appointment"),
    S.NO_SHOW: _l("did not come"),
    S.CANCELLED: _l("appointment canceled"),
    S.ENGAGED: _l("taking part"),
    S.COMPLETED: _l("completed"),
    S.DROPPED: _l("ended early"),
    S.CLOSED: _l("closed"),
}

STATUS_LOOKS = {
    S.SENT: "waiting",
    S.RECEIVED: "waiting",
    S.WAITLISTED: "waiting",
    S.DECLINED: "urgent",
    S.ACCEPTED: "open",
    S.APPOINTMENT_OFFERED: "open",
    S.ATTENDED: "open",
    S.NO_SHOW: "waiting",
    S.CANCELLED: "waiting",
    S.ENGAGED: "done",
    S.COMPLETED: "done",
}
"""Colour beside the word, never instead of it; the others are quiet."""

STEP_WORDS = {
    S.YOUTH_AGREED: _l("The young person agrees"),
    S.RELEASE_SIGNED: _l("The release is signed"),
    S.RECEIVED: _l("We have received it"),
    S.ACCEPTED: _l("Accept"),
    S.DECLINED: _l("Decline"),
    S.WAITLISTED: _l("Put on the waiting list"),
    S.APPOINTMENT_OFFERED: _l("Offer an appointment"),
    S.ATTENDED: _l("Came to the appointment"),
    S.NO_SHOW: _l("Did not come"),
    S.CANCELLED: _l("Appointment was canceled"),
    S.ENGAGED: _l("Takes part now"),
    S.COMPLETED: _l("Completed"),
    S.DROPPED: _l("Ended early"),
    S.CLOSED: _l("Close this linkage"),
}

WHY_WORDS = {
    Why.NO_BED: _l("No bed or place free"),
    Why.ELIGIBILITY: _l("Does not fit who we may serve"),
    Why.AGE: _l("Age"),
    Why.JURISDICTION: _l("Lives outside our area"),
    Why.INSURANCE: _l("Insurance or payment"),
    Why.LANGUAGE: _l("Language"),
    Why.SAFETY_CONFLICT: _l("Not safe with somebody who is here"),
    Why.YOUTH_DECLINED: _l("The young person said no for now"),
    Why.NO_RESPONSE: _l("No answer from the young person"),
    Why.MOVED_AWAY: _l("Moved away"),
    Why.BETTER_PLACE: _l("Found a better place"),
    Why.OVERTAKEN: _l("Overtaken by events"),
    Why.IN_ERROR: _l("Made in error"),
    Why.CANCELED_BY_YOUTH: _l("Canceled by the young person"),
    Why.CANCELED_BY_PROVIDER: _l("Canceled by the service"),
    Why.CANCELED_BY_OTHERS: _l("Canceled by somebody else"),
}

INTRODUCED_WORDS = {
    Introduced.IN_PERSON: _l("in person"),
    Introduced.BY_PHONE: _l("by phone"),
    Introduced.BY_VIDEO: _l("by video"),
}

AGE_WORDS = {
    AgeBand.UNDER_13: _l("under 13"),
    AgeBand.FROM_13: _l("13 to 15"),
    AgeBand.FROM_16: _l("16 and 17"),
    AgeBand.GROWN: _l("18 and over"),
    AgeBand.UNKNOWN: _l("not said"),
}

AREA_WORDS = {
    Area.COUNTY: _l("in the county"),
    Area.STATE: _l("elsewhere in the state"),
    Area.ELSEWHERE: _l("outside the state"),
    Area.UNKNOWN: _l("not said"),
}


def step_word(linkage: Linkage, to: S) -> str:
    """Return what the button says; sending names whom it goes to."""
    if to is S.SENT:
        return str(_("Send to %(provider)s", provider=linkage.provider_name))
    if to is S.WAITLISTED and linkage.status is S.WAITLISTED:
        return str(_("Change the place on the waiting list"))
    return str(STEP_WORDS[to])
