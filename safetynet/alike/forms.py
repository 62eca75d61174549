"""What a person may type about two who may be one."""

import re
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from safetynet.alike.people import Birth, Person
from safetynet.forms import BirthDateField, EditForm, Form, lines
from safetynet.vault import Category

SHORT, LONG = 240, 2000
DIGITS = re.compile(r"[0-9]{1,4}")


class JoiningForm(Form):
    """Why two records are about one young person."""

    DRAFTS = Category.OFFICE

    reason = TextAreaField(
        _l("How you know"),
        [InputRequired(_l("Write whom you asked and how you know")), Length(max=LONG)],
        description=_l("Only those who join records where you work read this."),
    )


class UndoingForm(EditForm):
    """Why they are two after all."""

    DRAFTS = Category.OFFICE

    reason = TextAreaField(
        _l("Why it was wrong"),
        [InputRequired(_l("Write what you found out")), Length(max=LONG)],
        description=_l("Only those who join records where you work read this."),
    )


class WhoForm(Form):
    """Who is being referred, as far as it is typed."""

    first_name = StringField(validators=[Length(max=SHORT)])
    middle_name = StringField(validators=[Length(max=SHORT)])
    last_name = StringField(validators=[Length(max=SHORT)])
    aliases = StringField(validators=[Length(max=LONG)])
    born = BirthDateField()
    phone = StringField(validators=[Length(max=SHORT)])
    address = StringField(validators=[Length(max=LONG)])

    def validate(self, extra_validators: Any = None) -> bool:
        """Take half a birth date too: it is still being typed."""
        super().validate(extra_validators)
        return not self.errors.keys() - {"born"}

    def person(self) -> Person[None]:
        """Return whom the form names, as she is compared."""
        named = (self.first_name.data or "", self.middle_name.data or "", self.last_name.data or "")
        names = [named] if named[0] or named[2] else []
        names += [(alias, "", "") for alias in lines(self.aliases.data)]
        parts = (self.born.boxes[part] for part in ("year", "month", "day"))
        year, month, day = (int(part) if DIGITS.fullmatch(part) else None for part in parts)
        return Person(
            None,
            names=names,
            births=[Birth(year, month, day)] if year or month or day else [],
            places=[self.address.data] if self.address.data else [],
            reach=[self.phone.data] if self.phone.data else [],
        )
