"""On what basis the review may know, and what that basis needs."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field
from wtforms.validators import InputRequired

from safetynet import clock
from safetynet.forms import AnyOf, EditForm, OneOfRadio, choices
from safetynet.referrals.bases import RELEASABLE, USUALLY_RELEASED, Carried
from safetynet.referrals.forms.fields import DayIfNeeded, short
from safetynet.referrals.forms.statutes import basis_words, carries_said, check_report
from safetynet.referrals.operations import Signed
from safetynet.referrals.vocabulary import ReferralBasis
from safetynet.sharing import CATEGORY_WORDS, How, Signer
from safetynet.sharing.forms import SignedForm
from safetynet.sharing.law_words import LACK_WORDS, LawSaid
from safetynet.sharing.signing import USUAL, Signing, problems_of
from safetynet.sharing.telling import Lack
from safetynet.sharing.words import SIGNER_WORDS
from safetynet.vault import Category


class BasisPart(SignedForm):
    """On what basis the review may know, and what that basis needs."""

    carried: Carried
    """What crosses by each law that the county uses; set by `offer`."""
    carries: Sequence[LawSaid]
    """The same of the laws that this sender may choose, in words."""

    basis = OneOfRadio(
        _l("What lets you tell the review?"),
        ReferralBasis,
        {},
        validators=[InputRequired(_l("Choose what lets you tell the review"))],
        # The county may stop using a law while this form is open.
        invalid_choice_message=LACK_WORDS[Lack.NOT_USED],
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
    ends_on = DayIfNeeded(_l("Ends on"), default=lambda: clock.today() + USUAL)
    purpose = short(_l("What for?"))
    not_shared = short(_l("What will not be shared?"))
    risks_discussed = short(_l("Which risks did you talk about?"))
    alone_because = short(
        _l("Only if the young person signed alone: for which service, by which law"),
        description=_l("For example counseling from 12, Family Code 6924."),
    )
    guardian_is_safe = BooleanField(
        _l("Only if a guardian signed: nobody who signed is said to have harmed or exploited them")
    )
    paper_reference = short(_l("Where is the signed paper?"))
    told_it_is_free = BooleanField(
        _l("The young person knows: no service depends on signing, and it can be stopped any time")
    )

    def offer(self, bases: Iterable[ReferralBasis], carried: Carried) -> None:
        """Show only the bases that fit the sender's class and that the county uses."""
        self.carried = carried
        offered = tuple(bases)
        self.basis.choices = choices(basis_words(offered, carried))
        self.carries = carries_said(offered, carried)

    def validate_reported_on(self, field: Field) -> None:
        check_report(self.carried.get(self.basis.data), field.data, clock.today())

    def validate(self, extra_validators: Any = None) -> bool:
        is_whole: bool = super().validate(extra_validators)
        if self.basis.data is not ReferralBasis.RELEASE:
            return is_whole
        return self.blame(problems_of(self.release(), clock.today())) and is_whole

    def release(self) -> Signing:
        """Return the release as typed: it holds from today, and for what is shown here."""
        return self.signing(how=(How.APP,), starts_on=clock.today())

    def signed(self, by_id: UUID) -> Signed | None:
        """Return the release when that is the basis; `by_id` is who writes it down."""
        is_release = self.basis.data is ReferralBasis.RELEASE
        return Signed(self.release(), by_id) if is_release else None


class SendingForm(BasisPart, EditForm):
    """Sends a referral that was kept, or gives a coded one a basis for more."""

    DRAFTS = Category.REFERRAL_NARRATIVE
