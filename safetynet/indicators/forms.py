"""What is typed about a screening: never an item of an instrument, only what came of it."""

import re
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Length, Optional

from safetynet import clock
from safetynet.forms import AnyOf, DayField, EditForm, Form, OneOf, OneOfRadio, lines, not_ahead
from safetynet.indicators.models import Band, Setting, Sign, Source, Tool
from safetynet.indicators.words import (
    BAND_WORDS,
    SETTING_WORDS,
    SIGN_WORDS,
    SOURCE_WORDS,
    TOOL_WORDS,
)
from safetynet.vault import Category

LINE = Length(max=200, message=_l("Use at most 200 characters"))
A_TOTAL = re.compile(r"\S.*?[\s:]\s*[0-9]{1,3}(?:\s*/\s*[0-9]{1,3})?")


def _or_none(text: str | None) -> str | None:
    return text or None


class ResultForm(Form):
    DRAFTS = Category.EXPLOITATION_ACCOUNT

    tool = OneOf(
        _l("Which instrument?"),
        Tool,
        TOOL_WORDS,
        blank=_l("Choose"),
        validators=[InputRequired(_l("Choose the instrument"))],
    )
    tool_name = StringField(
        _l("What is it called?"),
        [LINE],
        filters=(_or_none,),
        description=_l("Where it is another instrument."),
    )
    tool_version = StringField(_l("Version"), [LINE], filters=(_or_none,))
    screened_on = DayField(
        _l("Screened on"),
        [InputRequired(_l("Say on which day")), not_ahead],
        default=clock.today,
    )
    screener = StringField(_l("Who screened?"), [InputRequired(_l("Say who screened")), LINE])
    setting = OneOf(_l("Where?"), Setting, SETTING_WORDS, blank=_l("Not said"))
    sources = AnyOf(_l("What does it rest on?"), Source, SOURCE_WORDS)
    signs = AnyOf(
        _l("Public signs"),
        Sign,
        SIGN_WORDS,
        description=_l(
            "Only for the list of public signs. None of them alone says anything, and nobody has "
            "validated the list."
        ),
    )
    band = OneOfRadio(
        _l("Result"), Band, BAND_WORDS, validators=[InputRequired(_l("Say what came of it"))]
    )
    totals = TextAreaField(
        _l("Totals of its groups"),
        [Length(max=2000, message=_l("Use at most 2,000 characters"))],
        filters=(_or_none,),
        description=_l("One group a line with its total, such as “Housing 3”. No items."),
    )
    overridden = OneOf(
        _l("The screener holds another result for right"),
        Band,
        BAND_WORDS,
        blank=_l("No, it stands"),
    )
    override_reason = TextAreaField(
        _l("Why"),
        [Length(max=2000, message=_l("Use at most 2,000 characters"))],
        filters=(_or_none,),
    )
    told_to = StringField(_l("Whom was the result told to?"), [LINE], filters=(_or_none,))
    next_due_on = DayField(
        _l("Screen again by"),
        [Optional()],
        description=_l("Empty: as the county’s clock says."),
    )

    def validate_tool_name(self, field: Any) -> None:
        if self.tool.data is Tool.OTHER and not field.data:
            raise ValidationError(_("Say what the instrument is called"))

    def validate_signs(self, field: Any) -> None:
        if field.data and self.tool.data is not Tool.OWN:
            raise ValidationError(_("Signs belong to the list of public signs alone"))

    def validate_band(self, field: Any) -> None:
        if self.tool.data is Tool.OWN and field.data not in {Band.NOT_SCORED, None}:
            raise ValidationError(_("A list of signs has no score: choose “Not scored”"))

    def validate_totals(self, field: Any) -> None:
        for line in lines(field.data):
            if not A_TOTAL.fullmatch(line):
                raise ValidationError(_("End each line with a total, such as “Housing 3”"))

    def validate_override_reason(self, field: Any) -> None:
        if self.overridden.data and not field.data:
            raise ValidationError(_("Say why another result is right"))

    def validate_next_due_on(self, field: Any) -> None:
        if field.data and self.screened_on.data and field.data <= self.screened_on.data:
            raise ValidationError(_("Enter a day after the screening"))


class CorrectionForm(EditForm, ResultForm):
    """The same over a result that is there."""
