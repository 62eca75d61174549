"""How pages say what happened."""

from flask_babel import lazy_gettext as _l

from safetynet.events.clocks import Duty
from safetynet.events.models import Account, EventKind, Outcome

EVENT_WORDS = {
    EventKind.HEARING: _l("Hearing"),
    EventKind.CUSTODY: _l("Taken into custody"),
    EventKind.RELEASE_FROM_CUSTODY: _l("Release from custody"),
    EventKind.PLACEMENT: _l("Change of placement"),
    EventKind.MISSING: _l("Missing"),
    EventKind.RETURNED: _l("Returned"),
    EventKind.CONTACT_ATTEMPT: _l("Attempt to make contact"),
    EventKind.INCIDENT: _l("Incident"),
}

OUTCOME_WORDS = {
    Outcome.HELD: _l("Hearing held"),
    Outcome.CONTINUED: _l("Hearing continued to another day"),
    Outcome.TAKEN_OFF: _l("Hearing taken off calendar"),
    Outcome.REACHED: _l("Contact: reached"),
    Outcome.MESSAGE_LEFT: _l("Contact: message left as agreed"),
    Outcome.NOT_REACHED: _l("Contact: not reached"),
}

DUTY_WORDS = {
    Duty.POLICE: _l("Law enforcement"),
    Duty.NCMEC: _l("National Center for Missing and Exploited Children"),
    Duty.INTERVIEW: _l("Return interview"),
    Duty.RESCREEN: _l("New screening"),
}

ACCOUNT_WORDS = {
    Account.WHY_LEFT: _l("Why she or he left"),
    Account.WHAT_HAPPENED: _l("What happened while away"),
}
