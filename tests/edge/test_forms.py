"""What may be typed: tidied, kept apart from the record, read as dates and states."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from wtforms import BooleanField, DateField, PasswordField, StringField, TextAreaField
from wtforms.validators import InputRequired
from wtforms.validators import Optional as MayBeEmpty

from safetynet.edge.look import problems_in
from safetynet.forms import (
    AnyOf,
    BirthDateField,
    DayField,
    EditForm,
    Form,
    OneOf,
    Part,
    Several,
    kind_of,
    lines,
    tidy,
)


class State(StrEnum):
    OPEN = "open"
    ENDED = "ended"


WORDS = {State.OPEN: "Open", State.ENDED: "Ended"}


class Sheet(EditForm):
    name = StringField("Name")
    story = TextAreaField("Story")
    secret = PasswordField("Secret")
    born = BirthDateField("Born", [MayBeEmpty()])
    due = DayField("Due", [MayBeEmpty()])
    state = OneOf("State", State, WORDS, blank="Choose")
    days = AnyOf("Days", State, WORDS)


def sent(app: Flask, **typed: str | list[str]) -> Sheet:
    app.config["WTF_CSRF_ENABLED"] = False
    with app.test_request_context(method="POST", data={"version": "3"} | typed):
        form = Sheet()
        form.validate()
        return form


def test_text_is_tidied_but_a_password_is_not(sample: Flask) -> None:
    form = sent(sample, name="  Jose\u0301\x00 ", story="a\r\nb\r\n", secret=" x ")
    assert form.name.data == "José"
    assert form.story.data == "a\nb"
    assert form.secret.data == " x "


@pytest.mark.parametrize("typed", ["  ", "\n \r\n", "\u200b\ufeff", "\u202e"])
def test_blanks_and_what_nobody_sees_are_no_answer(sample: Flask, typed: str) -> None:
    class Asking(Form):
        why = TextAreaField("Why", [InputRequired("Write why")])

    sample.config["WTF_CSRF_ENABLED"] = False
    with sample.test_request_context(method="POST", data={"why": typed}):
        form = Asking()
        assert not form.validate() and form.why.errors == ["Write why"]


def test_nothing_typed_turns_the_words_after_it_around() -> None:
    assert tidy("Ann\u202e, \u2067signed\u2069") == "Ann, signed"
    joined = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
    assert tidy(joined) == joined


def test_tidy_leaves_other_things_alone() -> None:
    assert tidy(None) is None
    assert tidy(7) == 7


@pytest.mark.parametrize(
    ("boxes", "day"),
    [
        (("4", "27", "2009"), date(2009, 4, 27)),
        (("02", "29", "2028"), date(2028, 2, 29)),
        ((" 4 ", "5", "2009 "), date(2009, 4, 5)),
        (("", "", ""), None),
    ],
)
def test_three_boxes_make_a_day(
    sample: Flask, boxes: tuple[str, str, str], day: date | None
) -> None:
    form = sent(sample, **dict(zip(("born-month", "born-day", "born-year"), boxes, strict=True)))
    assert form.born.data == day
    assert not form.born.errors


@pytest.mark.parametrize(
    ("boxes", "sentence"),
    [
        (("", "27", "2009"), "needs a month"),
        (("4", "", "2009"), "needs a day"),
        (("4", "27", ""), "needs a year"),
        (("4", "27", "09"), "four digits"),
        (("2", "30", "2009"), "real date"),
        (("x", "27", "2009"), "real date"),
        (("4", "9" * 30, "2009"), "real date"),
        (("4", "27", "٢٠٠٩"), "four digits"),
    ],
)
def test_a_day_that_is_none_says_what_to_mend(
    sample: Flask, boxes: tuple[str, str, str], sentence: str
) -> None:
    form = sent(sample, **dict(zip(("born-month", "born-day", "born-year"), boxes, strict=True)))
    assert form.born.data is None
    assert sentence in str(form.born.errors[0])
    assert tuple(form.born.boxes.values()) == boxes


def test_a_known_day_fills_the_boxes(sample: Flask) -> None:
    with sample.test_request_context():
        form = Sheet(born=date(2009, 4, 27))
    assert form.born.boxes == {"month": "4", "day": "27", "year": "2009"}


@pytest.mark.parametrize("wrong", ["2026-02-30", "tomorrow", "9" * 30, "2026-1"])
def test_a_day_in_the_browsers_own_box_is_a_date_or_says_that_it_is_none(
    sample: Flask, wrong: str
) -> None:
    assert sent(sample, due="2026-04-27").due.data == date(2026, 4, 27)
    assert not sent(sample, due="").due.errors
    form = sent(sample, due=wrong)
    assert form.due.data is None and "Enter a real date" in form.due.errors


def test_three_boxes_are_for_birth_dates_alone() -> None:
    """All other days look the same on every page: the box that the browser knows."""
    kinds: list[type[Any]] = [Form, Part]
    found: list[tuple[str, Any]] = []
    for kind in kinds:
        kinds += kind.__subclasses__()
        found += [(name, getattr(one, "field_class", None)) for name, one in vars(kind).items()]
    assert [name for name, one in found if one is DateField] == []
    assert {name for name, one in found if one is BirthDateField} == {"born"}


def test_states_come_as_members(sample: Flask) -> None:
    form = sent(sample, state="ended", days=["open", "ended"])
    assert form.state.data is State.ENDED
    assert form.days.data == [State.OPEN, State.ENDED]
    assert sent(sample, state="").state.data is None


def test_a_state_that_is_none_is_refused(sample: Flask) -> None:
    assert sent(sample, state="exploded").state.errors
    assert sent(sample, days="exploded").days.errors


def test_an_edit_without_its_version_is_refused(sample: Flask) -> None:
    sample.config["WTF_CSRF_ENABLED"] = False
    with sample.test_request_context(method="POST", data={"name": "x"}):
        form = Sheet(obj=SimpleNamespace(version=9))
        assert not form.validate()
        assert form.version.errors


def test_a_record_never_takes_the_forms_own_fields(sample: Flask) -> None:
    record = SimpleNamespace(version=9)
    sent(sample, name="New").populate_obj(record)
    assert record.name == "New"
    assert record.version == 9
    assert not hasattr(record, "form_key")


def test_each_form_has_its_own_key(sample: Flask) -> None:
    with sample.test_request_context():
        assert Form().form_key.data != Form().form_key.data


def test_required_days_are_required(sample: Flask) -> None:
    class Birth(Form):
        born = BirthDateField("Born", [InputRequired("Enter the birth date")])

    sample.config["WTF_CSRF_ENABLED"] = False
    with sample.test_request_context(method="POST", data={"born-month": ""}):
        form = Birth()
        assert not form.validate()
        assert form.born.errors == ["Enter the birth date"]


def test_lines_are_what_people_listed() -> None:
    assert lines(" • one\n\n- two \r\nthree") == ["one", "two", "three"]
    assert lines(None) == []


def test_the_kind_of_a_field_is_how_it_is_drawn(sample: Flask) -> None:
    with sample.test_request_context():
        form = Sheet()
        assert [kind_of(form[name]) for name in ("version", "born", "state", "days", "story")] == [
            "hidden",
            "day",
            "select",
            "checkboxes",
            "textarea",
        ]


@pytest.mark.parametrize("field", ["state", "days"])
@pytest.mark.parametrize("typed", ["closed", "ended"], ids=["never known", "known, not offered"])
def test_what_is_not_offered_any_more_says_so(app: Flask, field: str, typed: str) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    with app.test_request_context(method="POST", data={"version": "3", field: typed}):
        form = Sheet()
        form[field].choices = [("open", "Open")]
        assert not form.validate()
        assert form.errors[field] == ["This is not offered any more. Choose again"]


class Phone(Part):
    number = StringField("Number")
    is_safe = BooleanField("Safe")
    born = BirthDateField("Born")


class Phones(Form):
    phones = Several(Phone, "Phones", most=3)


def phones(app: Flask, typed: Mapping[str, str], *, more: bool = False) -> Phones:
    app.config["WTF_CSRF_ENABLED"] = False
    with app.test_request_context(method="POST", data={"x": "y", **typed}):
        form = Phones()
        form.validate()
        assert form.phones.blank().form.number.name == "phones-N-number"
        if more:
            form.phones.grow()
        return form


def test_several_of_a_kind_are_read_as_they_were_written(sample: Flask) -> None:
    form = phones(
        sample,
        {"phones-0-number": " 1 ", "phones-1-is_safe": "y", "phones-2-number": "3"},
    )
    assert [phone.number.data for phone in form.phones.filled] == ["1", "3"]
    assert form.phones.is_full


def test_there_is_always_room_for_one(sample: Flask) -> None:
    form = phones(sample, {})
    assert len(form.phones) == 1 and form.phones.filled == []
    assert len(phones(sample, {}, more=True).phones) == 2


@pytest.mark.parametrize("number", ["N", "²", "-1", "9" * 40, "1e3", ""])
def test_only_numbers_of_ours_make_an_entry(sample: Flask, number: str) -> None:
    form = phones(sample, {f"phones-{number}-number": "1"})
    assert form.phones.filled == []


def test_there_are_never_more_than_fit(sample: Flask) -> None:
    form = phones(sample, more=True, typed={f"phones-{n}-number": str(n) for n in range(9)})
    assert len(form.phones.filled) == len(form.phones) == 3


def test_a_blank_one_stands_beside_and_is_not_counted(sample: Flask) -> None:
    assert len(phones(sample, {"phones-0-number": "1"}).phones) == 1
    form = phones(sample, more=True, typed={"phones-0-number": "1"})
    assert form.phones[1].form.number.name == "phones-1-number"


def test_a_problem_within_one_leads_to_its_box(sample: Flask) -> None:
    form = phones(sample, {"phones-1-born-day": "4", "phones-0-number": "1"})
    assert list(problems_in(form)) == [("phones-1-born-month", "The date needs a month")]
