from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField, ValidationError
from wtforms.validators import InputRequired, Length

from safetynet.directory.hours import hours_text, spans_in
from safetynet.directory.models import Place
from safetynet.directory.phones import Phone, phone_of
from safetynet.forms import EditForm

TEXTS = ("name", "address_1", "city", "county", "state", "postal_code", "transport", "access")


class PlaceForm(EditForm):
    """An address that anybody may know, when somebody is there, and how to call."""

    name = StringField(_l("Name of the place"), [Length(max=120)])
    address_1 = StringField(
        _l("Street and number"), [InputRequired(_l("Enter the address.")), Length(max=200)]
    )
    city = StringField(_l("Town"), [InputRequired(_l("Enter the town.")), Length(max=80)])
    county = StringField(_l("County"), [Length(max=80)])
    state = StringField(_l("State"), [Length(max=40)])
    postal_code = StringField(_l("Postal code"), [Length(max=20)])
    phone = StringField(_l("Phone at this place"), [Length(max=60)])
    hours_said = StringField(
        _l("Opening hours at this place"),
        [Length(max=300)],
        description=_l("For example: Monday - Friday 9 am - 5 pm; Saturday 10 am - 2 pm"),
    )
    transport = StringField(_l("How to get there"), [Length(max=200)])
    access = StringField(_l("Ramps, lifts, doors"), [Length(max=200)])

    def validate_phone(self, field: StringField) -> None:
        if field.data and phone_of(field.data) is None:
            raise ValidationError(_("Enter a phone number."))

    def validate_hours_said(self, field: StringField) -> None:
        if field.data and not spans_in(field.data):
            raise ValidationError(
                _("These hours cannot be read. Write them as in the example, or leave them out.")
            )

    @property
    def said(self) -> dict[str, Any]:
        """Return the columns of a place as they were typed."""
        texts = {name: self[name].data or None for name in TEXTS}
        phone = phone_of(self.phone.data or "")
        return texts | {
            "phones": [phone.code] if phone else [],
            "hours": spans_in(self.hours_said.data or ""),
        }


def form_of(place: Place) -> PlaceForm:
    """Return the form with what is known of a place, unless it was sent."""
    number = next(iter(place.told), Phone(""))
    typed = {"phone": str(number), "hours_said": hours_text(place.hours or [])}
    return PlaceForm(obj=place, data=typed)
