"""The journal remembers how far each writer came."""

import stat
from pathlib import Path

import pytest

from safetynet.audit.journal import Head, Journal

ONE, OTHER = b"1" * 8, b"2" * 8


def test_the_furthest_head_of_each_writer_counts(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal")
    for writer, counter in ((ONE, 1), (OTHER, 7), (ONE, 3), (ONE, 2)):
        journal.write(writer, Head(counter, bytes([counter]) * 32))
    heads = {ONE: Head(3, b"\3" * 32), OTHER: Head(7, b"\7" * 32)}
    assert Journal(tmp_path / "journal").heads() == (heads, 0)


def test_two_processes_may_write_the_same_file(tmp_path: Path) -> None:
    first, second = Journal(tmp_path / "journal"), Journal(tmp_path / "journal")
    first.write(ONE, Head(1, bytes(32)))
    second.write(OTHER, Head(1, bytes(32)))
    first.close()
    first.write(ONE, Head(2, bytes(32)))
    assert first.heads()[0] == {ONE: Head(2, bytes(32)), OTHER: Head(1, bytes(32))}


@pytest.mark.parametrize("line", ["zz 1 00", "00 x 00", "00 1", "", "00 1 00 00", "\xff"])
def test_a_spoilt_line_is_counted(tmp_path: Path, line: str) -> None:
    (tmp_path / "journal").write_text(f"{line}\n", encoding="latin-1")
    assert Journal(tmp_path / "journal").heads() == ({}, 1)


def test_only_the_house_reads_the_journal(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal")
    journal.write(ONE, Head(1, bytes(32)))
    assert stat.S_IMODE(journal.path.stat().st_mode) == 0o600
