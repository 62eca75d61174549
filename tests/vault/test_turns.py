"""Few work at once: a flood waits in a short line or is sent away, and keeps nobody else out."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from time import sleep

import pytest

from safetynet.vault import BusyError
from safetynet.vault.turns import Turns

HOLD = """
import sys
from pathlib import Path
from safetynet.vault.turns import Turns
with Turns(1, 0, 1.0, [Path(sys.argv[1])]).turn():
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def turns() -> Turns:
    return Turns(at_once=1, in_line=1, patience=5.0)


class Waiting:
    """Somebody who waits for a turn, in a thread of their own."""

    def __init__(self, turns: Turns, done: list[str], name: str, *, is_expected: bool) -> None:
        self._thread = Thread(target=self._wait, args=(turns, done, name, is_expected))
        self._thread.start()
        line = turns._lines[not is_expected]
        while not line and self._thread.is_alive():
            sleep(0.001)

    def _wait(self, turns: Turns, done: list[str], name: str, is_expected: bool) -> None:
        with turns.turn(is_expected=is_expected):
            done.append(name)

    def join(self) -> None:
        self._thread.join()


def test_where_the_line_is_full_one_is_sent_away_at_once(turns: Turns) -> None:
    done: list[str] = []
    with turns.turn():
        first = Waiting(turns, done, "first", is_expected=False)
        with pytest.raises(BusyError), turns.turn():
            pass
    first.join()
    assert done == ["first"]


def test_whoever_is_expected_goes_before_strangers(turns: Turns) -> None:
    done: list[str] = []
    with turns.turn():
        stranger = Waiting(turns, done, "stranger", is_expected=False)
        known = Waiting(turns, done, "known", is_expected=True)
    known.join()
    stranger.join()
    assert done == ["known", "stranger"]


def test_whoever_is_expected_waits_longer() -> None:
    turns, done = Turns(at_once=1, in_line=1, patience=0.02, longer=500), list[str]()
    with turns.turn():
        known = Waiting(turns, done, "known", is_expected=True)
        with pytest.raises(BusyError), turns.turn():
            pass
    known.join()
    assert done == ["known"]


def test_patience_ends_and_the_line_is_free_again() -> None:
    turns = Turns(at_once=1, in_line=1, patience=0.02)
    with turns.turn():
        for _once_more in range(2):
            with pytest.raises(BusyError), turns.turn():
                pass
    with turns.turn():
        pass


def test_a_turn_ends_also_where_the_work_fails(turns: Turns) -> None:
    for _once_more in range(2):
        with pytest.raises(ZeroDivisionError), turns.turn():
            raise ZeroDivisionError


@pytest.fixture
def other(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Give another process, which holds the only place in the folder."""
    held = [sys.executable, "-c", HOLD, str(tmp_path / "place")]
    with subprocess.Popen(held, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline() == b"held\n"
        yield process
        process.kill()


@pytest.mark.usefixtures("other")
def test_processes_share_the_turns_of_a_machine(tmp_path: Path) -> None:
    place, free = tmp_path / "place", tmp_path / "free"
    with pytest.raises(BusyError), Turns(1, 1, 0.05, [place]).turn():
        pass
    with Turns(1, 1, 0.05, [place, free]).turn():
        pass


def test_the_place_of_a_process_that_died_is_free(
    other: subprocess.Popen[bytes], tmp_path: Path
) -> None:
    other.kill()
    with Turns(1, 1, 10.0, [tmp_path / "place"]).turn():
        pass
