"""The first act: two agencies bring their lists, one of 1,501 people, one in an HTCDS workbook."""

import csv
import io
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import func, select

from safetynet import clock
from safetynet.access import job
from safetynet.db import db
from safetynet.referrals import Referral
from safetynet.referrals.imports.models import ImportBatch
from tests.e2e.pages import Window
from tests.town import Town

TEMPLATE = "HTCDS_Excel_Spreadsheet_multi_select_with_validation_v2.0.xlsm"
EXCEL_WITH_MACROS = "application/vnd.ms-excel.sheet.macroEnabled.12"
OLDEST = 120
"""Years; nobody who is referred is older."""

Person = dict[str, str]


def people_of(file: Path, encoding: str = "utf-8") -> list[Person]:
    with file.open(encoding=encoding, newline="") as source:
        return list(csv.DictReader(source))


def probation_imports(
    probation: Window, town: Town, file: Path, sent: list[Person], axe: Any
) -> None:
    """Every one of 1,501 rows becomes a referral or comes back with its reason."""
    probation.open("/referrals").follow("Import a spreadsheet").press("Upload and match")
    assert probation.errors() == ["Choose a file"]
    probation.box("File").set_input_files(file)
    probation.write(Who_referred="Night intake").press("Upload and match")
    probation.press("Show what would be imported").check(axe)
    wrong = {person["referral_id"] for person in sent if has_no_day_of_birth(person)}
    assert len(wrong) > 20, "the file is known for its typing errors"
    assert counted(probation) == (len(sent), len(sent) - len(wrong), len(wrong))
    probation.picture("import", height=1000)
    imported(probation, town, len(sent) - len(wrong))
    failed = failed_rows(probation.check(axe))
    assert {row[0] for row in failed} == wrong and len(failed) == len(wrong)
    assert all("date of birth" in row[-1] for row in failed)


def child_welfare_imports(welfare: Window, town: Town, shared: Path) -> None:
    """A hundred people in the workbook of HTCDS 2.0: its thousand empty rows are nobody."""
    people = people_of(shared / "data/people/FakeNameGenerator.com_100.csv", "utf-8-sig")
    content = filled_template(shared, people)
    welfare.open("/referrals/import").box("File").set_input_files(
        {"name": TEMPLATE, "mimeType": EXCEL_WITH_MACROS, "buffer": content}
    )
    welfare.press("Upload and match").press("Show what would be imported")
    assert counted(welfare) == (len(people) + 2, len(people), 2)
    imported(welfare, town, len(people))
    assert [row[-1] for row in failed_rows(welfare)] == [
        "The date of birth cannot be read as a date.",
        "A name consists of digits.",
    ]


def counted(person: Window) -> tuple[int, int, int]:
    """Return what the preview counted: rows with somebody in them, good ones, bad ones."""
    told = person.facts
    words = ("Rows with somebody in them", "Will become referrals", "Cannot be imported")
    read, good, bad = (int(told[word].replace(",", "")) for word in words)
    return read, good, bad


def imported(person: Window, town: Town, expected: int) -> None:
    """Press the button, watch the bar until it is done, and count what the database holds."""
    person.press(f"Import {expected:,} referral")
    person.page.get_by_role("heading", name="The import is done").wait_for(timeout=90_000)
    assert person.facts["Referrals"] == f"{expected:,}"
    with town.app.app_context(), job("test: count"):
        newest = select(ImportBatch.id).order_by(ImportBatch.created_at.desc()).limit(1)
        batch = db.session.scalars(newest).one()
        held = select(func.count()).select_from(Referral).where(Referral.batch_id == batch)
        assert db.session.scalars(held).one() == expected


def failed_rows(person: Window) -> list[tuple[Any, ...]]:
    """Download what was not imported; the last cell of a row is the reason."""
    book = openpyxl.load_workbook(io.BytesIO(person.download("Download the rows")))
    return list(book.worksheets[0].iter_rows(min_row=2, values_only=True))


def has_no_day_of_birth(person: Person) -> bool:
    """Say, without the program, whether what stands there can be nobody's day of birth."""
    typed = person["date_of_birth"]
    return bool(typed) and not any(born_as(typed, order) for order in ("%m/%d/%Y", "%d/%m/%Y"))


def born_as(typed: str, order: str) -> date | None:
    today = clock.today()
    try:
        born = datetime.strptime(typed, order).replace(tzinfo=UTC).date()
    except ValueError:
        return None
    return born if born <= today and today.year - born.year <= OLDEST else None


def somebody_young(sent: list[Person]) -> Person:
    """Return the first girl of 13 to 17 whose name is nobody else's in the file."""
    year = clock.today().year
    names = [(person["first_name"], person["last_name"]) for person in sent]
    return next(
        person
        for person, name in zip(sent, names, strict=True)
        if all(name) and names.count(name) == 1 and person["sex"] == "Female"
        if (born := born_as(person["date_of_birth"], "%m/%d/%Y")) and 13 < year - born.year < 18
    )


def filled_template(shared: Path, people: list[Person]) -> bytes:
    """Fill HTCDS's own workbook with invented people, made young, and with two slips."""
    with pytest.warns(UserWarning, match="Data Validation"):
        book = openpyxl.load_workbook(
            shared / "data/vocab/htcds/Toolkit/Excel" / TEMPLATE, keep_vba=True
        )
    page = book.worksheets[0]
    at = {page.cell(2, column).value: column for column in range(1, page.max_column + 1)}
    year = clock.today().year
    for line, person in enumerate(people, start=3):
        month, day, _year = (int(part) for part in person["Birthday"].split("/"))
        page.cell(line, at["First Name"], person["GivenName"])
        page.cell(line, at["Second Name"], person["Surname"])
        page.cell(line, at["Birthdate"], date(year - 12 - line % 5, month, min(day, 28)))
        page.cell(line, at["Type of Exploitation"], "Sexual exploitation")
        page.cell(line, at["Incoming Referral Details"], f"Seen near {person['City'].strip()}.")
    slips = len(people) + 3
    page.cell(slips, at["First Name"], "Perpetua")
    page.cell(slips, at["Birthdate"], "31/31/2011")
    page.cell(slips + 1, at["First Name"], "12345")
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()
