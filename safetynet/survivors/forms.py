"""What a person may type about who somebody is and how to reach them."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Length

from safetynet import clock
from safetynet.forms import BirthDateField, EditForm, Form, OneOf, OneOfRadio
from safetynet.survivors.models import (
    AttemptOutcome,
    ContactKind,
    Name,
    NameKind,
    ParticularKind,
    PersonTie,
    SafeContact,
    StillSafe,
)
from safetynet.survivors.words import (
    ATTEMPT_WORDS,
    CONTACT_WORDS,
    NAME_WORDS,
    PARTICULAR_WORDS,
    STILL_SAFE_WORDS,
    TIE_WORDS,
)
from safetynet.vault import Category

SHORT, LONG = 120, 500
OLDEST = 120
"""Years; whoever is older was mistyped."""


class NameForm(EditForm):
    kind = OneOf(_l("What kind of name"), NameKind, NAME_WORDS)
    first = StringField(_l("First name, or the whole alias"), [Length(max=SHORT)])
    middle = StringField(_l("Middle name"), [Length(max=SHORT)])
    last = StringField(_l("Last name"), [Length(max=SHORT)])

    def validate_first(self, field: StringField) -> None:
        """Take half a name, but not nothing."""
        if not (field.data or self.last.data):
            raise ValidationError(_("Enter a first name, an alias or a last name"))

    def said(self) -> dict[str, Any]:
        """Return the columns of a Name."""
        parts = (self.first.data or "", self.middle.data or "", self.last.data or "")
        return {"kind": self.kind.data, "parts": Name.joined(*parts)}


class BirthDateForm(EditForm):
    born = BirthDateField(
        _l("Date of birth"),
        [InputRequired(_l("Enter a month, a day and a year"))],
        description=_l("For example 4 27 2009"),
    )
    is_estimated = BooleanField(_l("This is an estimate"))

    def validate_born(self, field: BirthDateField) -> None:
        """Refuse the future and the impossible; adults are no mistake."""
        born: date | None = field.data
        if born is None:
            return
        if born > clock.today():
            raise ValidationError(_("That day has not come yet"))
        if clock.today().year - born.year > OLDEST:
            raise ValidationError(_("Check the year: that is more than 120 years ago"))

    def said(self) -> dict[str, Any]:
        return {"iso": self.born.data.isoformat(), "is_estimated": self.is_estimated.data}


class ParticularForm(EditForm):
    DRAFTS = Category.IDENTITY

    kind = OneOf(_l("What it is"), ParticularKind, PARTICULAR_WORDS)
    text = StringField(
        _l("In the young person’s own words, where you know them"),
        [InputRequired(_l("Write what there is to say")), Length(max=LONG)],
    )

    def said(self) -> dict[str, Any]:
        return {"kind": self.kind.data, "text": self.text.data}


class AddressForm(EditForm):
    """A free address, or Safe at Home with the programme's number alone (CR-21)."""

    DRAFTS = Category.LOCATION

    text = TextAreaField(_l("Address"), [Length(max=LONG)])
    is_safe_at_home = BooleanField(_l("The family is in the Safe at Home program"))
    programme_id = StringField(
        _l("Safe at Home number"),
        [Length(max=SHORT)],
        description=_l(
            "With Safe at Home only this number is kept; addresses your agency wrote before are "
            "removed. Before you suggest enrolling: the program must tell the other parent who "
            "has custody."
        ),
    )
    enrolled = False
    """Whether the agency already recorded the programme for this person; the view says so."""

    def validate_text(self, field: TextAreaField) -> None:
        """Refuse a real address beside the programme, wherever the flag was set."""
        if field.data and (self.is_safe_at_home.data or self.enrolled):
            raise ValidationError(
                _("Safe at Home: leave the address empty, the real one is not kept")
            )
        if not field.data and not self.is_safe_at_home.data:
            raise ValidationError(_("Enter the address"))

    def validate_programme_id(self, field: StringField) -> None:
        """Ask for the number that mail and forms need instead of the address."""
        if self.is_safe_at_home.data and not field.data:
            raise ValidationError(_("Enter the program’s number"))

    def said(self) -> dict[str, Any]:
        kept = self.programme_id if self.is_safe_at_home.data else self.text
        return {"text": kept.data, "is_safe_at_home": self.is_safe_at_home.data}


class ContactForm(EditForm):
    DRAFTS = Category.SAFE_CONTACT

    kind = OneOf(_l("How"), ContactKind, CONTACT_WORDS)
    value = StringField(_l("Number or address"), [Length(max=SHORT)])
    person = StringField(
        _l("Who answers there, if it is not the young person"),
        [Length(max=SHORT)],
        description=_l("First and last name. It is compared with the persons of concern."),
    )
    tie = OneOf(_l("Who that is"), PersonTie, TIE_WORDS, blank=_l("The young person"))
    may_call = BooleanField(_l("Calling is safe"))
    may_text = BooleanField(_l("Texting is safe"))
    may_leave_message = BooleanField(_l("Leaving a message is safe"))
    is_monitored = BooleanField(_l("Somebody else may read or hear it"))
    best_times = StringField(_l("Best times"), [Length(max=LONG)])
    say = StringField(
        _l("What to say"),
        [Length(max=LONG)],
        description=_l("A code phrase, or who to say is calling"),
    )
    not_to_know = StringField(_l("Who must not learn of it"), [Length(max=LONG)])
    do_not_contact = BooleanField(
        _l("Do not contact"), description=_l("The number is removed at once.")
    )
    has_number = False
    """Whether there is one already: it stays closed here, and stays as it is if none is typed."""

    def over(self, contact: SafeContact) -> "ContactForm":
        """Be the form that corrects a contact."""
        self.has_number = contact.has_number
        if self.has_number:
            self.value.description = _l("Leave it empty to keep the number that is there.")
        return self

    def validate_value(self, field: StringField) -> None:
        """Ask for a number, unless there shall be none."""
        if not field.data and not self.do_not_contact.data and not self.has_number:
            raise ValidationError(_("Enter the number or address"))

    def validate_tie(self, field: OneOf) -> None:
        """Ask who it is where somebody else answers, and for the name of whoever does."""
        if bool(self.person.data) != bool(field.data):
            raise ValidationError(_("Enter both: the name, and who that is"))

    def said(self) -> dict[str, Any]:
        """Return the columns of a SafeContact, without the number where nobody may use it."""
        said = {n: f.data for n, f in self._fields.items() if n not in _FORMS_OWN}
        optional = ("person", "best_times", "say", "not_to_know")
        said |= {name: said[name] or None for name in optional}
        if self.has_number and not said["value"]:
            del said["value"]
        return said | ({"value": None} if self.do_not_contact.data else {})


_FORMS_OWN = frozenset({"csrf_token", "form_key", "version"})


class StillSafeForm(Form):
    """Asked each time before a number opens."""

    still_safe = OneOfRadio(
        _l("Is it still safe?"),
        StillSafe,
        STILL_SAFE_WORDS,
        validators=[InputRequired(_l("Say whether it is still safe"))],
        description=_l("Your answer is written down with your name, each time."),
    )
    is_stale = False

    def about(self, contact: SafeContact) -> "StillSafeForm":
        """Ask of one contact, with ids of its own."""
        self.is_stale = contact.is_stale(clock.today())
        self.still_safe.id = f"still_safe-{contact.id}"
        self.still_safe.label.field_id = self.still_safe.id
        return self

    def validate_still_safe(self, field: OneOfRadio) -> None:
        """Refuse what was not confirmed for a month and nobody asked about (screens.md)."""
        if self.is_stale and field.data is StillSafe.NOT_ASKED:
            raise ValidationError(
                _("Ask again first: nobody has confirmed this within the last 30 days")
            )


class AttemptForm(Form):
    """What came of it, by one press; a word beside it if there is one."""

    outcome = OneOf(
        _l("What came of it"),
        AttemptOutcome,
        ATTEMPT_WORDS,
        blank="",
        validators=[InputRequired(_l("Say what came of it"))],
    )
    text = StringField(_l("A word beside it, if others should know"), [Length(max=LONG)])
