"""A class that no style sheet knows does nothing; it was misspelt, or its style is missing."""

import re
from pathlib import Path

from safetynet.edge.assets import OWN, _files

TEMPLATES = Path(__file__).parents[2] / "templates"
CLASSES = re.compile(r'class="([^"{]*)"')


def test_every_class_in_the_templates_has_a_style() -> None:
    sheets = [*OWN.glob("*.css"), _files()["bootstrap.css"]]
    known = set(re.findall(r"\.([a-zA-Z][\w-]*)", "".join(sheet.read_text() for sheet in sheets)))
    unknown = {
        f"{path.relative_to(TEMPLATES)}: {name}"
        for path in TEMPLATES.rglob("*.html")
        for said in CLASSES.findall(path.read_text())
        for name in said.split()
        if name not in known
    }
    assert unknown == set(), "add them to safetynet/static/parts.css, or use one that is there"
