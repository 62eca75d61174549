"""The controls of signing in, and how to switch each off."""

from importlib import import_module

from sqlalchemy import select

from safetynet import clock
from safetynet.access import Actor, counting
from safetynet.authentication import signing_in
from safetynet.authentication.models import SignIn
from safetynet.authentication.throttle import Limit
from safetynet.db import db
from safetynet.vault.turns import Turns
from tests.authentication import test_again, test_sign_ins, test_throttle
from tests.house.switching import Switch, nothing, put
from tests.vault import test_turns


def same_token() -> bytes:
    """Let a sign-in be as new under the token that it had."""
    token = signing_in._token() or b""
    mine = select(SignIn).where(SignIn.token_hash == signing_in._hash(token))
    db.session.scalars(mine).one().proved_at = clock.now()
    return token


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
    "who signed in long ago is asked again": Switch(
        put(Actor, "is_fresh", True),
        test_again.test_five_minutes_later_one_is_led_to_the_question_and_back,
    ),
    "no page is made past its own door": Switch(
        put(import_module("safetynet.access.another"), "is_asked", nothing),
        test_again.test_no_page_is_made_past_its_own_door,
    ),
    "a proof changes the token": Switch(
        put(signing_in, "renew", same_token),
        test_again.test_the_token_changes_and_other_tabs_go_on,
    ),
    "a person has three sign-ins": Switch(
        put(signing_in, "MOST", 100),
        test_sign_ins.test_as_a_fourth_begins_the_oldest_ends_and_she_is_told,
    ),
    "an observer's sign-in ends with the day": Switch(
        put(signing_in, "ends_with_the_day", nothing),
        test_sign_ins.test_an_observers_sign_in_is_for_the_day,
    ),
}
