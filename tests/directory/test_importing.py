"""`import directory`: real exports of others, read whole or not at all."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from flask import Flask
from sqlalchemy import select

from safetynet.access import job
from safetynet.db import db
from safetynet.directory import Organization, Service
from safetynet.directory.commands import import_directory
from safetynet.directory.records import Listing
from tests.directory.reading import read
from tests.ledger import last_entry

HEADINGS = "organization_name,service_id,service_name,languages,service_min_age,status\n"


@pytest.fixture
def directories(shared: Path) -> Path:
    found = shared / "data" / "directories"
    if not found.is_dir():
        pytest.skip("the folder ../shared/data/directories is not here")
    return found


def run(app: Flask, file: Path, *options: str) -> tuple[int, dict[str, Any]]:
    result = app.test_cli_runner().invoke(import_directory, [str(file), "--json", *options])
    return result.exit_code, json.loads(result.stdout)


def flat(folder: Path, *rows: str) -> Path:
    file = folder / "flat.csv"
    file.write_text(HEADINGS + "\n".join(rows), encoding="utf-8")
    return file


def named(app: Flask, name: str) -> Service:
    with app.app_context(), job("test: look"):
        service = db.session.scalars(select(Service).where(Service.name == name)).one()
        db.session.expunge(service)
        return service


def test_hsds_is_read_with_its_organizations_and_phones(app: Flask, directories: Path) -> None:
    code, said = run(app, directories / "hsds11_sample" / "simple")
    assert (code, said["added"], said["failed"]) == (0, 10, [])
    assert said["accounts"]["inactive"] == 3
    with app.app_context(), job("test: look"):
        names = set(db.session.scalars(select(Organization.name)))
    assert "Sanctuary Example City" in names
    assert named(app, "Never Homeless Helpline").types == ["crisis_intervention"]


def test_ohana_hangs_services_on_locations(app: Flask, directories: Path) -> None:
    code, said = run(app, directories / "ohana_sample" / "services.csv")
    assert code == 0 and said["added"] == 21
    clinic = named(app, "San Mateo Free Medical Clinic")
    assert clinic.phone and clinic.near and "medical" in clinic.types
    assert not clinic.takes_referrals, "nobody there said so yet"


def test_hsds_3_is_read_too(directories: Path) -> None:
    rows = read(directories / "hsds3_examples" / "csv").rows
    assert [type(row) for row in rows] == [Listing]
    assert isinstance(rows[0], Listing)
    assert rows[0].name == "Community Counselling" and rows[0].languages == ["ur"]
    assert rows[0].phone == "+44 1234 234567 ext. 100"


def test_a_messy_export_tells_which_row_is_bad(app: Flask, directories: Path) -> None:
    found = read(directories / "florida_messy" / "services.csv")
    assert len(found.rows) == 135
    reasons = [row.reason for row in found.bad]
    assert reasons == ["the row has more cells than there are headings"]


def test_nothing_is_imported_while_a_row_is_bad(app: Flask, tmp_path: Path) -> None:
    file = flat(tmp_path, "Food Bank,1,Groceries,Spanish,12,active", "Food Bank,2,=cmd(),,x,active")
    code, said = run(app, file)
    assert code == 1 and not said["imported"]
    assert said["failed"] == [{"line": 3, "reason": "the lowest age is not a number"}]
    page = openpyxl.load_workbook(said["failed_file"]).active
    assert page is not None
    last = [cell for row in page.iter_rows(min_row=2) for cell in row if cell.value]
    assert [cell.value for cell in last][-1] == "the lowest age is not a number"
    assert "=cmd()" in [cell.value for cell in last]
    assert {cell.data_type for cell in last} == {"s"}, "a formula would run"
    code, said = run(app, file, "--accept-valid")
    assert code == 1 and said["added"] == 1
    service = named(app, "Groceries")
    assert service.languages == ["es"] and service.age_from == 12
    assert last_entry(app).permission == "job:import directory"


def test_a_second_import_brings_entries_up_to_date(app: Flask, tmp_path: Path) -> None:
    run(app, flat(tmp_path, "Food Bank,1,Groceries,,,active", "Food Bank,2,Clothes,,,active"))
    with app.app_context(), job("test: confirm"):
        mine = db.session.scalars(select(Service).where(Service.name == "Groceries")).one()
        mine.openings, mine.takes_referrals = 5, True
    _code, said = run(app, flat(tmp_path, "Food Bank,1,Food,,,active", "Food Bank,2,Clothes,,,"))
    assert (said["added"], said["changed"], said["unchanged"]) == (0, 1, 1)
    food = named(app, "Food")
    assert (food.openings, food.takes_referrals) == (5, True)


def test_a_dry_run_changes_nothing_and_claims_nothing(app: Flask, tmp_path: Path) -> None:
    file = flat(tmp_path, "Food Bank,1,Groceries,,,active")
    code, said = run(app, file, "--dry-run")
    assert code == 0 and said["added"] == 1 and not said["imported"]
    with app.app_context(), job("test: look"):
        assert db.session.scalars(select(Service)).all() == []
    code, said = run(app, file)
    assert said["added"] == 1
