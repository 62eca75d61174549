"""How the desk speaks of requests, steps and productions."""

from flask_babel import lazy_gettext as _l

from safetynet.process.bundle import LeftOut
from safetynet.process.models import Basis, Kind, Served
from safetynet.process.states import State, Step

KIND_WORDS = {
    Kind.SUBPOENA: _l("Subpoena"),
    Kind.SEARCH_WARRANT: _l("Search warrant"),
    Kind.COURT_ORDER: _l("Court order"),
    Kind.OWN_REQUEST: _l("Request by the young person"),
    Kind.OTHER_REQUEST: _l("Request by somebody else"),
}

SERVED_WORDS = {
    Served.IN_PERSON: _l("In person"),
    Served.MAIL: _l("By mail"),
    Served.ELECTRONICALLY: _l("Electronically"),
    Served.OTHERWISE: _l("Otherwise"),
}

STATE_WORDS = {
    State.OPEN: _l("being answered"),
    State.OBJECTED: _l("objection filed"),
    State.NARROWED: _l("narrowed"),
    State.QUASHED: _l("quashed"),
    State.PREPARED: _l("waits for a second person"),
    State.APPROVED: _l("may go out"),
    State.PRODUCED: _l("produced"),
    State.ANSWERED: _l("neither confirmed nor denied"),
    State.CLOSED: _l("closed"),
}

STATE_LOOK = {
    State.OPEN: "open",
    State.OBJECTED: "open",
    State.NARROWED: "open",
    State.PREPARED: "waiting",
    State.APPROVED: "waiting",
    State.PRODUCED: "done",
    State.ANSWERED: "done",
    State.QUASHED: "done",
}

STEP_WORDS = {
    Step.COUNSEL_TOLD: _l("The agency’s counsel was told"),
    Step.SURVIVOR_TOLD: _l("The young person was told"),
    Step.SURVIVOR_NOT_TOLD: _l("The young person could not be told yet"),
    Step.TELLING_FORBIDDEN: _l("A court forbids telling the young person"),
    Step.OBJECTED: _l("An objection or a motion to quash was filed"),
    Step.NARROWED: _l("The court narrowed it"),
    Step.QUASHED: _l("The court quashed it"),
    Step.ANSWERED: _l("The letter was sent: neither confirm nor deny"),
    Step.CLOSED: _l("Close it: nothing more is to be done"),
}

BASIS_WORDS = {
    Basis.COURT_ORDER: _l("An order signed by a judge, addressed to this agency"),
    Basis.SUBPOENA: _l("The subpoena itself, after counsel looked at it"),
    Basis.RELEASE: _l("The young person agreed in writing to this"),
    Basis.OWN_REQUEST: _l("The young person asks for it; who she or he is was verified"),
}

LEFT_OUT_WORDS = {
    LeftOut.NOT_ASKED: _l("Not within what is produced"),
    LeftOut.NEEDS_MORE: _l("The law asks for more than this basis"),
    LeftOut.NEVER: _l("Privileged, and never produced, whether or not there is any"),
}
