"""The export against the published schema: every object of it, every table of it, no error."""

import csv
import io
import json
import re
from functools import cache
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from flask import Flask
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from safetynet.access import job
from safetynet.directory.package import packed
from tests.directory.test_directory import listed
from tests.directory.test_expected import imported
from tests.directory.test_handing_out import files_of
from tests.referrals.sheets.making import shared

CHECKED = FormatChecker()
UUID = re.compile(r"[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}")


def is_uri(value: object) -> bool:
    return not isinstance(value, str) or bool(re.match(r"https?://[^\s<>\"]+$", value))


CHECKED.checks("uri")(is_uri)


@cache
def validator(name: str) -> Draft202012Validator:
    """Return the check of one kind of object; other kinds are found by their file names."""
    folder = shared("vocab/hsds3_schema")
    kinds = {file.name: json.loads(file.read_text()) for file in folder.glob("*.json")}
    resources = [
        (kind, Resource.from_contents(schema, default_specification=DRAFT202012))
        for kind, schema in kinds.items()
    ]
    registry: Registry[Any] = Registry().with_resources(resources)
    return Draft202012Validator(kinds[name], registry=registry, format_checker=CHECKED)


def errors_of(files: dict[str, bytes]) -> list[str]:
    return [
        f"{name} {list(error.absolute_path)}: {error.message}"
        for name, kind in (("organizations.json", "organization"), ("services.json", "service"))
        for thing in json.loads(files[name])
        for error in validator(f"{kind}.json").iter_errors(thing)
    ]


def errors_in_tables(files: dict[str, bytes]) -> list[str]:
    package = json.loads(shared("vocab/hsds3_datapackage.json").read_text())
    errors = []
    ids: dict[str, set[str]] = {}
    links: list[tuple[str, str, str]] = []
    for resource in package["resources"]:
        name = f"csv/{resource['path']}"
        if name not in files:
            continue
        rows = list(csv.DictReader(io.StringIO(files[name].decode(), newline="")))
        fields = {field["name"]: field for field in resource["schema"]["fields"]}
        ids[resource["name"]] = {row["id"] for row in rows}
        assert len(ids[resource["name"]]) == len(rows), f"{name}: an id twice"
        for row in rows:
            errors += [f"{name}: {column} is no field" for column in row if column not in fields]
            errors += [f"{name}: {e}" for c, text in row.items() for e in _wrong(fields[c], text)]
            for key in resource["schema"].get("foreignKeys", []):
                column = key["fields"] if isinstance(key["fields"], str) else key["fields"][0]
                if row.get(column):
                    links.append((name, key["reference"]["resource"], row[column]))
    return errors + [
        f"{name}: {value} is nowhere in {table}"
        for name, table, value in links
        if value not in ids.get(table, set())
    ]


def _wrong(field: dict[str, Any], text: str) -> list[str]:
    rules = field.get("constraints", {})
    if not text:
        return [f"{field['name']} is empty"] if rules.get("required") else []
    wrong = []
    if rules.get("enum") and text not in rules["enum"]:
        wrong.append(f"{field['name']} is {text}")
    if field.get("type") == "number" and not re.fullmatch(r"-?\d+(\.\d+)?", text):
        wrong.append(f"{field['name']} is no number: {text}")
    if field.get("format") == "uuid" and not UUID.fullmatch(text):
        wrong.append(f"{field['name']} is no id: {text}")
    if field.get("format") == "uri" and not is_uri(text):
        wrong.append(f"{field['name']} is no address: {text}")
    return wrong


def export(app: Flask) -> dict[str, bytes]:
    with app.app_context(), job("test: export"):
        return files_of(packed())


def test_what_people_entered_is_valid(app: Flask) -> None:
    listed(
        app, None, "Beds", name="=Beds", types=["shelter", "legal_civil"], languages=["en", "tl"],
        age_from=12, age_to=17, genders=["girls"], without_papers=True, phone="555-0100 ext. 7",
        hours=["1 0900 1700", "2 0900 1700", "6 0000 2400"], areas=["Alameda County"],
        website="beds.example.org", email="not an address", documents="A card\nA smile",
        openings=3, wait_days=5,
    )  # fmt: skip
    files = export(app)
    assert errors_of(files) == [] and errors_in_tables(files) == []
    assert b"'=Beds" in files["csv/services.csv"], "no cell of a table is a formula"


@pytest.mark.parametrize(
    "path",
    [
        "dc211_icarol_export.csv", "florida_messy", "hsds_transformer_base/input", "ohana_sample",
        "hsds11_sample/all_resources", "hsds3_examples/csv", "hsds3_examples/service_full.json",
        "sf_dv_consortium.json",
    ],
)  # fmt: skip
def test_what_others_sent_is_valid_when_it_leaves(app: Flask, tmp_path: Path, path: str) -> None:
    sent = shared(f"directories/{path}")
    here = tmp_path / sent.name
    if sent.is_dir():
        copytree(sent, here)
    else:
        here.write_bytes(sent.read_bytes())
    said = imported(app, here, "--accept-valid")
    assert said["imported"]
    files = export(app)
    assert errors_of(files) == [] and errors_in_tables(files) == []


def test_an_export_comes_back_as_what_it_was(app: Flask, tmp_path: Path) -> None:
    folder = tmp_path / "florida"
    copytree(shared("directories/florida_messy"), folder)
    imported(app, folder, "--accept-valid")
    files = export(app)
    for name, content in files.items():
        if name.startswith("csv/"):
            (tmp_path / name.removeprefix("csv/")).write_bytes(content)
    again = imported(app, tmp_path / "services.csv", "--source", "back")
    assert again["accounts"]["imported"] == again["rows"] == 134
    third = imported(app, tmp_path / "services.csv", "--source", "back")
    assert third["accounts"]["unchanged"] == 134
