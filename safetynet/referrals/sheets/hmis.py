"""A HUD HMIS export: people are in its Client.csv alone, in codes that nobody reads."""

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import PurePath

from safetynet.sheets.cells import Cell, Cells, text_of
from safetynet.sheets.reading import Sheet
from safetynet.sheets.refusing import MAX_UPLOAD, Refusal, SheetError
from safetynet.sheets.workbooks import ZIP

_PEOPLE = "client.csv"
_MARK = "ExportID"
"""Every file of an export has this column."""
_CLIENT = frozenset({"PersonalID", "FirstName", "LastName", "DOB"})
_AS_THEY_ARE = ("PersonalID", "FirstName", "MiddleName", "LastName", "NameSuffix")
_YES = "1"
_APPROXIMATE = "2"
_GENDERS = {
    "Woman": "Woman", "Man": "Man", "NonBinary": "Non-binary",
    "CulturallySpecific": "Culturally specific identity", "Transgender": "Transgender",
    "Questioning": "Questioning", "DifferentIdentity": "Different identity",
    "Female": "Female", "Male": "Male", "NoSingleGender": "No single gender",
}  # fmt: skip
"""Of the years 2022 and 2024."""
_RACES = {
    "AmIndAKNative": "American Indian, Alaska Native, or Indigenous",
    "Asian": "Asian or Asian American", "BlackAfAmerican": "Black, African American, or African",
    "HispanicLatinaeo": "Hispanic/Latina/e/o", "MidEastNAfrican": "Middle Eastern or North African",
    "NativeHIPacific": "Native Hawaiian or Pacific Islander", "White": "White",
    "Ethnicity": "Hispanic/Latin(a)(o)(x)",
}  # fmt: skip
_QUALITY = {
    "1": "", "2": "Partial", "8": "Client doesn’t know", "9": "Client prefers not to answer",
    "99": "Data not collected",
}  # fmt: skip
_OUT = (*_AS_THEY_ARE, "DOB", "Gender", "Race and ethnicity", "NameDataQuality", "DOBDataQuality")
"""The social security number and what a veteran was asked stay outside."""


def unpacked(name: str, data: bytes) -> tuple[str, bytes]:
    """Return the list of people out of a zipped export, with its name; any other file as it is."""
    if not data.startswith(ZIP):
        return name, data
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for part in package.infolist():
                if PurePath(part.filename).name.casefold() != _PEOPLE:
                    continue
                with package.open(part) as opened:
                    content = opened.read(MAX_UPLOAD + 1)
                return f"{name} ({PurePath(part.filename).name})", content
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, EOFError, RuntimeError):
        return name, data  # Whatever it is, `read_sheets` says what is wrong with it.
    return name, data


def people_of(name: str, sheet: Sheet) -> Sheet:
    """Return a Client.csv in words; any other sheet as it is.

    Raises SheetError for the other files of an export: a row there is a stay or a service.
    """
    headings = [text_of(cell) for cell in sheet.rows[0]] if sheet.rows else []
    if _MARK not in headings:
        return sheet
    if not set(headings) >= _CLIENT:
        raise SheetError(Refusal.HUD, file=name)
    at = {heading: column for column, heading in enumerate(headings)}
    people = (_in_words(row, at) for row in sheet.rows[1:])
    return Sheet(sheet.name, (_OUT, *people), sheet.hidden, sheet.swallowed)


def _in_words(row: Cells, at: Mapping[str, int]) -> Cells:
    """Say one person in words; nobody where HUD's software deleted her.

    Cells beyond the headings stay there: a row with too many is bad, and is told so.
    """
    said = {name: row[column] for name, column in at.items() if column < len(row)}
    too_many = row[len(at) :]
    if said.get("DateDeleted") and not too_many:
        return ()
    told: tuple[Cell, ...] = (
        *(said.get(name) for name in _AS_THEY_ARE),
        _born(said),
        _ticked(said, _GENDERS),
        _ticked(said, _RACES),
        *(_quality(said.get(name)) for name in ("NameDataQuality", "DOBDataQuality")),
    )
    return (*told, *too_many)


def _born(said: Mapping[str, Cell]) -> Cell:
    """A date that HUD's software calls approximate is an estimate here too."""
    born = said.get("DOB")
    is_approximate = text_of(said.get("DOBDataQuality")) == _APPROXIMATE
    return f"~{text_of(born)}" if born is not None and is_approximate else born


def _ticked(said: Mapping[str, Cell], words: Mapping[str, str]) -> Cell:
    def ticked() -> Iterator[str]:
        for column, word in words.items():
            if text_of(said.get(column)) == _YES:
                yield word

    return "; ".join(ticked()) or None


def _quality(cell: Cell) -> Cell:
    return _QUALITY.get(text_of(cell), text_of(cell)) or None
