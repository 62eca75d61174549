"""What a referral holds several of: birth dates, ways to reach somebody, persons of concern."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, ValidationError

from safetynet.forms import BirthDateField, OneOf, Part, not_ahead
from safetynet.referrals.forms.fields import long, short
from safetynet.referrals.vocabulary import LivesWith
from safetynet.referrals.words import LIVES_WITH_WORDS
from safetynet.survivors import ContactKind, PersonTie
from safetynet.survivors.words import CONTACT_WORDS, TIE_WORDS


class BirthPart(Part):
    born = BirthDateField(_l("Date of birth"), [not_ahead])
    is_estimated = BooleanField(_l("The date is an estimate"))


class ContactPart(Part):
    """One way to reach her or him, and what is safe on it (CR-20)."""

    kind = OneOf(_l("How"), ContactKind, CONTACT_WORDS, default=ContactKind.PHONE)
    value = short(_l("Number or address"))
    may_call = BooleanField(_l("Calling is safe"))
    may_text = BooleanField(_l("Texting is safe"))
    may_leave_message = BooleanField(_l("Leaving a message is safe"))
    is_monitored = BooleanField(_l("Somebody else reads along on this device"))
    person = short(
        _l("Who may answer, if it is not the young person"),
        description=_l("First and last name. It is compared with the persons of concern."),
    )
    tie = OneOf(_l("Who that is"), PersonTie, TIE_WORDS, blank=_l("The young person"))
    best_times = short(_l("Best times"))
    say = short(_l("What to say, or who to say is calling"))
    not_to_know = short(_l("Who must not learn of it"))

    def validate_value(self, field: Field) -> None:
        """Ask for the number of which something is told."""
        if (self.is_filled or self.somebody_asked) and not field.data:
            raise ValidationError(_("Enter the number or address"))

    def validate_tie(self, field: Field) -> None:
        """Ask who it is where somebody else answers, and for the name of whoever does."""
        if bool(self.person.data) != bool(field.data):
            raise ValidationError(_("Enter both: the name, and who that is"))

    @property
    def somebody_asked(self) -> bool:
        """Whether anything is said to be safe; a bare number confirms nothing."""
        return bool(self.may_call.data or self.may_text.data or self.may_leave_message.data)


class PersonPart(Part):
    """Somebody who may exploit or threaten her or him."""

    called = short(_l("Name or alias"))
    relation = short(_l("Relation to the young person"))
    born = BirthDateField(_l("Date of birth, if it is known"), [not_ahead])
    lives_with = OneOf(
        _l("Do they live together?"), LivesWith, LIVES_WITH_WORDS, blank=_l("Not known")
    )
    weapons = short(_l("Weapons"))
    custody = short(_l("In custody, on parole or probation?"))
    orders = short(_l("Court orders: protective orders, no contact"))
    known = long(_l("What else is known: looks, car, where they meet"))
