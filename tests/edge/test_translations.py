"""Spanish is there in a clean clone, and is what the translator wrote."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from flask import Flask

from safetynet.edge.commands import compiled, po_files
from safetynet.edge.errors import plain_page

PLACEHOLDER = re.compile(r"%\(\w+\)\w|\{\w+\}")


@pytest.mark.parametrize("path", po_files(), ids=lambda path: path.parts[-3])
def test_the_machine_form_is_that_of_the_translators_file(path: Path) -> None:
    assert path.with_suffix(".mo").read_bytes() == compiled(path), (
        "run ./sn translations compile and commit both files"
    )


@pytest.mark.parametrize("path", po_files(), ids=lambda path: path.parts[-3])
def test_a_translation_keeps_the_places_for_values(path: Path) -> None:
    for message in read_po(path.open("rb")):
        if message.id and isinstance(message.string, str) and message.string:
            original = message.id if isinstance(message.id, str) else message.id[0]
            wanted = sorted(PLACEHOLDER.findall(original))
            assert sorted(PLACEHOLDER.findall(message.string)) == wanted, original


def test_not_found_speaks_both_languages(sample: Flask) -> None:
    with sample.test_request_context():
        page = plain_page(404)
    assert '<section lang="es"' in page
    assert "Página no encontrada" in page
