"""On what basis the review may know, and what that basis needs."""

from dataclasses import fields
from datetime import timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    Field,
    ValidationError,
)
from wtforms.validators import InputRequired

from safetynet import clock
from safetynet.forms import AnyOf, EditForm, Form, OneOfRadio, choices
from safetynet.referrals.bases import (
    CARRIED,
    LONGEST_RELEASE_DAYS,
    RELEASABLE,
    RELEASE_DAYS,
    USUALLY_RELEASED,
    last_day,
)
from safetynet.referrals.forms.fields import DayIfNeeded, short
from safetynet.referrals.operations import Signed
from safetynet.referrals.vocabulary import (
    ReferralBasis,
)
from safetynet.referrals.words import (
    BASIS_WORDS,
    SIGNER_WORDS,
)
from safetynet.sharing import CATEGORY_WORDS, Signer
from safetynet.vault import Category


def offer(field: Any, bases: tuple[ReferralBasis, ...]) -> None:
    """Show only the bases that fit the sender's class."""
    field.choices = choices({basis: BASIS_WORDS[basis] for basis in bases})


class BasisPart(Form):
    """On what basis the review may know, and what that basis needs."""

    basis = OneOfRadio(
        _l("What lets you tell the review?"),
        ReferralBasis,
        BASIS_WORDS,
        validators=[InputRequired(_l("Choose what lets you tell the review"))],
    )
    reported_on = DayIfNeeded(_l("When was the report of suspected abuse made?"))

    categories = AnyOf(
        _l("What did the young person agree to share?"),
        Category,
        {category: CATEGORY_WORDS[category] for category in RELEASABLE},
        default=list(USUALLY_RELEASED),
    )
    signers = AnyOf(_l("Who signed?"), Signer, SIGNER_WORDS)
    signer_names = short(_l("Names of those who signed"))
    signed_on = DayIfNeeded(_l("Signed on"))
    ends_on = DayIfNeeded(
        _l("Ends on"), default=lambda: clock.today() + timedelta(days=RELEASE_DAYS)
    )
    purpose = short(_l("What for?"))
    not_shared = short(_l("What will not be shared?"))
    risks_discussed = short(_l("Which risks did you talk about?"))
    paper_reference = short(_l("Where is the signed paper?"))

    def validate_reported_on(self, field: Field) -> None:
        """A statute that runs from a report needs its day, and must not have run out (CR-09)."""
        basis = self.basis.data
        if basis not in CARRIED or not CARRIED[basis].from_report:
            return
        today = clock.today()
        if field.data is None:
            raise ValidationError(_("Say when the report was made"))
        if field.data > today:
            raise ValidationError(_("The report cannot lie in the future"))
        if last_day(basis, today, field.data) < today:
            raise ValidationError(_("The 30 days since the report are over; choose another basis"))

    def validate_categories(self, field: Field) -> None:
        if self._is_release and not field.data:
            raise ValidationError(_("Choose at least one kind of content"))

    def validate_signers(self, field: Field) -> None:
        if self._is_release and not field.data:
            raise ValidationError(_("Say who signed the release"))

    def validate_signer_names(self, field: Field) -> None:
        if self._is_release and not field.data:
            raise ValidationError(_("Write the names of those who signed"))

    def validate_purpose(self, field: Field) -> None:
        if self._is_release and not field.data:
            raise ValidationError(_("Say what the release is for"))

    def validate_signed_on(self, field: Field) -> None:
        if self._is_release and (field.data is None or field.data > clock.today()):
            raise ValidationError(_("Give the day of the signature, not a future one"))

    def validate_ends_on(self, field: Field) -> None:
        if not self._is_release:
            return
        today = clock.today()
        latest = today + timedelta(days=LONGEST_RELEASE_DAYS)
        if field.data is None or not today <= field.data <= latest:
            raise ValidationError(_("A release ends within a year from today"))

    @property
    def _is_release(self) -> bool:
        return self.basis.data is ReferralBasis.RELEASE

    def signed(self) -> Signed | None:
        """Return the release as typed, when that is the basis."""
        if not self._is_release:
            return None
        typed = self.data
        return Signed(**{part.name: typed[part.name] for part in fields(Signed)})


class SendingForm(BasisPart, EditForm):
    """Sends a referral that was kept, or gives a coded one a basis for more."""
