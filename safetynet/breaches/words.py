"""How pages speak of incidents, calls, letters, notices and clocks."""

from datetime import date

from flask_babel import format_date, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from safetynet.breaches.clocks import Clock, Deadline
from safetynet.breaches.states import (
    Bound,
    Certainty,
    How,
    Kind,
    NoticeTo,
    Outcome,
    State,
    Step,
)

KIND_WORDS = {
    Kind.LOST_DEVICE: _l("A phone, tablet or computer is lost or was stolen"),
    Kind.WRONG_RECIPIENT: _l("Something went to the wrong person"),
    Kind.ACCOUNT_TAKEN: _l("Somebody else used an account"),
    Kind.PAPER_LOST: _l("Paper is lost or was seen by others"),
    Kind.SYSTEM: _l("A fault or an attack on a system"),
    Kind.OTHER: _l("Something else"),
}

CERTAINTY_WORDS = {
    Certainty.ACTUAL: _l("It happened"),
    Certainty.IMMINENT: _l("It is about to happen"),
    Certainty.SUSPECTED: _l("It may have happened; nobody knows yet"),
}

STATE_WORDS = {
    State.REPORTED: _l("reported"),
    State.BREACH: _l("a breach"),
    State.NO_BREACH: _l("no breach"),
    State.CLOSED: _l("closed"),
}
STATE_LOOK = {State.REPORTED: "waiting", State.BREACH: "urgent", State.NO_BREACH: "quiet"}

STEP_WORDS = {
    Step.REPORTED: _l("Reported"),
    Step.BREACH: _l("Decided: it is a breach"),
    Step.NO_BREACH: _l("Decided: it is no breach"),
    Step.SIGN_INS_ENDED: _l("All sign-ins of the accounts were ended"),
    Step.CONTAINED: _l("Something was done to contain it"),
    Step.NOTED: _l("Note"),
    Step.CLOSED: _l("Closed; what was learned"),
}

BOUND_WORDS = {
    Bound.PUBLIC: _l("A public agency (Civil Code 1798.29)"),
    Bound.BUSINESS: _l("A nonprofit or a business (Civil Code 1798.82)"),
}

OUTCOME_WORDS = {
    Outcome.REACHED: _l("Spoke with her or him"),
    Outcome.NO_ANSWER: _l("Nobody answered, or it was not the moment"),
    Outcome.UNSAFE: _l("It is unsafe to call or to write"),
}

HOW_WORDS = {
    How.IN_PERSON: _l("Handed over in person"),
    How.MAIL: _l("By mail"),
    How.ELECTRONICALLY: _l("Electronically, in a way that she or he chose"),
}

NOTICE_WORDS = {
    NoticeTo.GRANT_MANAGER: _l("The grant manager at OJP or OVW"),
    NoticeTo.ATTORNEY_GENERAL: _l("The Attorney General, with a sample of the letter"),
    NoticeTo.POLICE: _l("Police"),
    NoticeTo.OTHER: _l("Somebody else, such as an insurer"),
}

CLOCK_WORDS = {
    Clock.GRANT: _l("The grant manager, of an actual or imminent breach"),
    Clock.BUSINESS: _l("The young people, where a nonprofit or a business tells"),
    Clock.PUBLIC: _l("The young people, where a public agency tells"),
    Clock.ATTORNEY: _l("The Attorney General, after the first letter"),
}

CLOCK_LAWS = {
    Clock.GRANT: _l("Award conditions of OJP and OVW: 24 hours"),
    Clock.BUSINESS: _l("Civil Code 1798.82, as SB 446 amends it: 30 calendar days"),
    Clock.PUBLIC: _l("Civil Code 1798.29: without unreasonable delay; it names no days"),
    Clock.ATTORNEY: _l("Civil Code 1798.82: 15 calendar days, where more than 500 are told"),
}

DUE_WORDS = {
    Clock.GRANT: _l("The grant manager is to be told"),
    Clock.BUSINESS: _l("The young people are to be called, then told"),
    Clock.PUBLIC: _l("The young people are to be called, then told"),
    Clock.ATTORNEY: _l("The Attorney General is to get a sample"),
}


def amount_said(clock: Clock, amount: int) -> str:
    if clock is Clock.GRANT:
        return str(ngettext("%(num)d hour", "%(num)d hours", amount))
    return str(ngettext("%(num)d day", "%(num)d days", amount))


def left_said(due: Deadline, day: date) -> str:
    """Say how much time is left, in hours for what is counted in hours; or that it is overdue."""
    if due.clock is Clock.GRANT:
        if due.is_late:
            return str(ngettext("%(num)d hour overdue", "%(num)d hours overdue", due.hours))
        return str(ngettext("%(num)d hour left", "%(num)d hours left", due.hours))
    days = (due.day - day).days
    if days < 0:
        return str(ngettext("%(num)d day overdue", "%(num)d days overdue", -days))
    if days == 0:
        return str(_("until midnight"))
    return str(ngettext("%(num)d day left", "%(num)d days left", days))


def done_said(due: Deadline) -> str:
    """Say on which day it was done, and if that was too late."""
    if due.done_at is None:
        return ""
    day = format_date(due.done_at, "medium")
    said = _("done %(day)s, too late", day=day) if due.is_late else _("done %(day)s", day=day)
    return str(said)
