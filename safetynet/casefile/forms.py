from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, StringField
from wtforms.validators import InputRequired, Length

from safetynet.forms import AnyOf, Form, choices
from safetynet.plans import Section
from safetynet.plans.words import SECTION_WORDS

NUMBERS = 4


class CarryForm(Form):
    """What goes onto the page to carry; numbers are typed for this page and kept nowhere."""

    language = RadioField(
        _l("Language of the page"),
        [InputRequired(_l("Choose a language."))],
        choices=choices({"en": "English", "es": "Español"}),
    )
    parts = AnyOf(
        _l("Parts of the safety plan"),
        Section,
        {section: word for section, word in SECTION_WORDS.items() if section != Section.CODE_WORD},
    )
    as_said = BooleanField(_l("These are her or his own words; keep them though they are long"))

    @property
    def numbers(self) -> list[tuple[str, str]]:
        """Return the labels and numbers that were typed."""
        pairs = ((self[f"label_{n}"].data, self[f"number_{n}"].data) for n in range(NUMBERS))
        return [(label or "", number or "") for label, number in pairs if label or number]


for _n in range(NUMBERS):
    setattr(
        CarryForm,
        f"label_{_n}",
        StringField(
            _l("Name for the number"),
            [Length(max=24)],
            description=_l("One that says nothing to others: “Ana”, “Library”."),
        ),
    )
    setattr(CarryForm, f"number_{_n}", StringField(_l("Number"), [Length(max=24)]))
