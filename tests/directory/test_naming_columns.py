"""Columns that the command names, where nobody matched them on the web page."""

import json
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from safetynet.access import job
from safetynet.db import db
from safetynet.directory.matching import FIELDS
from safetynet.directory.models import DirectoryMatch, Organization, Service
from tests.directory.test_browser_import import names
from tests.directory.test_import_files import run

ODD = "Prog Nm,Run By,Call,Call,When=Open,Memo\nGroceries,Food Bank,555-201-0100,555-201-0101,,x\n"
NAMED = ("--column", "prog  nm=name", "--column", "Run By=organization")


def file_in(folder: Path, text: str = ODD) -> Path:
    file = folder / "other.csv"
    file.write_text(text)
    return file


def test_columns_are_what_the_command_says(app: Flask, tmp_path: Path) -> None:
    named = (*NAMED, "--column", "Call=phone", "--column", "When=Open=hours")
    answer = run(app, file_in(tmp_path), *named)
    assert answer.exit_code == 0, answer.output
    told = json.loads(answer.output)
    assert told["unread"] == {"services": ["Memo"]} and not told["matched"]
    with app.app_context(), job("test: look"):
        service = db.session.scalars(select(Service)).one()
        assert [phone.number for phone in service.told] == ["555-201-0100", "555-201-0101"]
        assert db.session.scalars(select(Organization.name)).all() == ["Food Bank"]
        assert db.session.scalars(select(DirectoryMatch)).all() == [], "said for this once"


def test_a_column_can_be_left_out(app: Flask, tmp_path: Path) -> None:
    file = file_in(tmp_path, "Service,Organization,Phone\nBeds,House,555-201-0100\n")
    assert run(app, file, "--column", "phone=leave_out").exit_code == 0
    with app.app_context(), job("test: look"):
        assert db.session.scalars(select(Service)).one().told == []


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("Agency", "“Agency” names no field. Write --column HEADING=FIELD."),
        ("Agency=organization", "There is no column “Agency”. The file has these: “Prog Nm”,"),
        ("=organization", "There is no column “”. The file has these: “Prog Nm”, “Run By”,"),
        (
            "Memo=organisation",
            f"No column can be “organisation”. It can be: {', '.join(FIELDS)}, l",
        ),
        ("Memo=", "No column can be “”. It can be: name, both, organization,"),
        ("Memo=name", "Only one column may be: name."),
        ("Prog Nm=description", "The column “Prog Nm” is named twice."),
    ],
)
def test_what_cannot_be_is_refused_with_what_there_is(
    app: Flask, tmp_path: Path, named: str, said: str
) -> None:
    answer = run(app, file_in(tmp_path), *NAMED, "--column", named)
    assert answer.exit_code == 2 and said in answer.stderr, answer.output
    assert names(app) == []


def test_a_file_of_unknown_headings_says_how_they_are_named(app: Flask, tmp_path: Path) -> None:
    answer = run(app, file_in(tmp_path))
    assert answer.exit_code == 2 and "Or name them here with --column." in answer.stderr
