"""What left an agency: the paper, the ledger, and the young person's own list."""

from io import BytesIO

import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import update

from safetynet.access import job
from safetynet.audit import Result
from safetynet.bundles import producible, records
from safetynet.db import as_foundation, writing_engine
from safetynet.process.bundle import OFFERED
from safetynet.process.models import Production
from safetynet.vault import Category
from safetynet.vault.columns import lazy_attributes
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import Cast, Player
from tests.ledger import last_entry
from tests.process.conftest import (
    SECRET,
    TEXT,
    TREATED,
    Register,
    decide,
    prepare,
    ready,
    take,
    version_of,
)
from tests.process.test_productions import ORDER
from tests.scenes import Scene


def pages_of(browser: Browser, production: str, language: str = "en") -> list[str]:
    answer = browser.get(f"{production}/{language}.pdf")
    assert answer.mimetype == "application/pdf"
    return [page.extract_text() for page in PdfReader(BytesIO(answer.data)).pages]


def produced(app: Flask, browser: Browser, path: str, desk: Player, second: Player) -> str:
    """Let two people bring it to its end; return the production's address."""
    production = str(prepare(browser, path).location)
    assert decide(browser.as_(second), production, "approval") == 303
    assert decide(browser.as_(desk), production, "delivery") == 303
    return production


def test_the_paper_has_a_cover_and_only_what_was_approved(
    app: Flask,
    browser: Browser,
    desk: Player,
    second: Player,
    her: Scene,
    register: Register,
) -> None:
    browser.as_(desk)
    path = ready(browser, register, her)
    production = produced(app, browser, path, desk, second)
    cover, *behind = pages_of(browser, production)
    with app.app_context(), job("test: look"):
        serial = rows(Production)[0].serial
    flat = " ".join(cover.split())
    assert f"included: {len(behind) + 1}" in flat and serial in flat
    assert "Safety and risk" in flat and "Marlowe and Finch" in flat and "never produced" in flat
    said = " ".join(" ".join(behind).split())
    assert TEXT in said and TREATED not in said and SECRET not in said
    assert scenes.LAST not in flat + said
    assert any("motel" in page for page in pages_of(browser, production, "es"))
    assert last_entry(app).result is Result.EXPORTED


def test_one_agencys_paper_holds_nothing_of_anothers(
    app: Flask,
    browser: Browser,
    cast: Cast,
    desk: Player,
    second: Player,
    her: Scene,
    register: Register,
) -> None:
    scenes.write_note(
        app, her, cast.advocate, Category.SAFETY_RISK, "Harbor alone knows of the aunt."
    )
    browser.as_(desk)
    path = ready(browser, register, her)
    production = produced(app, browser, path, desk, second)
    assert "aunt" not in " ".join(pages_of(browser, production))


def test_a_production_is_a_disclosure_on_the_ledger(
    app: Flask, browser: Browser, desk: Player, second: Player, her: Scene, register: Register
) -> None:
    browser.as_(desk)
    produced(app, browser, ready(browser, register, her), desk, second)
    entry = last_entry(app)
    assert entry.result is Result.DISCLOSED and "legal_process" in entry.basis
    [touch] = [one for one in entry.touches if one.effect is Result.DISCLOSED]
    assert (touch.survivor, touch.owner, touch.category) == (
        her.survivor_id,
        desk.agency_id,
        "safety_risk",
    )


def test_a_production_stands_in_the_young_persons_accounting(
    app: Flask,
    browser: Browser,
    cast: Cast,
    desk: Player,
    second: Player,
    her: Scene,
    register: Register,
) -> None:
    browser.as_(desk)
    at = f"/accounting/{her.number}"
    outside = "Someone outside who asked by law"
    path = ready(browser, register, her)
    assert outside not in browser.get(at).text
    produced(app, browser, path, desk, second)
    for reader in (desk, cast.probation, cast.privacy_officer):
        page = browser.as_(reader).get(at).text
        assert outside in page and "Your safety" in page and "Marlowe" not in page
    assert outside not in browser.as_(cast.advocate).get(at).text


def test_the_accounting_is_silent_while_a_court_forbids_telling_her(
    app: Flask,
    browser: Browser,
    cast: Cast,
    desk: Player,
    second: Player,
    her: Scene,
    register: Register,
) -> None:
    browser.as_(desk)
    path = register(number=her.number, **ORDER)
    assert take(browser, path, "counsel_told") == 303
    assert take(browser, path, "telling_forbidden", "Sealed until the arrest.") == 303
    production = str(prepare(browser, path, basis="court_order").location)
    assert decide(browser.as_(second), production, "approval") == 303
    assert decide(browser.as_(desk), production, "delivery") == 303
    at, outside = f"/accounting/{her.number}", "Someone outside who asked by law"
    assert outside not in browser.as_(cast.probation).get(at).text
    assert outside not in browser.as_(cast.privacy_officer).get(at).text
    assert take(browser.as_(desk), path, "survivor_told") == 303
    assert outside in browser.as_(cast.probation).get(at).text


def test_what_was_edited_since_is_not_what_was_approved(
    app: Flask,
    browser: Browser,
    cast: Cast,
    desk: Player,
    second: Player,
    her: Scene,
    register: Register,
) -> None:
    browser.as_(desk)
    production = str(prepare(browser, ready(browser, register, her)).location)
    assert decide(browser.as_(second), production, "approval") == 303
    scenes.write_note(app, her, cast.probation, Category.SAFETY_RISK, "One more thing.")
    browser.as_(desk)
    said = {"version": version_of(browser, production)}
    answer = browser.post(f"{production}/delivery", said)
    assert "prepare it anew" in browser.told(answer)
    with app.app_context(), job("test: look"):
        [row] = rows(Production)
        assert row.serial is None


def test_a_double_click_produces_once(
    app: Flask, browser: Browser, desk: Player, second: Player, her: Scene, register: Register
) -> None:
    browser.as_(desk)
    production = str(prepare(browser, ready(browser, register, her)).location)
    assert decide(browser.as_(second), production, "approval") == 303
    browser.as_(desk)
    said = {"version": version_of(browser, production)}
    key = "2c0ffee0-0000-4000-8000-000000000002"
    answers = [browser.post(f"{production}/delivery", said, form_key=key) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert decide(browser, production, "delivery") == 409
    with app.app_context(), job("test: look"):
        assert len([row for row in rows(Production) if row.serial]) == 1


@pytest.mark.parametrize("language", ["en", "es"])
def test_nothing_is_downloaded_before_it_is_produced(
    browser: Browser, desk: Player, second: Player, her: Scene, register: Register, language: str
) -> None:
    browser.as_(desk)
    production = str(prepare(browser, ready(browser, register, her)).location)
    assert browser.get(f"{production}/{language}.pdf").status_code == 404
    assert decide(browser.as_(second), production, "approval") == 303
    assert browser.as_(desk).get(f"{production}/{language}.pdf").status_code == 404


def test_every_sealed_text_that_can_leave_has_a_word_for_it() -> None:
    """A new table, or a new column, must be given its words before it can be produced."""
    for model in producible():
        if model.CATEGORY is None or model.CATEGORY in OFFERED:
            assert model.__tablename__ in records.TABLES
            assert lazy_attributes(model).keys() <= records.FIELDS.keys()


def test_a_production_that_sql_changed_is_named(
    app: Flask, browser: Browser, desk: Player, second: Player, her: Scene, register: Register
) -> None:
    """The touch that says "disclosed" does not take the place of the row's digest."""
    browser.as_(desk)
    produced(app, browser, ready(browser, register, her), desk, second)
    table = Production.__table__
    with app.app_context(), as_foundation(), writing_engine().begin() as connection:
        connection.execute(update(table).values(rows=99))  # type: ignore[arg-type]
    said = app.test_cli_runner().invoke(args=["audit", "verify"])
    assert said.exit_code == 1 and "productions" in said.output
