"""Words for translators: gather them from code and pages, compile what was translated."""

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import click

from safetynet.edge.language import LANGUAGES, TRANSLATIONS

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

ROOT = TRANSLATIONS.parent.parent
SOURCE = "en"
KEYWORDS = {"_": None, "_l": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}


@click.group()
def translations() -> None:
    """Words in other languages."""


@translations.command()
def update() -> None:
    """Gather new words from code and pages into the .po files, then compile them."""
    from babel.messages.pofile import read_po, write_po

    template = gathered()
    for path in po_files():
        with path.open("rb") as file:
            catalog = read_po(file, locale=path.parts[-3])
        # A day of its own in each update would make two people's updates collide.
        template.creation_date = catalog.creation_date
        catalog.update(template, no_fuzzy_matching=True)
        catalog.project = catalog.last_translator = catalog.language_team = "SafetyNet"
        with path.open("wb") as file:
            write_po(file, catalog, sort_output=True, include_lineno=False, ignore_obsolete=True)
        missing = sum(1 for message in catalog if message.id and not all(_forms(message)))
        click.echo(f"{path.parts[-3]}: {len(catalog)} texts, {missing} not translated yet.")
    _compile()


def _forms(message: "Message") -> tuple[str, ...]:
    said = message.string or ""
    return (said,) if isinstance(said, str) else tuple(said)


@translations.command("compile")
def compile_all() -> None:
    """Compile the .po files after editing them; both are kept in version control."""
    _compile()


def _compile() -> None:
    for path in po_files():
        path.with_suffix(".mo").write_bytes(compiled(path))


def gathered() -> "Catalog":
    """Return every text of code and pages, none of them translated."""
    from babel.messages import extract, frontend
    from babel.messages.catalog import Catalog

    with (ROOT / "babel.cfg").open() as file:
        methods, options = frontend.parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    template = Catalog(project="SafetyNet", charset="utf-8")
    found = extract.extract_from_dir(ROOT, methods, options, keywords=KEYWORDS)
    for name, _line, words, comments, context in found:
        template.add(words, locations=[(name, 0)], auto_comments=comments, context=context)
    return template


def po_files() -> list[Path]:
    """Return one path per language that is not the source."""
    names = [language for language in LANGUAGES if language != SOURCE]
    return [TRANSLATIONS / name / "LC_MESSAGES" / "messages.po" for name in names]


def compiled(path: Path) -> bytes:
    """Return the machine form of one .po file."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with path.open("rb") as file:
        catalog = read_po(file, locale=path.parts[-3])
    machine_form = BytesIO()
    write_mo(machine_form, catalog)
    return machine_form.getvalue()
