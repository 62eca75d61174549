"""The controls of telling who is possibly the same, and of joining two; how to switch each off."""

from sqlalchemy import true

from safetynet.alike import operations, policy, showing
from safetynet.alike.finding import Scope
from safetynet.alike.signs import Odds
from safetynet.db import genuine
from tests.alike import test_kept_apart, test_pages, test_rules
from tests.house.switching import Switch, both, put, yes

JOINED: dict[str, Switch] = {
    "brothers and sisters stay apart": Switch(
        put(Odds, "score", property(lambda odds: odds.one - odds.chance)),
        test_rules.test_others_stay_apart,
        {"other": test_rules.SISTER},
    ),
    "an agency looks among its own young people": Switch(
        put(showing, "scope_of", lambda _actor: Scope()),
        test_pages.test_with_a_basis_one_way_an_agency_hears_nothing,
    ),
    "two are joined with a basis on both sides": Switch(
        both(put(operations, "may_join", yes), put(policy, "has_a_basis", yes)),
        test_pages.test_without_a_basis_on_both_sides_nobody_is_joined,
    ),
    "an answer is its own office’s": Switch(
        put(policy.ApartPolicy, "sees", lambda _self, _actor: true()),
        test_kept_apart.test_the_answer_is_its_own_offices,
    ),
    "a joining carries a MAC": Switch(
        put(genuine, "is_mac_of", yes), test_pages.test_a_joining_that_sql_wrote_is_not_there
    ),
}
