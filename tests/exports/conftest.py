"""Probation's records about her, a release to the clinic, and two people to make a copy."""

from collections.abc import Callable
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from pypdf import PdfReader

from safetynet import clock
from safetynet.access import job
from safetynet.db import db
from safetynet.exports.models import Export, ExportWords
from safetynet.sharing import Disclosure, DisclosureBasis, How, Release
from safetynet.vault import Category
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import Cast, Player
from tests.retention.conftest import supervisor_of
from tests.scenes import Scene
from tests.sharing.conftest import later  # noqa: F401

TEXT = "She was seen at the motel by the river."
SECRET = "What she told her counselor alone."
TREATED = "She began treatment in May."
COURT = "Petition filed under section 602."
HARBORS = "Harbor alone knows of the aunt."
Later = Callable[..., None]

ALSO = ("pages", "number")
PURPOSE = "To plan her appointments together"


@pytest.fixture
def hers(app: Flask, cast: Cast) -> Scene:
    """Probation wrote something of many kinds; so did Harbor, which is covered."""
    hers = scenes.open_case(app, cast)
    by = cast.probation
    scenes.write_note(app, hers, by, Category.SAFETY_RISK, TEXT)
    scenes.write_note(app, hers, by, Category.SUBSTANCE_USE, TREATED)
    scenes.write_note(app, hers, by, Category.JUVENILE_COURT, COURT)
    scenes.write_note(app, hers, by, Category.PRIVILEGED, SECRET)
    scenes.write_note(app, hers, cast.advocate, Category.SAFETY_RISK, HARBORS)
    return hers


@pytest.fixture
def approver(app: Flask, cast: Cast) -> Player:
    """The supervisor at County Probation."""
    return supervisor_of(app, cast, "probation")


@pytest.fixture
def signed(app: Flask, cast: Cast, hers: Scene) -> UUID:
    """A release to the clinic that lets probation give two kinds of content in writing."""
    kinds = (Category.SAFETY_RISK, Category.SUBSTANCE_USE)
    return in_writing(app, hers, cast.provider, *kinds, obtained_by=cast.probation)


def in_writing(
    app: Flask, hers: Scene, to: Player, *kinds: Category, obtained_by: Player, days: int = 90
) -> UUID:
    made = scenes.release(app, hers, to, *kinds, obtained_by=obtained_by, days=days)
    with app.app_context(), job("test: in writing"):
        [row] = rows(Release, Release.id == made)
        row.how = [How.WRITTEN]
    return made


def told(app: Flask, hers: Scene, by: Player, to: Player, law: DisclosureBasis) -> UUID:
    with app.app_context(), job("test: told"):
        row = Disclosure(
            survivor_id=hers.survivor_id,
            from_agency_id=by.agency_id,
            to_agency_id=to.agency_id,
            basis=law,
            categories=["safety_risk", "juvenile_court"],
            starts_on=clock.today(),
            ends_on=clock.today(),
        )
        db.session.add(row)
        return row.id


def typed(grant: str, *kinds: str, **changes: Any) -> dict[str, Any]:
    """Return what somebody types who asks for a copy, and sends it on."""
    return {
        "grant": grant,
        "purpose": PURPOSE,
        "categories": list(kinds or ("safety_risk",)),
        "format": "pdf",
        "language": "en",
        "ask": "1",
    } | changes


def ask(browser: Browser, hers: Scene, grant: str, *kinds: str, **changes: Any) -> Any:
    return browser.post(f"{hers.path}/exports", typed(grant, *kinds, **changes))


def asked(browser: Browser, hers: Scene, signed: UUID, *kinds: str, **changes: Any) -> str:
    """Ask for a copy on a release; return its address."""
    answer = ask(browser, hers, f"release {signed}", *kinds, **changes)
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def step(browser: Browser, path: str, word: str, **fields: Any) -> Any:
    """Press a button of a copy's page, as the page shows the copy now."""
    return browser.post(f"{path}/{word}", {"version": version_of(browser, path), **fields})


def version_of(browser: Browser, path: str) -> int:
    with browser.app.app_context(), job("test: look"):
        [row] = rows(Export, Export.id == UUID(path.rpartition("/")[2]))
        return int(row.version)


def the_copy(app: Flask) -> dict[str, Any]:
    """Return the columns of the only copy there is."""
    with app.app_context(), job("test: look"):
        [row] = rows(Export)
        return {name: getattr(row, name) for name in Export.UNDER_MAC + ALSO}


def password_of(app: Flask) -> str:
    with app.app_context(), job("test: look"):
        [row] = rows(ExportWords)
        return str(row.password)


def approved(browser: Browser, path: str, approver: Player) -> None:
    """Let the second person approve it and make its password."""
    browser.as_(approver)
    assert step(browser, path, "approval").status_code == 303
    assert step(browser, path, "password").status_code == 303


def taken(browser: Browser, path: str) -> PdfReader:
    """Download it as whoever is signed in, and open it."""
    answer = step(browser, path, "delivery")
    assert answer.status_code == 303, answer.text
    file = browser.get(str(answer.location))
    assert file.mimetype == "application/pdf"
    return opened(browser.app, file.data)


def opened(app: Flask, data: bytes) -> PdfReader:
    reader = PdfReader(BytesIO(data))
    assert reader.is_encrypted and reader.decrypt(password_of(app))
    return reader


def flat(reader: PdfReader) -> list[str]:
    """Return the text of each page in one line."""
    return [" ".join(page.extract_text().split()) for page in reader.pages]
