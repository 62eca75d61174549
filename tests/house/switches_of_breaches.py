"""The controls of breaches, and how to switch each off."""

from sqlalchemy import true

from safetynet.audit import accounts
from safetynet.audit.decoding import decode
from safetynet.breaches import operations, policy
from safetynet.breaches.models import Affected, Breach
from safetynet.breaches.policy import AffectedPolicy, BreachPolicy
from safetynet.breaches.states import How
from safetynet.db import genuine
from tests.breaches import test_calls, test_clocks, test_closing, test_list, test_reporting
from tests.house.switching import Switch, put, yes

BREACHES: dict[str, Switch] = {
    "a breach is known to its office and its agencies": Switch(
        put(BreachPolicy, "sees", lambda _policy, _actor: true()),
        test_reporting.test_strangers_do_not_learn_that_there_was_an_incident,
    ),
    "whom a breach is about does not see it": Switch(
        put(policy, "_run_by", lambda _actor: true()),
        test_reporting.test_whom_it_is_about_does_not_run_it,
    ),
    "whose account is looked into does nothing about it": Switch(
        put(Breach, "looks_into", lambda _breach, _member_id: False),
        test_calls.test_whose_account_it_was_neither_calls_nor_sends,
    ),
    "of a covered provider's people others learn a count": Switch(
        put(AffectedPolicy, "sees", lambda _policy, _actor: true()),
        test_list.test_of_a_covered_provider_others_learn_how_many,
    ),
    "the list believes the ledger's MACs alone": Switch(
        put(accounts, "_believed", lambda row: decode(row.payload)),
        test_list.test_an_entry_that_sql_wrote_names_nobody_and_is_counted,
    ),
    "once somebody was called the list does not shrink": Switch(
        put(operations, "is_worked_on", lambda _breach_id: False),
        test_list.test_once_somebody_was_called_the_list_does_not_shrink,
    ),
    "no letter before the safety call": Switch(
        put(Affected, "ways", property(lambda _affected: list(How))),
        test_calls.test_no_letter_goes_out_before_the_call,
    ),
    "nothing by mail where it is unsafe": Switch(
        put(Affected, "ways", property(lambda one: list(How) if one.reached_at else [])),
        test_calls.test_where_it_is_unsafe_nothing_goes_by_mail,
    ),
    "a breach closes when everybody was told": Switch(
        put(operations, "still_open", lambda _breach: False),
        test_closing.test_it_closes_when_everybody_was_told,
    ),
    "a clock after a breach carries a MAC": Switch(
        put(genuine, "is_mac_of", yes), test_clocks.test_what_sql_wrote_counts_for_nothing
    ),
}
