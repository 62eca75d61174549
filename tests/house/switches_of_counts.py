"""The controls of what is counted about services and carried away, and how to switch each off."""

from typing import Any
from uuid import uuid4

from safetynet.audit import NOBODY, Result, Touch, who
from safetynet.casefile import carrying
from safetynet.casefile.views import carry
from safetynet.linkages import operations
from safetynet.linkages.gaps import count_gap
from safetynet.monitor import bottlenecks, gaps, services, suppressing
from safetynet.monitor.bottlenecks import table_of
from tests.casefile import test_carry
from tests.house.switching import Switch, both, put
from tests.linkages import test_gaps
from tests.monitor import test_gaps_left_out, test_services


def nothing_is_left_out(*_counts: Any) -> frozenset[Any]:
    return frozenset()


def counts_by_name(*given: Any, **named: Any) -> None:
    """Count a gap as other rows are written: with a line in the entry on the answer."""
    count_gap(*given, **named)
    touch = Touch("gap_counts", uuid4(), NOBODY, NOBODY, "", Result.CHANGED)
    who().changed.append(touch)


def everything(groups: Any, day: Any, *, counts: bool) -> Any:
    return table_of(groups, day)


COUNTED: dict[str, Switch] = {
    "a page to carry says no word that tells": Switch(
        put(carry, "telling_in", lambda *_asked: []),
        test_carry.test_what_would_tell_too_much_is_not_printed,
        {"told": "My probation officer knows"},
    ),
    "a page to carry says nothing about itself": Switch(
        put(carrying, "_without_a_word_about_itself", lambda made: made),
        test_carry.test_the_file_says_nothing_about_itself,
    ),
    "a gap is not named beside its linkage": Switch(
        put(operations, "count_gap", counts_by_name),
        test_gaps.test_nothing_in_a_count_leads_back,
    ),
    "small counts of gaps are left out": Switch(
        both(
            put(gaps, "cells_left_out", nothing_is_left_out),
            put(gaps, "left_out", nothing_is_left_out),
        ),
        test_gaps_left_out.test_no_small_count_of_the_register_can_be_worked_out,
    ),
    "several lines together give no small count away": Switch(
        put(suppressing, "_given_away", lambda *_known: []),
        test_gaps_left_out.test_nothing_small_follows_from_all_that_is_told_together,
    ),
    "of small groups nothing is told outside": Switch(
        put(bottlenecks, "groups_left_out", lambda _groups: (frozenset(), True)),
        test_services.test_of_a_small_group_nothing_is_told_and_another_goes_with_it,
    ),
    "what leaves the team is masked": Switch(
        put(services, "masked_table", everything),
        test_services.test_outside_nothing_of_one_linkage_is_told,
    ),
}
