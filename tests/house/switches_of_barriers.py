"""The controls of conflicts, matters, papers and emergencies, and how to switch each off."""

from datetime import timedelta

from safetynet.access import Actor, Basis, hidden, walls
from safetynet.cases import operations as case_operations
from safetynet.db import genuine
from safetynet.sharing import (
    DisclosureBasis,
    emergencies,
    matters,
    rights,
)
from safetynet.sharing.models import BreakGlass
from safetynet.sharing.policy import BreakGlassPolicy
from safetynet.sharing.rights import AtTables
from safetynet.vault import Category, NoGrantError
from tests.agencies import test_papers
from tests.house.switching import (
    ASSERTED,
    Switch,
    both,
    nothing,
    put,
    yes,
)
from tests.sharing import (
    test_conflicts,
    test_conflicts_by_sql,
    test_emergencies,
    test_emergencies_by_sql,
    test_matters,
    test_told_past_barriers,
)

BARRIERS: dict[str, Switch] = {
    "a conflict of interest hides": Switch(
        put(hidden, "ties_of", lambda _table: ()),
        test_conflicts.test_no_page_of_the_blocked_says_her_name_or_number,
        {"role": "coordinator"},
        by=(*ASSERTED, NoGrantError),
    ),
    "a conflict of interest closes the key": Switch(
        put(Actor, "basis_for", lambda _actor, _triple: Basis("any")),
        test_conflicts.test_the_key_asks_too,
    ),
    "nobody writes where a conflict hides": Switch(
        put(walls, "is_hidden", nothing), test_conflicts.test_the_blocked_write_nothing_about_her
    ),
    "a conflict of interest carries a MAC": Switch(
        put(genuine, "is_mac_of", yes),
        test_conflicts_by_sql.test_a_lifting_that_sql_wrote_lifts_nothing,
    ),
    "a blocked agency gets no seat": Switch(
        put(case_operations, "blocked_agencies", lambda _survivor: frozenset()),
        test_conflicts.test_a_blocked_agency_loses_its_seat_and_gets_no_other,
    ),
    "an open matter walls off what others contributed": Switch(
        put(hidden, "KNOWN", frozenset({"notes"})),
        test_matters.test_the_wall_leaves_what_they_contributed,
        by=(*ASSERTED, NoGrantError),
    ),
    "an open matter closes the key": Switch(
        put(rights, "walled_from", lambda _agency, _day: {}),
        test_matters.test_the_teams_own_words_stay_behind_the_wall,
    ),
    "an open matter carries a MAC": Switch(
        put(genuine, "is_mac_of", yes),
        test_matters.test_sql_neither_ends_a_matter_nor_orders_anything,
    ),
    "of all laws a court's order alone passes the wall": Switch(
        put(matters, "PASS_A_MATTER", frozenset(DisclosureBasis)),
        test_told_past_barriers.test_of_all_laws_a_courts_order_alone_passes_the_wall,
        {"basis": DisclosureBasis.CHILD_STATUTE},
    ),
    "a conflict stops what a law would tell": Switch(
        put(matters, "PASS_A_CONFLICT", frozenset(DisclosureBasis)),
        test_told_past_barriers.test_a_conflict_stops_every_law_but_an_order_and_a_report,
        {"basis": DisclosureBasis.EMERGENCY},
    ),
    "an account reads by its papers": Switch(
        put(rights, "papers_of", lambda _member, _agency, _wording: {}),
        test_papers.test_when_one_ends_the_account_reads_nothing,
        {"kind": "training"},
    ),
    "a membership paper carries a MAC": Switch(
        put(genuine, "is_mac_of", yes), test_papers.test_a_day_that_sql_wrote_renews_nothing
    ),
    "an emergency lasts an hour": Switch(
        put(emergencies, "AN_HOUR", timedelta(days=3)),
        test_emergencies.test_after_an_hour_it_is_closed_again,
    ),
    "an emergency opens no covered provider's words": Switch(
        put(rights, "OPENS", frozenset(Category)),
        test_emergencies.test_it_opens_neither_covered_words_nor_privileged_notes,
    ),
    "what an emergency opened stays on the screen": Switch(
        put(AtTables, "never_leaves", False),
        test_emergencies.test_nothing_of_it_leaves_as_a_paper,
    ),
    "nobody looks at their own emergency": Switch(
        both(
            put(BreakGlassPolicy, "permits", yes),
            put(BreakGlassPolicy, "writes", yes),
            put(BreakGlass, "close", nothing),
        ),
        test_emergencies.test_nobody_looks_at_their_own,
    ),
    "an emergency carries a MAC": Switch(
        put(genuine, "is_mac_of", yes), test_emergencies_by_sql.test_what_sql_writes_opens_nothing
    ),
}
