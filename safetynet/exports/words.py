"""How pages and papers speak of copies."""

from collections.abc import Mapping
from uuid import UUID

from flask_babel import format_date
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from safetynet.exports.grants import Grant
from safetynet.exports.models import Basis, Format, Outcome
from safetynet.exports.standing import Stop
from safetynet.sharing import kinds_said
from safetynet.sharing.law_words import BY_LAW_WORDS

FORMAT_WORDS = {
    Format.PDF: _l("PDF alone"),
    Format.WORKBOOK: _l("PDF with a workbook (XLSX) of the rows inside it"),
    Format.CSV: _l("PDF with a CSV file of the rows inside it"),
    Format.PACKET: _l("A sealed packet that opens in a browser, offline"),
}

OUTCOME_WORDS = {
    Outcome.RETURNED: _l("Returned"),
    Outcome.DESTROYED: _l("Destroyed, as the recipient says"),
    Outcome.NOT_RETURNED: _l("The recipient keeps it"),
}

STOP_WORDS = {
    Stop.FORGED: _l("It was changed without SafetyNet, and counts for nothing. Ask for a new one."),
    Stop.UNDECIDED: _l("It waits for a second person: a supervisor of this agency."),
    Stop.DECLINED: _l("The second person declined it."),
    Stop.RECALLED: _l("It was called back."),
    Stop.BASIS_ENDED: _l(
        "What let it go out has ended, was stopped, or does not name all of this any more."
    ),
    Stop.EXPIRED: _l("The days in which it could be taken are over."),
    Stop.TAKEN: _l("It was taken as often as it may be."),
    Stop.CHANGED: _l(
        "A record in it was edited or destroyed since. What was approved is not there any more: "
        "ask for a new one."
    ),
    Stop.NO_PASSWORD: _l("The second person has not made its password yet."),
}
"""Why a copy cannot be taken now."""

STATE_WORDS = {
    Stop.FORGED: _l("not genuine"),
    Stop.UNDECIDED: _l("waits for a second person"),
    Stop.DECLINED: _l("declined"),
    Stop.RECALLED: _l("called back"),
    Stop.BASIS_ENDED: _l("its basis ended"),
    Stop.EXPIRED: _l("over"),
    Stop.TAKEN: _l("taken"),
    Stop.CHANGED: _l("records changed"),
    Stop.NO_PASSWORD: _l("needs its password"),
    None: _l("may be taken"),
}

STATE_LOOK = {
    Stop.FORGED: "urgent",
    Stop.UNDECIDED: "waiting",
    Stop.NO_PASSWORD: "waiting",
    None: "open",
    Stop.TAKEN: "done",
}


LANGUAGE_WORDS = {"en": "English", "es": "Español"}
"""Each in itself."""


def grant_said(grant: Grant, agencies: Mapping[UUID, str]) -> str:
    """Say for whom something may leave, on what, and which kinds of content it names."""
    if grant.to_agency_id is None or grant.last_day is None:
        return str(_("The young person, who asks for her or his own"))
    said = {
        "agency": agencies[grant.to_agency_id],
        "day": format_date(grant.last_day, "medium"),
        "kinds": kinds_said(sorted(grant.kinds)),
    }
    if grant.law is None:
        return str(_("%(agency)s: a release until %(day)s (%(kinds)s)", **said))
    law = BY_LAW_WORDS[grant.law]
    return str(_("%(agency)s: %(law)s until %(day)s (%(kinds)s)", law=law, **said))


def basis_said(basis: Basis, grant: Grant | None) -> str:
    """Say on what a copy leaves; of a basis that ended, its kind alone."""
    if basis is Basis.OWN_REQUEST:
        return str(_("She or he asked for it; who it was is verified"))
    if basis is Basis.RELEASE:
        return str(_("A release that the young person signed"))
    return str(BY_LAW_WORDS[grant.law]) if grant and grant.law else str(_("A law"))
