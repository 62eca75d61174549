"""Directories of others against what they should become: samples that carry their own answers."""

import csv
import json
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from safetynet.access import job
from safetynet.db import db
from safetynet.directory.commands import import_directory
from safetynet.directory.exporting import organizations, services
from safetynet.directory.hsds import open_upload, read_tables
from safetynet.directory.models import Place, Service
from safetynet.directory.package import tables_of
from safetynet.directory.texts import cut, plain
from tests.referrals.sheets.making import shared


def imported(app: Flask, folder: Path, *options: str) -> dict[str, Any]:
    answer = app.test_cli_runner().invoke(import_directory, [str(folder), "--json", *options])
    said: dict[str, Any] = json.loads(answer.stdout)
    return said


def exported(app: Flask) -> dict[str, list[dict[str, Any]]]:
    with app.app_context(), job("test: export"):
        return tables_of(organizations(), services())


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as source:
        return list(csv.DictReader(source))


def told(text: object) -> str:
    return "".join(str(text or "").split())


def test_the_transformer_sample_gives_the_expected_hsds(app: Flask) -> None:
    base = shared("directories/hsds_transformer_base")
    said = imported(app, base / "input")
    assert said["accounts"]["imported"] == said["rows"] == 19
    tables = exported(app)
    expected = {file.stem: rows_of(file) for file in (base / "output" / "data").glob("*.csv")}
    organization_names = {row["id"]: row["name"] for row in expected["organizations"]}
    ours = {row["id"]: row["name"] for row in tables["organizations"]}
    assert sorted(ours.values()) == sorted(organization_names.values())
    for expects in expected["organizations"]:
        [row] = [row for row in tables["organizations"] if row["name"] == expects["name"]]
        assert told(row["description"]) == told(expects["description"])
        assert row["email"] == expects["email"] and row["website"] == expects["url"]
    found = sorted(
        (row["name"], ours[row["organization_id"]], row["description"], row["fees_description"])
        for row in tables["services"]
    )
    assert found == sorted(
        (row["name"], organization_names[row["organization_id"]], row["description"], row["fees"])
        for row in expected["services"]
    )
    wanted = {told(row["application_process"]) for row in expected["services"]}
    assert {told(row.get("application_process")) for row in tables["services"]} == wanted
    assert {row.get("url", "") for row in tables["services"]} == {
        row["url"] for row in expected["services"]
    }
    _places_are_as_expected(tables, expected)


def _places_are_as_expected(
    tables: dict[str, list[dict[str, Any]]], expected: dict[str, list[dict[str, str]]]
) -> None:
    physical = [row for row in tables["locations"] if row["location_type"] == "physical"]
    names = sorted(row["name"] for row in expected["locations"])
    assert sorted(row["name"] for row in physical) == names
    posts = {row["address_1"] for row in expected["postal_addresses"]}
    assert {
        row["address_1"] for row in tables["addresses"] if row["address_type"] == "postal"
    } == posts
    pairs = len(expected["services_at_location"])
    assert len(tables["service_at_location"]) == pairs
    at_places = [row for row in tables["schedules"] if row.get("location_id")]
    assert len(at_places) == len(expected["regular_schedules"])
    days = sorted(row["weekday"][:2].upper() for row in expected["regular_schedules"])
    assert sorted(row["byday"] for row in at_places) == days
    for owner in ("organization_id", "location_id", "service_id"):
        numbers = sorted(row["number"] for row in tables["phones"] if row.get(owner))
        wanted = sorted(row["number"] for row in expected["phones"] if row[owner])
        # A service is exported with the number to call for it, also where its place has it.
        assert set(wanted) <= set(numbers)


def test_the_messy_florida_sample_gives_the_expected_hsds(app: Flask, tmp_path: Path) -> None:
    folder = tmp_path / "florida"
    copytree(shared("directories/florida_messy"), folder)
    said = imported(app, folder, "--accept-valid")
    assert (said["accounts"]["imported"], said["accounts"]["failed"], said["rows"]) == (134, 1, 135)
    assert "service_program" in said["unread"]["services"], "nothing is lost without a word"
    tables = exported(app)
    sent = {
        name: rows_of(folder / f"{name}.csv") for name in ("organizations", "locations", "services")
    }
    assert {row["name"] for row in tables["organizations"]} == {
        row["organization_name"].strip() for row in sent["organizations"]
    }
    assert len(tables["services"]) == 134 and len(tables["locations"]) == 378
    assert sorted(row.get("name", "") for row in tables["locations"]) == sorted(
        cut(row["location_name"]) or "" for row in sent["locations"]
    )
    addresses = {told(row["address_1"]) for row in tables["addresses"]}
    assert addresses == {told(plain(row["location_address"])) for row in sent["locations"]} - {""}
    numbers = {row["number"] for row in tables["phones"]}
    assert "305-285-5922" in numbers and "800-955-8771" in numbers
    again = imported(app, folder, "--accept-valid")
    assert again["accounts"]["unchanged"] == 134 and again["places"] == 0


@pytest.mark.parametrize(
    "name",
    [
        "service_full.json",
        "organization_full.json",
        "service_at_location_full.json",
        "tabular.json",
    ],
)
def test_hsds_3_in_json_is_read_like_its_tables(name: str) -> None:
    folder = shared("directories/hsds3_examples")
    [row] = read_tables(open_upload(name, (folder / name).read_bytes())).rows
    assert getattr(row, "organization", "") == "Example Organization Inc."
    assert getattr(row, "hours", []) == ["4 1000 1800", "5 1000 1800"]
    assert getattr(row, "age_from", None) == 12
    assert [spot.city for spot in getattr(row, "places", ())] == ["MyCity"]


def test_an_entry_of_places_becomes_services(app: Flask) -> None:
    file = shared("directories/sf_dv_consortium.json")
    found = read_tables(open_upload(file.name, file.read_bytes()))
    assert len(found.rows) == len(json.loads(file.read_text()))
    assert [row.reason for row in found.bad] == ["the service has no name"]


def test_a_confidential_place_is_in_no_table(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "organizations.csv").write_text("id,name\no1,Harbor\n")
    (tmp_path / "locations.csv").write_text(
        "id,organization_id,name,address_1,city\nl1,o1,Night house,Confidential,Hidden Town\n"
        "l2,o1,Office,1 Main Street,Oakland\nl3,o1,Confidential location,2 Side Street,Oakland\n"
    )
    (tmp_path / "services.csv").write_text(
        "id,organization_id,name,location_id\ns1,o1,Beds,l1\ns2,o1,Advice,l2\ns3,o1,Talks,l3\n"
    )
    said = imported(app, tmp_path)
    assert said["accounts"]["imported"] == 3
    with app.app_context(), job("test: look"):
        secret = {row.name: row.is_confidential for row in db.session.scalars(select(Service))}
        assert secret == {"Beds": True, "Advice": False, "Talks": True}
        assert [row.address_1 for row in db.session.scalars(select(Place))] == ["1 Main Street"]
    everything = json.dumps(exported(app))
    assert "Hidden Town" not in everything and "Side Street" not in everything


def test_what_people_here_called_confidential_stays_so(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "county.csv"
    file.write_text(
        "organization_name,service_id,service_name,address_1,city\n"
        "Harbor,1,Beds,7 Quiet Lane,Oakland\nHarbor,2,Meals,7 Quiet Lane,Oakland\n"
        "Harbor,3,Office,1 Main Street,Oakland\n"
    )
    assert imported(app, file)["places"] == 3
    with app.app_context(), job("test: say so"):
        beds = db.session.scalars(select(Service).where(Service.name == "Beds")).one()
        beds.is_confidential = True
    imported(app, file)
    assert "Quiet Lane" not in json.dumps(exported(app)), "the same address gives it away"
    assert imported(app, file)["accounts"]["unchanged"] == 3
