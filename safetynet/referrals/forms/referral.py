"""Refer a young person: one page."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, HiddenField, ValidationError
from wtforms.validators import InputRequired, Optional

from safetynet import clock
from safetynet.files.forms import DocumentPart
from safetynet.forms import AnyOf, DayField, OneOf, OneOfRadio, Several
from safetynet.referrals.forms.basis import BasisPart
from safetynet.referrals.forms.fields import HOW_LONG, DayIfNeeded, long, short
from safetynet.referrals.forms.parts import BirthPart, ContactPart, PersonPart
from safetynet.referrals.vocabulary import (
    Awareness,
    Control,
    Exploited,
    Jurisdiction,
    LivingPlace,
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
    JURISDICTION_WORDS,
    LIVING_WORDS,
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

    again = HiddenField()
    """The sender's earlier referral of the same young person, where this is a further one."""

    withheld = short(
        _l("What do you keep to yourself?"),
        description=_l("Only of what kind it is, such as “health”; not the thing itself."),
    )
    withheld_because = short(_l("Why?"))

    sender_role = short(_l("Your role"))
    sender_reach = short(_l("Phone or e-mail at which the coordinator reaches you"))
    relationship = short(_l("How do you know her or him?"))
    learnt_from = short(_l("How did your agency learn of this?"))

    urgency = OneOfRadio(_l("How long can it wait?"), Urgency, URGENCY_WORDS, validators=[HOW_LONG])
    facts = long(_l("What happened? What did you see or hear yourself?"))
    opinion = long(_l("What do you think it means?"))
    worries = AnyOf(_l("What worries you?"), Worry, WORRY_WORDS)
    last_reviewed_on = DayField(
        _l("Was there a review before? When was the last one?"), [Optional()]
    )
    risks = AnyOf(_l("Dangerous now"), Risk, RISK_WORDS)
    risk_words = long(_l("More about what is dangerous now"))
    leaves_custody_on = DayIfNeeded(_l("Leaves custody on"))

    awareness = OneOfRadio(
        _l("Does she or he know of this referral?"),
        Awareness,
        AWARENESS_WORDS,
        validators=[InputRequired(_l("Say whether she or he knows of it"))],
    )
    wants = long(_l("What does she or he want us to do, and not to do?"))
    why_not_told = short(_l("If not, why not?"))
    afraid_of = long(_l("Who is she or he afraid of?"))
    safe_people = long(_l("Who is safe to talk to?"))
    unsafe_people = long(_l("Who is not safe?"))

    first_name = short(_l("First name"))
    middle_name = short(_l("Middle name"))
    last_name = short(_l("Last name"))
    aliases = long(_l("Other names: street names, nicknames, other spellings"))
    births = Several(BirthPart, _l("Dates of birth"), most=5)
    languages = long(_l("Languages, and where an interpreter is needed"))
    gender = short(_l("Gender, in her or his own words"))
    pronouns = short(_l("Pronouns"))
    ethnicity = short(_l("Race and ethnicity, as she or he says it"))
    tribe = short(_l("Tribe"))
    disability = short(_l("Disability, and what helps"))
    parenting = short(_l("Pregnant or parenting"))
    children = long(_l("Her or his children, and others to care for"))
    lgbtq = short(
        _l("LGBTQ+"), description=_l("Only if she or he told you on her or his own. Do not ask.")
    )

    contacts = Several(ContactPart, _l("Ways to reach her or him"))
    living_place = OneOf(_l("Stays now"), LivingPlace, LIVING_WORDS, blank=_l("Not known"))
    address = long(_l("Where she or he stays"))
    is_safe_at_home = BooleanField(_l("The family is in the Safe at Home program"))
    safe_at_home_number = short(
        _l("Safe at Home number"), description=_l("With Safe at Home only this number is kept.")
    )

    trafficking = OneOf(
        _l("Trafficking is"), TraffickingStatus, TRAFFICKING_WORDS, blank=_l("Not said")
    )
    decided_by = short(_l("Who decided that?"))
    exploited = OneOf(_l("Kind of exploitation"), Exploited, EXPLOITED_WORDS, blank=_l("Not said"))
    controls = AnyOf(_l("Means of control"), Control, CONTROL_WORDS)
    recruitment = AnyOf(_l("How it began"), Recruitment, RECRUITMENT_WORDS)
    places = AnyOf(_l("Where it happens"), Where, WHERE_WORDS)
    moved = short(_l("Moved between cities: from where to where, when"))
    account = long(_l("Her or his account, in her or his words"))

    persons = Several(PersonPart, _l("Persons of concern"))

    jurisdiction = OneOf(
        _l("Juvenile court"), Jurisdiction, JURISDICTION_WORDS, blank=_l("Not known")
    )
    hearing = short(_l("Next hearing: day, court"))
    attorney = short(_l("Attorney"))
    probation = short(_l("Probation officer"))
    warrants = short(_l("Warrants"))
    charged_or_witness = short(_l("Charged, or a witness: in which matter"))
    court = long(_l("More about the court"))
    social_worker = short(_l("Social worker"))
    placement = short(_l("Placement: of what kind, since when"))
    welfare = long(_l("More about child welfare"))
    school = long(_l("School and grade"))
    prior_services = long(_l("Earlier services for exploited young people: which, when"))

    documents = Several(DocumentPart, _l("Documents"), most=5)

    wants_seat = BooleanField(_l("We want a seat at the table if a case is opened"), default=True)

    grown = ""
    """Of which there was made room for one more just now."""

    def grow(self, name: str) -> bool:
        """Make room for one more of a kind; return False where there is no such kind."""
        field = self._fields.get(name)
        if not isinstance(field, Several):
            return False
        field.grow()
        self.grown = name
        return True

    def look_at_files(self) -> None:
        """Gather what is wrong with the files, once the page has to be drawn again."""
        for part in self.documents.filled:
            part.ask_again()
        errors = [entry.errors for entry in self.documents.entries]
        self.documents.errors = errors if any(errors) else []

    @property
    def is_coded(self) -> bool:
        return self.basis.data is ReferralBasis.CODED

    def validate_first_name(self, field: Field) -> None:
        """Somebody must be meant: by name, or by the referral's number alone (CR-08)."""
        if self.is_coded or not self.basis.data:
            return
        if not (field.data or self.last_name.data or self.aliases.data):
            raise ValidationError(_("Give a name, or choose “coded” as the basis"))

    def validate_facts(self, field: Field) -> None:
        if not self.is_coded and not field.data:
            raise ValidationError(_("Say what happened, in a sentence or two"))

    def validate_last_reviewed_on(self, field: Field) -> None:
        if field.data is not None and field.data > clock.today():
            raise ValidationError(_("The last review cannot lie in the future"))

    def validate_address(self, field: Field) -> None:
        """Refuse a real address beside the programme (CR-21)."""
        if field.data and self.is_safe_at_home.data:
            raise ValidationError(
                _("Safe at Home: leave the address empty, the real one is not kept")
            )

    def validate_safe_at_home_number(self, field: Field) -> None:
        """Ask for the number that mail and forms need instead of the address."""
        if self.is_safe_at_home.data and not field.data:
            raise ValidationError(_("Enter the program’s number"))

    def validate_basis(self, field: Field) -> None:
        """A coded referral holds nothing by which somebody could be recognised."""
        if self.is_coded and any(is_answered(self[name]) for name in IDENTIFYING):
            raise ValidationError(
                _(
                    "A coded referral holds no name, birth date, contact, address or document. "
                    "Take them out."
                )
            )


def is_answered(field: Any) -> bool:
    """Say whether somebody wrote or chose anything there."""
    return bool(field.filled if isinstance(field, Several) else field.data)


IDENTIFYING = (
    "first_name", "middle_name", "last_name", "aliases", "births", "languages", "gender",
    "pronouns", "ethnicity", "tribe", "disability", "parenting", "children", "lgbtq", "contacts",
    "living_place", "address", "is_safe_at_home", "safe_at_home_number", "persons", "moved",
    "jurisdiction", "hearing", "attorney", "probation", "warrants", "charged_or_witness", "court",
    "social_worker", "placement", "welfare", "school", "prior_services", "leaves_custody_on",
    "documents",
)  # fmt: skip
"""What a coded referral leaves empty."""
