"""How pages speak of the laws under which an agency may tell another."""

from flask_babel import lazy_gettext as _l

from safetynet.sharing.models import DisclosureBasis
from safetynet.sharing.telling import Lack

LAW_WORDS = {
    DisclosureBasis.CHILD_STATUTE: _l("Child abuse team (WIC 18961.7): 30 days from the report"),
    DisclosureBasis.MANDATED_REPORT: _l("Mandated report (Penal Code 11166)"),
    DisclosureBasis.CASE_FILE: _l("Juvenile case file, to somebody whom WIC 827 names"),
    DisclosureBasis.COURT_ORDER: _l("Court order"),
    DisclosureBasis.EMERGENCY: _l("Emergency: to keep somebody alive, 3 days at most"),
}
"""The laws that a person may choose; the others come of seats and referrals."""

BY_LAW_WORDS = LAW_WORDS | {
    DisclosureBasis.TEAM_STATUTE: _l("Review team (Penal Code 13753)"),
    DisclosureBasis.ANSWER: _l("Answer to a referral"),
}

LACK_WORDS = {
    Lack.NOTHING: _l("Choose what is told"),
    Lack.NOT_CARRIED: _l("This law does not carry one of these; a release would"),
    Lack.COVERED: _l(
        "A victim services agency tells by release, court order or mandated report only"
    ),
    Lack.RECIPIENT: _l("Such a report goes to the police, probation or child welfare"),
    Lack.CONFLICT: _l("To this agency only a court’s order or a mandated report carries anything"),
    Lack.MATTER: _l("To this agency only a release or a court’s order carries this"),
    Lack.NO_REPORT: _l("Enter the day of the report; the law’s days run from it"),
    Lack.AHEAD: _l("That day has not come yet"),
    Lack.OVER: _l("The days of this law are over; a new report begins new ones"),
    Lack.NOT_VERIFIED: _l("Make sure first who takes part in the exchange"),
    Lack.NO_REFERENCE: _l("Enter the order’s number, or the paragraph that names the recipient"),
    Lack.NO_JUDGE: _l("Enter who ordered it, and when"),
    Lack.NO_REASON: _l("Write why, in a sentence: 20 characters at least"),
    Lack.TOO_LONG: _l("Choose a day from today to the law’s own last day"),
}
"""What keeps a law from carrying something, said at the field where it can be mended."""
