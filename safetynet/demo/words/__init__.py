"""What the demonstration says, as files of plain sentences; nobody in them is real."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def said(about: str) -> dict[str, Any]:
    """Return the texts of one file by their headings."""
    return tomllib.loads((Path(__file__).parent / f"{about}.toml").read_text(encoding="utf-8"))
