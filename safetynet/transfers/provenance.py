"""A referral's own page says that it came from another county."""

from flask_babel import lazy_gettext as _l

from safetynet.referrals import Referral
from safetynet.referrals.origins import Origin, tells_origin
from safetynet.transfers.queries import words_on


@tells_origin
def _from_another_county(referral: Referral) -> Origin | None:
    if words_on(referral.id) is None:
        return None
    return Origin(
        _l("Transfer in: it came from another county"),
        "transfers.show",
        {"referral": referral.id},
    )
