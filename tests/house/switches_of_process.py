"""The controls of the desk for legal process, and how to switch each off."""

from sqlalchemy import true

from safetynet.bundles import rows_in
from safetynet.oversight import disclosed
from safetynet.process import bundle
from safetynet.process import operations as producing
from safetynet.process import policy as process_policy
from safetynet.process import queries as process_queries
from safetynet.process.models import Basis as ProcessBasis
from safetynet.process.models import LegalProcess
from safetynet.process.policy import ProductionPolicy
from safetynet.process.views import productions
from tests.house.switching import (
    Switch,
    any_record,
    put,
    yes,
)
from tests.process import test_desk, test_leaving, test_productions

DESK: dict[str, Switch] = {
    "a request is known to its own agency's desk": Switch(
        put(process_policy, "_at_the_desk", lambda _actor, _agency_id: true()),
        test_desk.test_only_the_agencys_own_desk_reads_it,
    ),
    "registering does not tell who is known elsewhere": Switch(
        put(process_queries, "record_of", lambda number, _actor: any_record(number)),
        test_desk.test_a_case_of_others_is_answered_as_one_that_is_not_there,
    ),
    "a request stands in one state at a time": Switch(
        put(LegalProcess, "move", lambda process, state: setattr(process, "state", state)),
        test_desk.test_a_step_out_of_its_turn_is_refused,
    ),
    "counsel and the young person are told first": Switch(
        put(producing, "still_to_do", lambda *_asked: []),
        test_productions.test_nothing_is_prepared_before_counsel_and_the_young_person_were_told,
    ),
    "a covered agency answers by release or order alone": Switch(
        put(productions, "bases_for", lambda _kind, _agency: list(ProcessBasis)),
        test_productions.test_a_covered_agency_answers_by_a_release_or_an_order_alone,
    ),
    "privileged content is never produced": Switch(
        put(bundle, "NEVER", frozenset()),
        test_productions.test_no_privileged_row_leaves_whatever_the_scope_says,
    ),
    "nobody approves what they prepared": Switch(
        put(ProductionPolicy, "permits", yes),
        test_productions.test_nobody_approves_what_they_prepared_themselves,
    ),
    "what leaves is what was approved": Switch(
        put(producing, "approved_rows", lambda one: rows_in(producing.scope_of(one))),
        test_leaving.test_what_was_edited_since_is_not_what_was_approved,
    ),
    "an older choice leaves no more": Switch(
        put(producing, "is_newest", lambda _production: True),
        test_productions.test_what_a_court_narrowed_meanwhile_does_not_go_out_as_it_was,
    ),
    "an accounting is silent where a court forbids telling": Switch(
        put(disclosed, "not_to_be_told", lambda _productions: set()),
        test_leaving.test_the_accounting_is_silent_while_a_court_forbids_telling_her,
    ),
}
