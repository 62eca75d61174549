"""What a person may type: the base class that knows Flask-WTF, and the fields rooms share."""

from safetynet.forms.base import (
    DecisionForm,
    EditForm,
    ExpiredForm,
    Form,
    Upload,
    init_app,
    lines,
    page_number,
    tidy,
    token_now,
    without_token,
)
from safetynet.forms.choosing import AnyOf, OneOf, OneOfRadio, SomeOf, an_id, choices, one_of
from safetynet.forms.days import BirthDateField, DayField, MomentField, has_come, not_ahead
from safetynet.forms.drawing import kind_of, takes_files
from safetynet.forms.matching import Asked, AsksColumns, asking, is_of_a_column
from safetynet.forms.several import Part, Several
from safetynet.forms.taking import MINE, SAVED, TAKE, as_saved

__all__ = [
    "MINE",
    "SAVED",
    "TAKE",
    "AnyOf",
    "Asked",
    "AsksColumns",
    "BirthDateField",
    "DayField",
    "DecisionForm",
    "EditForm",
    "ExpiredForm",
    "Form",
    "MomentField",
    "OneOf",
    "OneOfRadio",
    "Part",
    "Several",
    "SomeOf",
    "Upload",
    "an_id",
    "as_saved",
    "asking",
    "choices",
    "has_come",
    "init_app",
    "is_of_a_column",
    "kind_of",
    "lines",
    "not_ahead",
    "one_of",
    "page_number",
    "takes_files",
    "tidy",
    "token_now",
    "without_token",
]
