"""What a run throws away lies in memory only where there is room for it."""

import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.memory import ROOM, in_memory


@pytest.mark.parametrize(("free", "taken"), [(ROOM, True), (ROOM - 1, False)])
def test_memory_is_taken_where_there_is_room(
    free: int, taken: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: SimpleNamespace(free=free))
    assert in_memory(tmp_path) == (tmp_path if taken else None)


def test_machine_without_such_a_folder_uses_its_disk(tmp_path: Path) -> None:
    assert in_memory(tmp_path / "absent") is None
