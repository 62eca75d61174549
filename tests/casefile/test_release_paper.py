"""A release as a paper: all that the law wants on it, nothing in its name (CR-03, CR-10)."""

import io

from flask import Flask
from pypdf import PdfReader

from safetynet.audit import Result
from safetynet.vault import Category
from tests import scenes
from tests.browser import Browser
from tests.cast import Cast
from tests.ledger import last_entry


def pdf(browser: Browser, path: str, language: str) -> PdfReader:
    answer = browser.get(f"{path}/{language}.pdf")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert scenes.LAST not in answer.headers["Content-Disposition"]
    return PdfReader(io.BytesIO(answer.data))


def words(read: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in read.pages).split())


def test_the_paper_holds_every_element(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    kinds = (Category.IDENTITY, Category.SUBSTANCE_USE)
    given = scenes.release(app, scene, cast.provider, *kinds, obtained_by=cast.advocate)
    path = f"{scene.path}/releases/{given}"
    assert f"{path}/en.pdf" in browser.as_(cast.advocate).get(path).text
    read = pdf(browser, path, "en")
    said = words(read)
    for element in (
        scenes.NAME,
        "Harbor House",
        "Bridge Clinic",
        "Name and identity, Substance use",
        "to plan together",
        "Shown here, in the system",
        "Until, that day included",
        "Explained by: Advocate",
        "No service depends on signing this",
        "You can stop it at any time",
        "42 CFR Part 2",
        "takes a release of its own",
        "Signatures",
    ):
        assert element in said, element
    assert read.metadata and read.metadata.title == f"Release of information {scene.number}"
    entry = last_entry(app)
    assert entry.result is Result.EXPORTED and entry.detail_hash


def test_the_paper_comes_in_spanish(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    given = scenes.release(app, scene, cast.provider, obtained_by=cast.advocate)
    said = words(pdf(browser.as_(cast.advocate), f"{scene.path}/releases/{given}", "es"))
    assert "Confidencial" in said and "No service depends" not in said


def test_a_young_person_without_a_name_here_gets_a_line_to_write_on(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    scene = scenes.open_case(app, cast, named=False)
    given = scenes.release(app, scene, cast.provider, obtained_by=cast.advocate)
    said = words(pdf(browser.as_(cast.advocate), f"{scene.path}/releases/{given}", "en"))
    assert "____" in said.replace("\u200b", "")


def test_only_who_obtained_it_prints_it(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    given = scenes.release(app, scene, cast.provider, obtained_by=cast.advocate)
    path = f"{scene.path}/releases/{given}/en.pdf"
    for player, code in ((cast.provider, 403), (cast.coordinator, 403), (cast.outsider, 404)):
        assert browser.as_(player).get(path).status_code == code
