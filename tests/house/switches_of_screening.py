"""The controls of screening for persons of concern, and how to switch each off."""

from sqlalchemy import true

from safetynet.db import genuine
from safetynet.screening import Kind, looking, raising
from safetynet.screening.policy import MatchPolicy
from tests.house.switching import Switch, nothing, put, yes
from tests.screening import test_around, test_matches_by_sql, test_members

SCREENED: dict[str, Switch] = {
    "every name that is written down is compared": Switch(
        put(looking, "_found", lambda _written: iter(())),
        test_around.test_each_place_in_which_somebody_is_named,
        {"way": test_around.in_a_linkage, "kind": Kind.LINKAGE},
        by=(ValueError,),
    ),
    "the same name keeps out at once": Switch(
        put(raising, "_block_for", nothing),
        test_members.test_whoever_signs_in_under_the_whole_name_is_kept_out_at_once,
    ),
    "nobody sees a match about themselves": Switch(
        put(MatchPolicy, "sees", lambda _policy, _actor: true()),
        test_members.test_a_coordinator_does_not_decide_about_herself_even_if_only_alike,
    ),
    "a match carries a MAC": Switch(
        put(genuine, "is_mac_of", yes),
        test_matches_by_sql.test_a_dismissal_that_sql_wrote_settles_nothing,
    ),
}
