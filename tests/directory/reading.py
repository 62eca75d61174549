"""Reads a directory as the command does, where nobody has matched its columns."""

from pathlib import Path

from safetynet.directory.hsds import open_file, read_tables
from safetynet.directory.records import Directory


def read(path: Path) -> Directory:
    return read_tables(open_file(path))
