"""The file that crosses counties, opened as its reader opens it: from a disk, without a network."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.chromium import ASKED_OF_AXE
from tests.e2e.conftest import PHONE, WIDE
from tests.e2e.pages import TOO_WIDE
from tests.transfers.conftest import FACTS, FIRST, LAST, RECEIPT, WORDS, a_file, a_packet

BOTH = {
    "heading": {"en": "Transfer of records", "es": "Traslado de registros"},
    "notice": {"en": "For this recipient alone.", "es": "Solo para este destinatario."},
    "cover": {"en": "For whom, and why", "es": "Para quién y por qué"},
    "receipt": {"en": "Receipt", "es": "Recibo"},
    "receipt_hint": {"en": "Say this on the telephone.", "es": "Diga esto por teléfono."},
    "written": {"en": "written", "es": "escrito"},
    "print": {"en": "Print", "es": "Imprimir"},
    "close": {"en": "Close", "es": "Cerrar"},
}
EVIL = "<img src=x onerror=alert(1)>"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    held = a_packet()
    kinds = {record.category: record.category.value for record in held.records}
    held = replace(held, words=BOTH, kinds=kinds, facts=[("What for", EVIL)])
    path = tmp_path / "document.html"
    path.write_bytes(a_file(held))
    return path


@pytest.fixture
def page(chromium: Any) -> Iterator[Any]:
    """A browser whose network is cut, and that notes whatever asks for one."""
    context = chromium.new_context(offline=True)
    page = context.new_page()
    page.asked = []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("console", lambda said: page.asked.append(said.text) if said.type == "error" else None)
    yield page
    context.close()


def opened(page: Any, file: Path, words: str = WORDS) -> Any:
    page.goto(file.as_uri())
    page.get_by_label("Passphrase").fill(words)
    page.get_by_role("button", name="Open").click()
    return page


def test_it_opens_offline_with_its_words(page: Any, file: Path) -> None:
    opened(page, file, f"  {WORDS.upper()} ").get_by_text(RECEIPT).wait_for()
    text = page.locator("main").inner_text()
    assert f"{FIRST} {LAST}" in text and FACTS in text and "Transfer of records" in text
    assert page.title() == "Document"
    assert page.asked == [file.as_uri()], "nothing else is asked for, and nothing is refused"
    assert EVIL in text, "what somebody wrote is text, never markup"


def test_it_speaks_both_languages(page: Any, file: Path) -> None:
    opened(page, file).get_by_role("button", name="Español").click()
    assert "Traslado de registros" in page.locator("main").inner_text()
    assert page.locator("html").get_attribute("lang") == "es"


def test_other_words_are_refused_with_a_sentence(page: Any, file: Path) -> None:
    opened(page, file, "eight other words").get_by_text("not the words that open it").wait_for()
    text = page.locator("main").inner_text()
    assert "por teléfono" in text and FACTS not in text
    assert page.get_by_label("Passphrase").input_value() == "eight other words"


def test_closing_it_shuts_it_again(page: Any, file: Path) -> None:
    opened(page, file).get_by_role("button", name="Close").click()
    page.get_by_label("Passphrase").wait_for()
    assert FACTS not in page.locator("main").inner_text()


def test_axe_finds_nothing_shut_or_open(page: Any, file: Path) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page.goto(file.as_uri())
    for step in (_as_it_is, _with_wrong_words, _open):
        step(page)
        for size in (WIDE, PHONE):
            page.set_viewport_size(size)
            found = axe.run(page, options=ASKED_OF_AXE).response["violations"]
            assert not found, [problem["id"] for problem in found]
            assert page.evaluate(TOO_WIDE) <= 0


def _as_it_is(page: Any) -> None:
    page.get_by_label("Passphrase").wait_for()


def _with_wrong_words(page: Any) -> None:
    page.get_by_label("Passphrase").fill("wrong")
    page.get_by_role("button", name="Open").click()
    page.get_by_text("not the words that open it").wait_for()


def _open(page: Any) -> None:
    page.get_by_label("Passphrase").fill(WORDS)
    page.get_by_role("button", name="Open").click()
    page.get_by_text(RECEIPT).wait_for()
