"""Every form in which somebody writes at length says how its text is kept."""

from collections.abc import Iterator
from typing import Any

from wtforms import TextAreaField

from safetynet.forms import EditForm, Form
from safetynet.vault import Category


def forms(kind: type[Any] = Form) -> Iterator[type[Any]]:
    for one in kind.__subclasses__():
        if one.__module__.startswith("safetynet."):
            yield one
            yield from forms(one)


def writes_at_length(form: type[Any]) -> bool:
    fields = (getattr(form, name) for name in dir(form) if not name.startswith("_"))
    return any(getattr(field, "field_class", None) is TextAreaField for field in fields)


def test_every_form_with_room_to_write_keeps_drafts(app: object) -> None:
    """A part of a form, which is no page's own, is kept by the forms that it is a part of."""
    whole = [form for form in forms() if not form.__subclasses__() or form.DRAFTS]
    assert len([form for form in whole if form.DRAFTS]) > 30
    assert [form for form in whole if writes_at_length(form) and form.DRAFTS is None] == []


def test_each_says_a_category_or_a_field_of_its_own(app: object) -> None:
    for form in forms():
        if form.DRAFTS and form.DRAFTS not in set(Category):
            assert hasattr(form, form.DRAFTS), form
    assert EditForm.DRAFTS is None
