"""After a start the first visitor of a page goes alone; nobody waits for one that does not come."""

from threading import Event, Thread

import pytest

from safetynet.access import Role, first
from safetynet.access.first import Turns

PAGE = "GET cases.show"


class Visitor:
    """Somebody who stays on a page until told to leave."""

    def __init__(self, turns: Turns, role: Role) -> None:
        self.turns, self.role = turns, role
        self.inside, self.leave = Event(), Event()
        self.thread = Thread(target=self._visit, daemon=True)
        self.thread.start()

    def _visit(self) -> None:
        with self.turns.one_first(PAGE, self.role):
            self.inside.set()
            self.leave.wait(10)

    def left(self) -> None:
        self.leave.set()
        self.thread.join(5)


@pytest.mark.parametrize("role", [Role.ADVOCATE, Role.COORDINATOR])
def test_of_a_page_that_nobody_saw_yet_one_visit_goes_first(role: Role) -> None:
    turns = Turns()
    one = Visitor(turns, Role.ADVOCATE)
    assert one.inside.wait(5)
    other = Visitor(turns, role)
    assert not other.inside.wait(0.2)
    one.left()
    assert other.inside.wait(5)
    other.left()


def test_afterwards_everybody_goes_freely() -> None:
    turns = Turns()
    with turns.one_first(PAGE, Role.ADVOCATE):
        pass
    one, other = Visitor(turns, Role.ADVOCATE), Visitor(turns, Role.ADVOCATE)
    assert one.inside.wait(5) and other.inside.wait(5)
    one.left()
    other.left()


def test_other_pages_do_not_wait() -> None:
    turns = Turns()
    one = Visitor(turns, Role.ADVOCATE)
    assert one.inside.wait(5)
    with turns.one_first("GET home.show", Role.ADVOCATE):
        assert not one.leave.is_set()
    one.left()


def test_a_page_that_fails_holds_nobody_up() -> None:
    turns = Turns()
    with pytest.raises(ZeroDivisionError), turns.one_first(PAGE, Role.ADVOCATE):
        _ = 1 / 0
    other = Visitor(turns, Role.COORDINATOR)
    assert other.inside.wait(1)
    other.left()


def test_a_first_visit_that_takes_long_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first, "PATIENCE", 0.05)
    turns = Turns()
    one = Visitor(turns, Role.ADVOCATE)
    assert one.inside.wait(5)
    with turns.one_first(PAGE, Role.COORDINATOR):
        assert not one.leave.is_set()
    one.left()
