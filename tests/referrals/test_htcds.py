"""A workbook of HTCDS 2.0 comes in at full depth, and can be written again, cell by cell."""

import io
from pathlib import Path
from uuid import UUID

import openpyxl
import pytest
from flask import Flask

from safetynet.access import job
from safetynet.referrals import Referral
from safetynet.referrals.htcds import WordsAsSent
from safetynet.referrals.htcds.keeping import cells_of
from safetynet.referrals.htcds.queries import records_of
from safetynet.referrals.htcds.writing import htcds_workbook
from safetynet.referrals.imports import ImportBatch
from safetynet.sheets import Cell
from safetynet.survivors import Name, Particular, ParticularKind, SafeContact
from safetynet.vault import Category
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.referrals.test_importing import field_values, import_all, upload
from tests.referrals.workbooks import TEMPLATES, as_ods, filled, read_back

pytestmark = pytest.mark.filterwarnings("ignore:Data Validation extension")


def imported(browser: Browser, cast: Cast, shared: Path, template: str = TEMPLATES[0]) -> bytes:
    content = filled(shared, template)
    path = str(upload(browser, cast.probation, content, template).location)
    assert "100 referrals are imported." in import_all(browser, path)
    return content


def written(agency_id: UUID) -> list[dict[str, Cell]]:
    """Return every referral of an agency in the standard's columns, as they stood in the sheet."""
    referrals = sorted(rows(Referral), key=lambda one: one.batch_row)
    return [cells_of(one, about) for one, about in records_of(agency_id, referrals)]


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_hundred_people_come_back_cell_by_cell(
    app: Flask, browser: Browser, cast: Cast, shared: Path, template: str
) -> None:
    sent = read_back(imported(browser, cast, shared, template))
    with app.app_context(), job("test: write"):
        back = read_back(htcds_workbook(written(cast.probation.agency_id)))
    assert len(sent) == len(back) == 100 and len(sent[0]) == 38
    wrong = [
        (number, label, cell, again[label])
        for number, (person, again) in enumerate(zip(sent, back, strict=True))
        for label, cell in person.items()
        if again[label] != cell
    ]
    assert wrong == []


def test_a_hundred_people_of_an_opendocument_sheet_come_back_cell_by_cell(
    app: Flask, browser: Browser, cast: Cast, shared: Path
) -> None:
    content = filled(shared, TEMPLATES[0])
    path = str(upload(browser, cast.probation, as_ods(content), "people.ods").location)
    assert "100 referrals are imported." in import_all(browser, path)
    with app.app_context(), job("test: write"):
        back = read_back(htcds_workbook(written(cast.probation.agency_id)))
    assert back == read_back(content)


@pytest.mark.parametrize("template", TEMPLATES)
def test_an_empty_template_is_nobody(
    app: Flask, browser: Browser, cast: Cast, shared: Path, template: str
) -> None:
    content = (shared / "data/vocab/htcds/Toolkit/Excel" / template).read_bytes()
    path = str(upload(browser, cast.probation, content, template).location)
    browser.post(f"{path}/matching", field_values(browser.get(path).text))
    page = browser.get(f"{path}/preview").text
    assert "Import 1 referral" not in page and "Rows with somebody in them" in page
    browser.post(f"{path}/run")
    with app.app_context(), job("test: look"):
        assert rows(Referral) == [] and rows(ImportBatch)[0].rows_done == 0


def test_what_was_written_comes_in_again(
    app: Flask, browser: Browser, cast: Cast, shared: Path
) -> None:
    imported(browser, cast, shared)
    with app.app_context(), job("test: write"):
        content = htcds_workbook(written(cast.probation.agency_id))
    path = str(upload(browser, cast.advocate, content, "again.xlsx").location)
    assert "100 referrals are imported." in import_all(browser, path)
    with app.app_context(), job("test: write again"):
        mine = [one for one in rows(Referral) if one.from_agency_id == cast.harbor_id]
        mine.sort(key=lambda one: one.batch_row)
        again = [cells_of(one, about) for one, about in records_of(cast.harbor_id, mine)]
        assert read_back(htcds_workbook(again)) == read_back(content)


def test_a_mended_record_is_believed_and_not_the_old_sheet(
    app: Flask, browser: Browser, cast: Cast, shared: Path
) -> None:
    imported(browser, cast, shared)
    with app.app_context(), job("test: mend"):
        first = min(rows(Referral), key=lambda one: one.batch_row)
        about = first.survivor_id
        rows(Name, Name.survivor_id == about)[0].parts = Name.joined("Marigold", "", "Mended")
        [gender] = rows(
            Particular,
            Particular.survivor_id == about,
            Particular.kind == ParticularKind.GENDER,
        )
        gender.text = "Non-binary"
    with app.app_context(), job("test: write"):
        told = written(cast.probation.agency_id)[0]
    assert (told["prs_FirstName"], told["prs_SecondName"]) == ("Marigold", "Mended")
    assert told["prs_Gender"] == "Non-binary"
    assert told["prs_Salutation"], "what the record has no place for stays as it was sent"
    assert told["prs_MailingStreet"], "and so does every other kind of content"


def test_a_number_that_nobody_may_use_is_nowhere(
    app: Flask, browser: Browser, cast: Cast, shared: Path
) -> None:
    imported(browser, cast, shared)
    with app.app_context(), job("test: look"):
        about = min(rows(Referral), key=lambda one: one.batch_row).survivor_id
        contacts = rows(SafeContact, SafeContact.survivor_id == about)
        numbers = [contact.value for contact in contacts]
        assert len(numbers) >= 3
        kept = [row.cells for row in rows(WordsAsSent)]
        assert not [number for number in numbers for cells in kept if number in cells]
    with app.app_context(), job("test: do not contact"):
        gone = rows(SafeContact, SafeContact.survivor_id == about)[0]
        gone.do_not_contact, gone.value = True, None
    with app.app_context(), job("test: write"):
        told = written(cast.probation.agency_id)[0]
    assert numbers[0] not in [str(cell) for cell in told.values()]
    assert numbers[1] in str(told["prs_MobilePhone"])


def test_columns_that_are_left_out_are_not_kept(
    app: Flask, browser: Browser, cast: Cast, shared: Path
) -> None:
    content = filled(shared, TEMPLATES[0])
    path = str(upload(browser, cast.probation, content, "people.xlsx").location)
    values = field_values(browser.get(path).text) | {"column_2": "", "column_9": ""}
    assert browser.post(f"{path}/matching", values).status_code == 303
    while "data-go-on" in browser.get(path).text or "matching" in browser.get(path).text:
        browser.post(f"{path}/run")
    with app.app_context(), job("test: write"):
        told = written(cast.probation.agency_id)
        assert len(told) == 100
        assert not [one for one in told if one.get("prs_Salutation") or one.get("prs_Title")]


def test_other_lists_leave_no_second_copy(app: Flask, browser: Browser, cast: Cast) -> None:
    people = b"First name,Last name,Status,Title,Email\nMarigold,Thistledown,new,Ms,m@example.org\n"
    path = str(upload(browser, cast.advocate, people).location)
    import_all(browser, path)
    with app.app_context(), job("test: look"):
        assert len(rows(Referral)) == 1 and rows(WordsAsSent) == []


def test_words_as_sent_stay_with_their_agency(
    app: Flask, browser: Browser, cast: Cast, shared: Path
) -> None:
    """Also when a law lets the office see the referral itself."""
    content = filled(shared, TEMPLATES[0])
    path = str(upload(browser, cast.probation, content, "p.xlsx", basis="team_statute").location)
    import_all(browser, path)
    with app.app_context(), job("test: look"):
        kinds = {row.category for row in rows(WordsAsSent)}
        assert {row.owner_id for row in rows(WordsAsSent)} == {cast.probation.agency_id}
        assert Category.SAFE_CONTACT in kinds and Category.IDENTITY in kinds
        first = min(rows(Referral), key=lambda one: one.batch_row).id
    page = browser.as_(cast.coordinator).get(f"/referrals/{first}").text
    assert "Seen near" in page and "Worker 0" in page, "what became part of the record is seen"


def test_the_written_workbook_is_the_templates_own_form(shared: Path) -> None:
    content = htcds_workbook([{"prs_FirstName": "=1+1", "con_Consent": True}])
    page = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    template = openpyxl.load_workbook(
        shared / "data/vocab/htcds/Toolkit/Excel" / TEMPLATES[0]
    ).worksheets[0]
    labels = [cell.value for cell in page[2]][1:]
    assert labels == [cell.value for cell in template[2]][1:39]
    assert page.row_dimensions[1].hidden and page["C1"].value == "prs_Salutation"
    assert page["D3"].data_type == "s" and page["D3"].value == "=1+1"
