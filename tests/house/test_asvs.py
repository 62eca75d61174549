"""docs/ASVS.md leaves nothing out, and names tests and files that are there."""

import ast
import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from tests.conftest import SHARED

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "ASVS.md").read_text()
STANDARD = (
    SHARED / "data" / "asvs" / "OWASP_Application_Security_Verification_Standard_5.0.0_en.csv"
)
LINE = re.compile(r"^\| (V[\d.]+) \| ([12]) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
LINES = LINE.findall(PAGE)
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
FILES = re.compile(r"`([\w./-]+\.(?:py|md|txt|lock|toml|html|css))`")
REASON = re.compile(r"(not applicable|not met): \S+ \S+")


def test_every_requirement_of_both_levels_has_one_line() -> None:
    if not STANDARD.exists():
        pytest.skip("the standard's own file is not beside this folder")
    with STANDARD.open(encoding="utf-8-sig", newline="") as file:
        asked = {row["req_id"]: row["L"] for row in csv.DictReader(file) if row["L"] in {"1", "2"}}
    assert {name: level for name, level, _, _ in LINES} == asked
    assert len(LINES) == len(asked) == 253


def test_every_line_has_evidence_or_a_reason() -> None:
    empty = [
        name
        for name, _, what, shown in LINES
        if len(what.split()) < 1 or not (NAMED.search(shown) or "`" in shown or REASON.match(shown))
    ]
    assert empty == []


def functions_of(path: Path) -> set[str]:
    if not path.exists():
        return set()
    tree = ast.parse(path.read_text())
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_every_test_and_file_that_is_named_is_there() -> None:
    found = {path: functions_of(ROOT / path) for path, _ in NAMED.findall(PAGE)}
    missing = [f"{path}::{test}" for path, test in NAMED.findall(PAGE) if test not in found[path]]
    missing += [path for path in FILES.findall(PAGE) if not (ROOT / path).exists()]
    assert len(found) > 40
    assert missing == []


def test_the_page_says_how_many_are_met() -> None:
    kinds = Counter(
        shown.partition(":")[0] if REASON.match(shown) else "shown" for *_, shown in LINES
    )
    said = f"{kinds['shown']} are shown, {kinds['not applicable']} do not apply, "
    assert said in PAGE
    assert f"{kinds['not met']} are not met" in PAGE
