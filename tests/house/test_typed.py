"""What may be typed at all: every field says how much, and every choice is one of ours."""

from collections.abc import Iterator
from typing import Any

from wtforms import PasswordField, SelectField, StringField, TextAreaField
from wtforms.validators import Email, EqualTo, Length, Regexp

from safetynet.forms import Form, Part

ENDS = (Length, Regexp, Email, EqualTo)
"""A pattern of ours, an e-mail address, and what must equal another field end by themselves."""


def fields() -> Iterator[tuple[str, Any]]:
    """Yield every field of every form, as it was declared."""
    kinds: list[type[Any]] = [Form, Part]
    for kind in kinds:
        kinds.extend(one for one in kind.__subclasses__() if "safetynet" in one.__module__)
        for name in dir(kind):
            if hasattr(field := getattr(kind, name), "field_class"):
                yield f"{kind.__name__}.{name}", field


def test_every_text_has_a_longest(app: object) -> None:
    """Days and numbers are read as what they are."""
    asked = {
        name: [*(field.args[1:2] or [[]])[0], *field.kwargs.get("validators", [])]
        for name, field in fields()
        if field.field_class in {StringField, TextAreaField, PasswordField}
    }
    assert len(asked) > 150
    endless = {name for name, said in asked.items() if not any(map(_ends, said))}
    # Only drawn: the door looks at a proof, and one that is too long is a wrong one.
    assert endless == {"AgainForm.again_code", "AgainForm.again_password"}


def _ends(said: object) -> bool:
    return isinstance(said, ENDS) and getattr(said, "max", 1) != -1


def test_every_choice_is_one_that_was_offered(app: object) -> None:
    chosen = {name: field for name, field in fields() if issubclass(field.field_class, SelectField)}
    unasked = {n for n, field in chosen.items() if field.kwargs.get("validate_choice") is False}
    assert len(chosen) > 50
    # One is looked up among the agencies that are seated; the others ask in a way of their own.
    assert unasked == {"TimingForm.presenter_id", "MemberForm.role", "MovingForm.checked_how"}
