"""The controls of copies that leave on paper, and how to switch each off."""

from collections.abc import Iterable
from datetime import timedelta

from safetynet.db import Owned
from safetynet.exports import grants, held, operations, paper, standing
from safetynet.exports.forms import ExportForm
from safetynet.exports.grants import Grant
from safetynet.exports.models import Export
from safetynet.exports.policy import ExportPolicy
from safetynet.sharing import DisclosureBasis
from safetynet.sharing.rights import AtTables
from safetynet.sheets import writing
from tests.exports import test_asking, test_deciding, test_taking
from tests.house.switching import Switch, both, nothing, put, yes


def _still_holds(export: Export) -> Grant:
    """Find a basis whether or not it was stopped."""
    return Grant(export.basis, export.kinds, export.to_agency_id, id=export.release_id)


def _however_often_written(rows: Iterable[Owned]) -> list[str]:
    return [f"{row.__tablename__} {row.id} 0" for row in rows]


COPIES: dict[str, Switch] = {
    "a copy holds what its basis names, and no more": Switch(
        put(ExportForm, "validate_categories", nothing),
        test_asking.test_what_the_release_does_not_name_stays,
    ),
    "what a court orders leaves by the desk alone": Switch(
        put(grants, "ON_PAPER", frozenset(DisclosureBasis)),
        test_asking.test_nothing_is_marked_as_legal_process_here,
    ),
    "privileged, court and review words are in no copy": Switch(
        both(put(held, "NEVER", frozenset()), put(held, "_may_leave", yes)),
        test_taking.test_no_such_row_is_copied_whatever_the_scope_says,
    ),
    "nobody approves a copy they asked for": Switch(
        put(ExportPolicy, "permits", yes),
        test_deciding.test_nobody_approves_what_they_asked_for_themselves,
    ),
    "an approval carries a MAC": Switch(
        put(standing, "is_genuine", yes),
        test_deciding.test_an_approval_that_sql_wrote_lets_nothing_out,
    ),
    "a copy leaves while its basis holds": Switch(
        both(put(standing, "grant_of", _still_holds), put(operations, "grant_of", _still_holds)),
        test_taking.test_what_was_stopped_meanwhile_does_not_leave,
    ),
    "a copy is open for its days": Switch(
        put(operations, "OPEN_FOR", timedelta(days=365)),
        test_taking.test_after_its_days_it_is_gone_and_its_page_says_why,
    ),
    "a copy is taken three times at most": Switch(
        put(standing, "MOST_DOWNLOADS", 99),
        test_taking.test_it_is_taken_three_times_at_most,
    ),
    "a copy holds the rows that were approved": Switch(
        both(
            put(held, "named", _however_often_written),
            put(operations, "named", _however_often_written),
        ),
        test_taking.test_what_was_edited_since_is_not_what_was_approved,
    ),
    "a copy opens with its password alone": Switch(
        put(paper, "under_password", lambda pdf, _password, _inside: pdf),
        test_taking.test_it_opens_with_its_password_alone,
    ),
    "no copy leaves while a case is open in an emergency": Switch(
        put(AtTables, "never_leaves", False),
        test_taking.test_nothing_leaves_while_a_case_is_open_in_an_emergency,
    ),
    "no cell of a table begins a formula": Switch(
        put(writing, "neutralised", lambda text: text),
        test_taking.test_rows_inside_it_run_nothing_and_can_be_read_again,
    ),
}
