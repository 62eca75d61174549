"""A test that passes without its control proves nothing: each control is switched off once."""

from inspect import signature
from pathlib import Path

import pytest

# Fixtures of the tests that must fail.
from tests.audit.conftest import book, command, engine  # noqa: F401
from tests.authentication.conftest import key, stranger  # noqa: F401
from tests.breaches.conftest import report, run, seen  # noqa: F401
from tests.breaches.test_calls import caller  # noqa: F401
from tests.breaches.test_list import busy  # noqa: F401
from tests.casefile.test_carry import carried  # noqa: F401
from tests.conftest import House
from tests.edge.conftest import config  # noqa: F401
from tests.edge.test_limits import town  # noqa: F401
from tests.exports.conftest import approver, hers, signed  # noqa: F401
from tests.exports.test_transfers import redwood, to_redwood  # noqa: F401
from tests.files.conftest import scene  # noqa: F401
from tests.house.inside import believe_the_house
from tests.house.switches import SWITCHES
from tests.house.test_alternating import copy  # noqa: F401
from tests.house.test_forged_rows import alarms  # noqa: F401
from tests.house.test_grants_by_sql import granted  # noqa: F401
from tests.house.test_log_canaries import told  # noqa: F401
from tests.meetings.test_calendar_files import address  # noqa: F401
from tests.meetings.test_observers import observer  # noqa: F401
from tests.meetings.test_research import asking  # noqa: F401
from tests.meetings.test_stepping import beside_a_stranger  # noqa: F401
from tests.notices.conftest import at_once, box, county_clock  # noqa: F401
from tests.notices.test_choosing import waits  # noqa: F401
from tests.notices.test_sending import news  # noqa: F401
from tests.notices.test_telling import table  # noqa: F401
from tests.oversight.test_access_review import late, stand  # noqa: F401
from tests.packets.conftest import minuted  # noqa: F401
from tests.people.test_joining import way  # noqa: F401
from tests.people.test_leaving import heir, sitting  # noqa: F401
from tests.process.conftest import desk, her, register, second  # noqa: F401
from tests.retention.test_racing import open_case  # noqa: F401
from tests.sharing.conftest import later, urgent  # noqa: F401
from tests.sharing.test_matters import prosecuted  # noqa: F401
from tests.sharing.test_told_past_barriers import at_table  # noqa: F401

SECURITY = Path(__file__).parents[2] / "docs" / "SECURITY.md"


def fails_without(
    control: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Switch the control off, make what the test asks for, and let it fail."""
    switch = SWITCHES[control]
    # PostgreSQL's own walls stand behind ours, and would hold where one of ours is off.
    believe_the_house(monkeypatch)
    switch.off(monkeypatch)
    fixtures = signature(switch.test).parameters.keys() - switch.given.keys()
    asked = {name: request.getfixturevalue(name) for name in sorted(fixtures)}
    with pytest.raises(switch.by):
        switch.test(**switch.given, **asked)


@pytest.mark.parametrize("control", [name for name, one in SWITCHES.items() if not one.is_slow])
def test_without_its_control_a_test_fails(
    control: str, house: House, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The house stood before; all that belongs to the test alone is made without the control."""
    if house.server:
        pytest.skip("PostgreSQL is tried by the long tests")
    fails_without(control, request, monkeypatch)


@pytest.mark.long
@pytest.mark.parametrize("control", SWITCHES)
def test_without_its_control_a_test_fails_anywhere(
    control: str, house: House, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    fails_without(control, request, monkeypatch)


def test_the_security_page_lists_every_control_with_its_test() -> None:
    lines = [line for line in SECURITY.read_text().splitlines() if "| `test_" in line]
    listed = [tuple(cell.strip(" `") for cell in line.split("|")[1:3]) for line in lines]
    assert listed == [(control, switch.test_name) for control, switch in SWITCHES.items()]
