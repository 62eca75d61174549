"""Headings and the fields they are taken for."""

import pytest

from safetynet.referrals.sheets import (
    BadRow,
    DateOrder,
    Field,
    Heading,
    Mapping,
    ReferralRow,
    SheetError,
    propose,
    rows,
)
from safetynet.referrals.sheets.fields import LABELS
from safetynet.referrals.sheets.headings import meaning
from safetynet.referrals.sheets.sentences import Reason, said
from safetynet.referrals.sheets.synonyms import FIELDS
from safetynet.sheets.phrases import phrase
from tests.referrals.sheets.making import DAY, csv_book


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Client's DOB (mm/dd/yyyy)*", Field.BIRTH_DATE),
        ("Person of concern", Field.PERSON_OF_CONCERN),
        ("Client Number", Field.REFERENCE),
        ("D.O.B.", Field.BIRTH_DATE),
        ("Fecha de Nacimiento", Field.BIRTH_DATE),
        ("Fecha de nacimiento de la menor", Field.BIRTH_DATE),
        ("Birth date of youth", Field.BIRTH_DATE),
        ("GIVEN_NAME", Field.FIRST_NAME),
        ("firstName", Field.FIRST_NAME),
        ("First Name(s)", Field.FIRST_NAME),
        ("Youth First Name", Field.FIRST_NAME),
        ("Apellido Paterno", Field.LAST_NAME),
        ("Apellidos", Field.LAST_NAME),
        ("Nombre completo", Field.FULL_NAME),
        ("A.K.A.", Field.ALIAS),
        ("Alias 2", Field.ALIAS),
        ("Street name(s)", Field.ALIAS),
        ("Phone #2", Field.PHONE),
        ("Teléfono móvil", Field.PHONE),
        ("E-mail address", Field.EMAIL),
        ("Sexo / Género", Field.GENDER),
        ("Race / Ethnicity", Field.RACE_ETHNICITY),
        ("Reason for referral:", Field.CONCERN),
        ("Motivo de la referencia", Field.CONCERN),
        ("prs_SecondName", Field.LAST_NAME),
        ("vic_MethodsOfControl", Field.CONTROL),
        ("Mailing Zip/Postal Code", Field.POSTAL_CODE),
        ("¿Edad?", Field.AGE),
        ("Parent/Guardian Name", Field.NOTE),
        ("SSN", None),
        ("Mother's date of birth", None),
        ("Password", None),
        ("", None),
    ],
)
def test_meaning(heading: str, field: Field | None) -> None:
    assert meaning(heading) is field


def test_every_phrase_is_written_as_phrase_leaves_it() -> None:
    assert [words for words in FIELDS if phrase(words) != words] == []


def test_every_field_has_a_label_and_can_be_reached() -> None:
    assert set(LABELS) == set(Field) == set(FIELDS.values())


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        (["Name", "DOB"], [Field.FULL_NAME, Field.BIRTH_DATE]),
        (["Client name", "DOB"], [Field.FULL_NAME, Field.BIRTH_DATE]),
        (["Name", "Last name"], [Field.FIRST_NAME, Field.LAST_NAME]),
        (["Nombre", "Apellidos"], [Field.FIRST_NAME, Field.LAST_NAME]),
        (["First name", "Second name"], [Field.FIRST_NAME, Field.LAST_NAME]),
        (
            ["First name", "Second name", "Last name"],
            [Field.FIRST_NAME, Field.MIDDLE_NAME, Field.LAST_NAME],
        ),
        (["First name", "Last name", "Name"], [Field.FIRST_NAME, Field.LAST_NAME, None]),
        (["ID", "Referral ID", "Name"], [None, Field.REFERENCE, Field.FULL_NAME]),
        (["Case number", "Referral ID"], [Field.REFERENCE, None]),
        (["City", "City"], [Field.CITY, None]),
        (["Home phone", "Cell phone"], [Field.PHONE, Field.PHONE]),
    ],
)
def test_columns_in_company(headings: list[str], fields: list[Field | None]) -> None:
    assert [column.field for column in propose(headings).columns] == fields


def test_what_people_see_wins_over_the_hidden_name() -> None:
    mapping = propose(
        [Heading(0, "Mailing Street", "prs_MailingCity"), Heading(1, "", "prs_FirstName")]
    )
    assert [column.field for column in mapping.columns] == [Field.STREET, Field.FIRST_NAME]
    assert [column.name for column in mapping.disagreeing] == ["Mailing Street"]


def test_mapping_is_mended_and_remembered() -> None:
    book = csv_book("Code,Who,Born,Shoe size\nA1,Ana,1/2/2009,5\n")
    mapping = propose(book.headings).with_field(1, Field.FIRST_NAME).with_field(3, Field.NOTE)
    mapping = mapping.with_date_order(DateOrder.DAY_FIRST)
    again = Mapping.from_json(mapping.to_json())
    assert again == mapping
    assert again.fits(csv_book("CODE;who;Born;Shoe  size\nB2;Bo;;6\n").headings)
    assert not again.fits(csv_book("Code,Who,Born\n").headings)
    row = next(iter(rows(book, again, day=DAY)))
    assert row == next(iter(rows(book, mapping, day=DAY)))


def test_rows_that_are_left_out_are_kept_with_this_sheet_alone() -> None:
    book = csv_book("First name,Last name\nAna,Ash\nBo,Birch\n")
    mapping = Mapping.from_json(propose(book.headings).without([3]).to_json())
    first, second = rows(book, mapping, day=DAY)
    assert isinstance(first, ReferralRow)
    assert isinstance(second, BadRow) and second.reasons == (said(Reason.KNOWN),)
    assert propose(book.headings).with_choices(mapping.choices()).left_out == frozenset()


def test_choices_are_remembered_without_a_heading() -> None:
    mapping = propose(["Clinic for girls", "Who"]).with_field(1, Field.FIRST_NAME)
    mapping = mapping.with_date_order(DateOrder.DAY_FIRST)
    kept = mapping.choices()
    assert "Clinic" not in kept and "Who" not in kept
    assert propose(["Clinic for girls", "Who"]).with_choices(kept) == mapping


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 9, "dates": null, "fields": {}}'])
def test_other_json_is_no_choices(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the sentence is for nobody
        propose(["Name"]).with_choices(text)


def test_mapping_of_other_columns_is_refused_at_once() -> None:
    mapping = propose(["Name"])
    with pytest.raises(SheetError, match="Match them again"):
        rows(csv_book("Name,DOB\nAna,\n"), mapping, day=DAY)


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"version": 2, "dates": null, "columns": []}', "7", "null"]
)
def test_other_json_is_no_mapping(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the sentence is for nobody
        Mapping.from_json(text)


def test_samples_show_what_a_column_holds() -> None:
    book = csv_book("Name,City\nAna,\nBo,Hayward\nCy,Hayward\nDi,Union  City\n")
    assert book.samples(1) == ("Hayward", "Union City")
    assert book.samples(0, most=2) == ("Ana", "Bo")
    assert book.samples(9) == ()


def test_mapping_says_what_is_wrong_with_it() -> None:
    mapping = propose(["City", "Shoe size", ""])
    assert mapping.names_nobody
    assert [column.name for column in mapping.unmapped] == ["Shoe size"]
    assert mapping.with_field(1, Field.CITY).doubled == (Field.CITY,)
