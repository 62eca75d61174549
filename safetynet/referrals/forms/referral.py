"""Refer a young person: one page."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    Field,
    ValidationError,
)
from wtforms.validators import InputRequired, Optional

from safetynet import clock
from safetynet.forms import AnyOf, BirthDateField, DayField, OneOf, OneOfRadio
from safetynet.referrals.forms.basis import BasisPart
from safetynet.referrals.forms.fields import HOW_LONG, long, short
from safetynet.referrals.vocabulary import (
    Awareness,
    Control,
    Exploited,
    Recruitment,
    ReferralBasis,
    Risk,
    TraffickingStatus,
    Urgency,
    Where,
    Worry,
)
from safetynet.referrals.words import (
    AWARENESS_WORDS,
    CONTROL_WORDS,
    EXPLOITED_WORDS,
    RECRUITMENT_WORDS,
    RISK_WORDS,
    TRAFFICKING_WORDS,
    URGENCY_WORDS,
    WHERE_WORDS,
    WORRY_WORDS,
)
from safetynet.vault import Category


class ReferralForm(BasisPart):
    """One page, in its order; what has no star may stay empty."""

    DRAFTS = Category.REFERRAL_NARRATIVE

    urgency = OneOfRadio(_l("How long can it wait?"), Urgency, URGENCY_WORDS, validators=[HOW_LONG])
    facts = long(_l("What happened? What did you see or hear yourself?"))
    opinion = long(_l("What do you think it means?"))
    worries = AnyOf(_l("What worries you?"), Worry, WORRY_WORDS)
    risks = AnyOf(_l("Dangerous now"), Risk, RISK_WORDS)
    risk_words = long(_l("More about what is dangerous now"))
    relationship = short(_l("How do you know her or him, and how did you learn of this?"))
    last_reviewed_on = DayField(
        _l("Was there a review before? When was the last one?"), [Optional()]
    )

    awareness = OneOfRadio(
        _l("Does she or he know of this referral?"),
        Awareness,
        AWARENESS_WORDS,
        validators=[InputRequired(_l("Say whether she or he knows of it"))],
    )
    why_not_told = short(_l("If not, why not?"))
    wants = long(_l("What does she or he want us to do, and not to do?"))
    afraid_of = long(_l("Who is she or he afraid of?"))
    safe_people = long(_l("Who is safe to talk to?"))
    unsafe_people = long(_l("Who is not safe?"))

    first_name = short(_l("First name"))
    middle_name = short(_l("Middle name"))
    last_name = short(_l("Last name"))
    aliases = long(_l("Other names: street names, nicknames, other spellings"))
    born_on = BirthDateField(_l("Date of birth"))
    is_estimated = BooleanField(_l("The date is an estimate"))
    gender = short(_l("Gender, in her or his own words"))
    pronouns = short(_l("Pronouns"))
    language = short(_l("Language, and whether an interpreter is needed"))
    ethnicity = short(_l("Race and ethnicity, as she or he says it"))
    tribe = short(_l("Tribe"))

    phone = short(_l("Phone, or another way to reach her or him"))
    may_call = BooleanField(_l("Calling is safe"))
    may_text = BooleanField(_l("Texting is safe"))
    may_leave_message = BooleanField(_l("Leaving a voice message is safe"))
    is_monitored = BooleanField(_l("Somebody else reads along on this device"))
    best_times = short(_l("Best times"))
    say = short(_l("What to say, or who to say is calling"))
    not_to_know = short(_l("Who must not learn of it"))
    address = long(_l("Where she or he stays"))
    is_safe_at_home = BooleanField(_l("This is a Safe at Home address"))

    trafficking = OneOf(
        _l("Trafficking is"), TraffickingStatus, TRAFFICKING_WORDS, blank=_l("Not said")
    )
    decided_by = short(_l("Who decided that?"))
    exploited = OneOf(_l("Kind of exploitation"), Exploited, EXPLOITED_WORDS, blank=_l("Not said"))
    controls = AnyOf(_l("Means of control"), Control, CONTROL_WORDS)
    recruitment = AnyOf(_l("How it began"), Recruitment, RECRUITMENT_WORDS)
    places = AnyOf(_l("Where it happens"), Where, WHERE_WORDS)
    account = long(_l("Her or his account, in her or his words"))

    person_name = short(_l("Name or alias of a person of concern"))
    person_relation = short(_l("Relation to the young person"))
    person_known = long(_l("What is known: age, weapons, custody, orders, living together"))
    more_persons = long(_l("More persons of concern"))

    court = long(_l("Court, hearings, attorney, probation, warrants"))
    welfare = long(_l("Child welfare: social worker, placement"))
    school = long(_l("School and grade"))

    wants_seat = BooleanField(_l("We want a seat at the table if a case is opened"), default=True)

    @property
    def is_coded(self) -> bool:
        return self.basis.data is ReferralBasis.CODED

    def validate_first_name(self, field: Field) -> None:
        """Somebody must be meant: by name, or by the referral's number alone (CR-08)."""
        if self.is_coded or not self.basis.data:
            return
        if not (field.data or self.last_name.data or self.aliases.data):
            raise ValidationError(_("Give a name, or choose “coded” as the basis"))

    def validate_born_on(self, field: Field) -> None:
        if field.data is not None and field.data > clock.today():
            raise ValidationError(_("The date of birth cannot lie in the future"))

    def validate_facts(self, field: Field) -> None:
        if not self.is_coded and not field.data:
            raise ValidationError(_("Say what happened, in a sentence or two"))

    def validate_last_reviewed_on(self, field: Field) -> None:
        if field.data is not None and field.data > clock.today():
            raise ValidationError(_("The last review cannot lie in the future"))

    def validate_basis(self, field: Field) -> None:
        """A coded referral holds nothing by which somebody could be recognised."""
        if self.is_coded and any(self[name].data for name in IDENTIFYING):
            raise ValidationError(
                _("A coded referral holds no name, birth date, contact or address. Take them out.")
            )


IDENTIFYING = (
    "first_name", "middle_name", "last_name", "aliases", "born_on", "gender", "pronouns",
    "language", "ethnicity", "tribe", "phone", "address", "best_times", "say", "not_to_know",
    "person_name", "person_relation", "person_known", "more_persons", "court", "welfare", "school",
)  # fmt: skip
