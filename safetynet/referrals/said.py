"""What a sender is told: who now sees what of a referral, by which law, until when; no name."""

from datetime import date

from flask_babel import format_date
from flask_babel import gettext as _

from safetynet.agencies import coordinating_office
from safetynet.referrals.models import Referral
from safetynet.referrals.vocabulary import ReferralBasis
from safetynet.referrals.words import LAW_WORDS
from safetynet.sharing import kinds_said
from safetynet.sharing.laws import Law
from safetynet.sharing.signing import Signing


def referral_sent(
    referral: Referral,
    day: date,
    *,
    law: Law | None,
    reported_on: date | None,
    signing: Signing | None,
) -> str:
    """Return where a referral went, and what its basis, a `law` or a release, opens there."""
    office = coordinating_office()
    said = {"number": referral.number, "office": office.name if office else ""}
    if office is None or office.id == referral.from_agency_id:
        return str(_("Referral %(number)s is in the inbox of your own office.", **said))
    if signing is not None:
        kinds, last = kinds_said(signing.categories), signing.ends_on
    elif law is not None:
        kinds, last = kinds_said(law.kinds), law.last_day(day, reported_on)
    else:
        return str(
            _(
                "Referral %(number)s is with %(office)s, coded: it knows the number and the "
                "urgency, and nothing that your agency wrote.",
                **said,
            )
        )
    sentence = _(
        "Referral %(number)s is with %(office)s, which now sees, %(law)s: %(kinds)s; until "
        "%(last)s.",
        **said,
        law=law_said(referral.basis),
        kinds=kinds,
        last=format_date(last),
    )
    return str(sentence)


def law_said(basis: ReferralBasis | None) -> str:
    """Return the law within a sentence; "" where nothing carries it."""
    return str(LAW_WORDS[basis]) if basis in LAW_WORDS else ""
