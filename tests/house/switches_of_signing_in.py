"""The controls of signing in, and how to switch each off."""

from safetynet.access import counting
from safetynet.authentication.throttle import Limit
from safetynet.vault.turns import Turns
from tests.authentication import test_throttle
from tests.house.switching import Switch, nothing, put
from tests.vault import test_turns

SIGNING_IN: dict[str, Switch] = {
    "tries in vain are counted": Switch(
        put(Limit, "refuses", nothing),
        test_throttle.test_after_ten_wrong_passwords_the_right_one_waits,
    ),
    "a try is counted before it is looked at": Switch(
        put(counting, "count", lambda keys, _window: dict.fromkeys(keys, 1)),
        test_throttle.test_many_at_once_are_no_more_than_one_after_the_other,
    ),
    "few passwords are checked at once": Switch(
        put(Turns, "_wait", nothing),
        test_turns.test_where_the_line_is_full_one_is_sent_away_at_once,
        {"turns": Turns(at_once=1, in_line=1, patience=5.0)},
    ),
}
