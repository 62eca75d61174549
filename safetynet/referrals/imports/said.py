"""What is said when an import is done: how many rows, and who now sees the referrals."""

from datetime import date

from flask_babel import format_date, ngettext
from flask_babel import gettext as _

from safetynet.agencies import Agency, coordinating_office
from safetynet.referrals.bases import Carried
from safetynet.referrals.imports.models import ImportBatch
from safetynet.referrals.said import law_said
from safetynet.referrals.vocabulary import ReferralBasis
from safetynet.sharing import kinds_said
from safetynet.sharing.laws import Law


def import_done(batch: ImportBatch, own: Agency, carried: Carried, day: date) -> str:
    """Return what became of a file's rows, and who now sees the referrals."""
    count = batch.rows_done - batch.rows_bad
    parts = [
        ngettext(
            "%(count)s referral is imported.",
            "%(count)s referrals are imported.",
            count,
            count=count,
        )
    ]
    office = coordinating_office()
    if batch.basis is None or office is None or office.id == own.id:
        parts.append(_("Only %(agency)s sees them.", agency=own.name))
    elif (law := carried.get(batch.basis)) is None:
        parts.append(_("Your county stopped using that law meanwhile: the rest was not sent."))
    elif count:
        last = law.last_day(day, batch.reported_on)
        parts.append(_told(batch.basis, law, office, last))
    if batch.rows_bad:
        parts.append(
            ngettext(
                "%(count)s row was not; download it below with the reason.",
                "%(count)s rows were not; download them below with the reasons.",
                batch.rows_bad,
                count=batch.rows_bad,
            )
        )
    return " ".join(str(part) for part in parts)


def _told(basis: ReferralBasis, law: Law, office: Agency, last: date) -> str:
    sentence = _(
        "%(office)s now sees of them, %(law)s: %(kinds)s; until %(last)s.",
        office=office.name,
        law=law_said(basis),
        kinds=kinds_said(law.kinds),
        last=format_date(last),
    )
    return str(sentence)
