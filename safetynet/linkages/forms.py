from datetime import date
from typing import Any, cast

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from safetynet.forms import DayField, EditForm, Form, OneOf, OneOfRadio, choices, has_come, one_of
from safetynet.linkages.gaps import AgeBand, Area, Told
from safetynet.linkages.life import GAPS, NEEDS_DAY, NEEDS_WHY, WHYS, Introduced, LinkageStatus, Why
from safetynet.linkages.models import Details
from safetynet.linkages.words import AGE_WORDS, AREA_WORDS, INTRODUCED_WORDS, WHY_WORDS
from safetynet.vault import Category

LONGEST = 4000
LONGEST_LIST = 999


class OfferForm(Form):
    DRAFTS = Category.LINKAGE

    service = SelectField(_l("Service"), [InputRequired(_l("Choose a service."))], choices=[])
    agreed = RadioField(
        _l("Has the young person agreed?"),
        [InputRequired(_l("Say whether the young person has agreed."))],
        choices=choices({"yes": _l("Yes"), "no": _l("Not asked yet")}),
    )
    text = TextAreaField(
        _l("What she or he needs from them"),
        [Length(max=LONGEST)],
        description=_l(
            "Your agency's own words. The provider reads them only as far as a release "
            "or a seat at the table allows."
        ),
    )


class StepForm(EditForm):
    """One step of a linkage; the fields that the step does not ask for are taken away."""

    DRAFTS = Category.LINKAGE

    back = HiddenField()
    """Where the answer leads, if not to the linkage."""
    why = SelectField(_l("Reason"), coerce=one_of(Why), choices=[])
    position = IntegerField(_l("Place on the list"), [Optional(), NumberRange(1, LONGEST_LIST)])
    on = DayField(_l("Day of the appointment"), [Optional()])
    place = StringField(
        _l("Where and at what time"),
        [Length(max=200)],
        description=_l("A hint is enough. Never the address of a confidential place."),
    )
    text = TextAreaField(
        _l("In your own words"), [Length(max=LONGEST)], description=_l("If there is more to say.")
    )
    age = OneOf(
        _l("Age, for the county’s count"),
        AgeBand,
        AGE_WORDS,
        default=AgeBand.UNKNOWN,
        description=_l("Counted with the reason and the month, and kept nowhere else."),
    )
    area = OneOf(
        _l("Where she or he lives, for the county’s count"), Area, AREA_WORDS, default=Area.UNKNOWN
    )

    def ask_for(self, to: LinkageStatus) -> "StepForm":
        """Keep the fields of this step, and require what it cannot do without."""
        if to in WHYS:
            words = {why: WHY_WORDS[why] for why in WHYS[to]}
            self.why.choices = choices(words, blank=_("Choose"))
            if to in NEEDS_WHY:
                self.why.validators = [InputRequired(_("Choose the reason."))]
                self.why.flags.required = True
        else:
            del self.why
        if to is not LinkageStatus.WAITLISTED:
            del self.position
        if to not in GAPS:
            del self.age, self.area
        if to not in NEEDS_DAY:
            del self.on, self.place
        else:
            self.on.validators = [InputRequired(_("Enter the day of the appointment."))]
            self.on.flags.required = True
        return self

    @property
    def details(self) -> Details:
        held: dict[str, Any] = {
            name: self[name].data or None for name in ("why", "position", "on") if name in self
        }
        return Details(**held)

    @property
    def told(self) -> Told | None:
        if "age" not in self:
            return None
        return Told(self.age.data or AgeBand.UNKNOWN, self.area.data or Area.UNKNOWN)


class HandOverForm(Form):
    """A warm hand-over; who made it is whoever writes it down."""

    DRAFTS = Category.LINKAGE

    how = OneOfRadio(
        _l("How was she or he introduced?"),
        Introduced,
        INTRODUCED_WORDS,
        validators=[InputRequired(_l("Say how."))],
    )
    on = DayField(_l("Day"), [InputRequired(_l("Enter the day.")), has_come])
    contact = StringField(
        _l("To whom there"),
        [Length(max=120)],
        description=_l("First and last name. It is compared with the persons of concern."),
    )
    text = TextAreaField(
        _l("In your own words"), [Length(max=LONGEST)], description=_l("If there is more to say.")
    )

    @property
    def day(self) -> date:
        """Return the day, which `validate` made sure of."""
        return cast(date, self.on.data)


class NoteForm(Form):
    DRAFTS = Category.LINKAGE

    text = TextAreaField(
        _l("Your agency's words"), [InputRequired(_l("Write something.")), Length(max=LONGEST)]
    )
    contact = StringField(
        _l("Whom to talk to there"),
        [Length(max=120)],
        description=_l("First and last name. It is compared with the persons of concern."),
    )
