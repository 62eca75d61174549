"""What a person may type about a referral."""

from safetynet.referrals.forms.basis import BasisPart, SendingForm
from safetynet.referrals.forms.deciding import (
    AcceptanceForm,
    RefusalForm,
    Then,
    TriageForm,
    WordsForm,
)
from safetynet.referrals.forms.referral import ReferralForm

__all__ = [
    "AcceptanceForm",
    "BasisPart",
    "ReferralForm",
    "RefusalForm",
    "SendingForm",
    "Then",
    "TriageForm",
    "WordsForm",
]
