"""Spanish is whole, is there in a clean clone, and is what the translator wrote."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages import Message
from babel.messages.pofile import read_po
from flask import Flask

from safetynet.edge.commands import compiled, gathered, po_files
from safetynet.edge.errors import plain_page

PLACEHOLDER = re.compile(r"%\(\w+\)\w|\{\w+\}|<[^>]+>")

each_language = pytest.mark.parametrize("path", po_files(), ids=lambda path: path.parts[-3])


def messages(path: Path) -> list[Message]:
    with path.open("rb") as file:
        return [message for message in read_po(file, locale=path.parts[-3]) if message.id]


def in_pairs(message: Message) -> Iterator[tuple[str, str]]:
    """Yield original and translation; of a plural, both forms."""
    originals = [message.id] if isinstance(message.id, str) else message.id
    said = [message.string] if isinstance(message.string, str) else message.string or []
    yield from zip(originals, said, strict=True)


@each_language
def test_the_machine_form_is_that_of_the_translators_file(path: Path) -> None:
    assert path.with_suffix(".mo").read_bytes() == compiled(path), (
        "run ./sn translations compile and commit both files"
    )


@each_language
def test_every_text_of_code_and_pages_is_in_the_file(path: Path) -> None:
    known = {(message.context, message.id) for message in messages(path)}
    new = [text.id for text in gathered() if text.id and (text.context, text.id) not in known]
    assert new == [], "run ./sn translations update, translate these, and compile"


@each_language
def test_every_text_is_translated(path: Path) -> None:
    wanting = [
        message.id
        for message in messages(path)
        if message.fuzzy or not all(said.strip() for _, said in in_pairs(message))
    ]
    assert wanting == [], "translate these, and run ./sn translations compile"


@each_language
def test_a_translation_keeps_the_places_for_values(path: Path) -> None:
    for message in messages(path):
        for original, said in in_pairs(message):
            wanted = sorted(PLACEHOLDER.findall(original))
            assert sorted(PLACEHOLDER.findall(said)) == wanted, original


def test_not_found_speaks_both_languages(sample: Flask) -> None:
    with sample.test_request_context():
        page = plain_page(404)
    assert '<section lang="es"' in page
    assert "Página no encontrada" in page
