"""Each control of the house: how to switch it off, and the tests that must then fail.

A control that no test would miss is none. docs/SECURITY.md lists the same names.
"""

from contextlib import nullcontext
from datetime import timedelta

from flask_sqlalchemy.session import Session as FlaskSession
from sqlalchemy import text
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.ddl import ExecutableDDLElement
from werkzeug.datastructures import MultiDict

from safetynet.access import Actor, Basis, admitting, guard, once, proof, spoken, stale, walls
from safetynet.accessreviews import sign_off
from safetynet.accessreviews.policy import DispositionPolicy
from safetynet.audit import HOUSE, Notary, Visit, listener, verify
from safetynet.audit.sequencer import Sequencer
from safetynet.audit.verify.chains import Chains
from safetynet.audit.verify.memory import Memory
from safetynet.audit.verify.witnesses import Witnesses
from safetynet.db import WallBypassedError, genuine, sealing
from safetynet.db.history import as_it_is
from safetynet.db.session import HouseSession
from safetynet.oversight import queries
from safetynet.oversight.views import reviews
from safetynet.retention import due, operations
from safetynet.sharing import DisclosureBasis, carried, redisclosure, telling
from safetynet.sharing.laws import Law
from safetynet.vault import Opening
from safetynet.vault.release_keys import ReleaseKeys
from tests.accessreviews import test_policy
from tests.audit import test_attacks, test_changed_rows, test_sequencer
from tests.audit.test_tables import test_the_ledger_is_append_only
from tests.house import (
    test_alternating,
    test_door,
    test_forged_rows,
    test_forms_twice,
    test_grants_by_sql,
    test_row_security,
    test_the_house,
    test_walls,
    test_ways_around,
    test_windows,
    test_writes,
)
from tests.house.switches_of_answers import ANSWERED
from tests.house.switches_of_barriers import BARRIERS
from tests.house.switches_of_breaches import BREACHES
from tests.house.switches_of_channels import CHANNELS
from tests.house.switches_of_counts import COUNTED
from tests.house.switches_of_drafts import UNSENT
from tests.house.switches_of_exports import COPIES
from tests.house.switches_of_files import FILES
from tests.house.switches_of_joining import JOINED
from tests.house.switches_of_laws import CLOCKS
from tests.house.switches_of_mail import MAIL
from tests.house.switches_of_packets import PACKETS
from tests.house.switches_of_passkeys import FACTORS
from tests.house.switches_of_people import PEOPLE
from tests.house.switches_of_plans import PLANNED
from tests.house.switches_of_process import DESK
from tests.house.switches_of_requests import OUTSIDE
from tests.house.switches_of_reviews import REVIEWS
from tests.house.switches_of_safety import SAFE
from tests.house.switches_of_screening import SCREENED
from tests.house.switches_of_signing_in import SIGNING_IN
from tests.house.switches_of_transfers import CROSSING
from tests.house.switching import (
    ASSERTED,
    Switch,
    as_it_imports,
    both,
    moved_unbound,
    nothing,
    put,
    same_wall_for_all,
    yes,
)
from tests.oversight import test_access_review, test_who_looked
from tests.retention import test_due, test_pages, test_racing
from tests.sharing import test_ended_releases, test_redisclosure, test_telling
from tests.survivors.test_safe_contact import test_coordinator_may_not_open_it

no_walls = put(walls, "_walls", lambda _actor, _statement: [])
no_proof = put(proof, "_without_wall", lambda _select, _froms: frozenset())
no_raw_check = put(proof.Proving, "visit_textclause", SQLCompiler.visit_textclause)

SWITCHES: dict[str, Switch] = {
    "the door asks for the permission": Switch(
        put(admitting, "may", yes), test_coordinator_may_not_open_it
    ),
    "walls narrow every SELECT": Switch(
        both(no_walls, no_proof), test_walls.test_every_question_is_narrowed
    ),
    "PostgreSQL holds to its rows": Switch(
        put(spoken, "as_whom", lambda: (spoken.HOUSE,)),
        test_row_security.test_where_a_wall_falls_the_database_holds,
        is_slow=True,
    ),
    "a SELECT without its wall is refused": Switch(
        no_walls, test_walls.test_every_question_is_narrowed, by=(WallBypassedError,)
    ),
    "the key asks for a basis": Switch(
        put(Actor, "basis_for", lambda _actor, _triple: Basis("any")),
        test_walls.test_where_a_wall_falls_the_key_still_asks,
    ),
    "the finished SQL proves its walls": Switch(
        no_proof, test_ways_around.test_walls_have_no_back_door
    ),
    "raw SQL is refused": Switch(
        no_raw_check,
        test_ways_around.test_a_job_sends_no_raw_sql_either,
        {"way": text("SELECT 1")},
    ),
    "the bare connection is closed": Switch(
        put(HouseSession, "connection", FlaskSession.connection),
        test_ways_around.test_the_bare_connection_is_closed,
    ),
    "bulk changes are refused": Switch(
        put(listener, "UpdateBase", type("Nothing", (), {})),
        test_ways_around.test_nobody_changes_rows_in_bulk,
        by=(*ASSERTED, WallBypassedError),
    ),
    "rows loaded behind walls are let go": Switch(
        put(walls, "letting_go", nullcontext), test_windows.test_the_identity_map_is_not_a_window
    ),
    "walls belong to the person who asks": Switch(
        same_wall_for_all(), test_alternating.test_two_who_take_turns_on_every_page, is_slow=True
    ),
    "a write out of reach is refused": Switch(
        put(walls, "_check", nothing), test_door.test_a_foreign_id_in_a_form_is_refused
    ),
    "a changed owner is seen before it is saved": Switch(
        put(walls, "after_and_before", lambda row, _c: (as_it_is(row),) * 2),
        test_writes.test_a_changed_relationship_is_seen_before_it_is_saved,
    ),
    "a row never changes whose it is": Switch(
        put(sealing, "TRIPLE", ()), test_writes.test_a_row_never_changes_whose_it_is
    ),
    "nobody writes anonymously": Switch(
        both(
            put(walls, "_check", nothing),
            put(listener, "who", lambda: Visit(HOUSE, "job:nobody")),
        ),
        test_writes.test_nobody_writes_anonymously,
    ),
    "nothing commits without its entry": Switch(
        put(listener, "visit_now", nothing), test_writes.test_nothing_commits_without_its_entry
    ),
    "a visit is on the ledger before its answer leaves": Switch(
        put(guard, "_keep", nothing), test_door.test_no_ledger_no_answer, by=(*ASSERTED, KeyError)
    ),
    "a fault undoes and is on the ledger": Switch(
        put(guard, "_written_down", lambda _visit, error, _found: error),
        test_door.test_a_fault_says_a_number_and_nothing_else,
        by=(IndexError,),
    ),
    "the ledger is append-only": Switch(
        put(ExecutableDDLElement, "__call__", nothing),
        test_the_ledger_is_append_only,
        {"change": "update of an entry"},
    ),
    "checkpoints are signed": Switch(
        put(Notary, "made", yes), test_attacks.test_an_attack_is_named, {"name": "recomputed root"}
    ),
    "anchors stand outside the database": Switch(
        put(Witnesses, "compare", nothing),
        test_attacks.test_an_attack_is_named,
        {"name": "roll the whole database back"},
    ),
    "the journal names the last entries": Switch(
        put(Chains, "compare_journal", nothing),
        test_attacks.test_an_attack_is_named,
        {"name": "the very last entry"},
    ),
    "what was verified is under a MAC": Switch(
        put(Memory, "_is_sealed", lambda _memory, path: path.exists()),
        test_attacks.test_nobody_can_claim_what_was_verified,
    ),
    "nothing is signed for a database that went back": Switch(
        put(Sequencer, "_refuse_what_was_not_signed", nothing),
        test_sequencer.test_nothing_is_signed_for_a_database_that_went_back,
    ),
    "rows are compared with the ledger": Switch(
        put(verify, "compare_rows", nothing),
        test_changed_rows.test_a_revoked_release_put_back_is_named,
    ),
    "grants carry a MAC": Switch(
        put(genuine, "is_mac_of", yes), test_grants_by_sql.test_nothing_that_sql_writes_opens_more
    ),
    "forged grants stand on no page": Switch(
        put(genuine, "_where_absent", lambda _state: []),
        test_grants_by_sql.test_nobody_is_expected_at_a_meeting_by_a_seat_of_sqls_own,
    ),
    "sign-ins carry a MAC": Switch(
        put(genuine, "is_mac_of", yes),
        test_forged_rows.test_an_ended_sign_in_is_not_revived_by_sql,
    ),
    "a sealed value is bound to its row": moved_unbound("row", "under another id"),
    "a sealed value is bound to its column": moved_unbound(
        "column", "from another column of the row"
    ),
    "a sealed value is bound to its seal version": moved_unbound(
        "seal version", "as of a later version"
    ),
    "a sealed value and its key are bound to survivor, agency and category": moved_unbound(
        "triple", "with its key"
    ),
    "a text column says Sealed or Plain": as_it_imports(
        test_the_house.test_undecided_text_does_not_import
    ),
    "sealed text belongs to somebody": as_it_imports(
        test_the_house.test_sealed_text_of_nobody_does_not_import
    ),
    "a model has a policy": as_it_imports(test_the_house.test_model_without_policy_does_not_start),
    "nobody excuses their own read": Switch(
        put(DispositionPolicy, "writes", yes),
        test_policy.test_nobody_writes_an_excuse_for_themselves,
    ),
    "no month is signed off with a read unanswered": Switch(
        put(
            reviews,
            "sign_off",
            lambda month, by, said, day: sign_off(month, by, filter(None, said), day),
        ),
        test_access_review.test_a_month_is_signed_off_when_it_is_over_and_all_is_decided,
    ),
    "a supervisor reads of the ledger what is her agency's": Switch(
        put(queries, "scope_of", nothing),
        lambda app, browser, cast: (
            test_who_looked.test_a_supervisor_sees_nothing_of_other_agencies_rows(
                app, browser, cast, test_who_looked.looked_at(app, browser, cast)
            )
        ),
        name="test_a_supervisor_sees_nothing_of_other_agencies_rows",
    ),
    **BARRIERS,
    **SCREENED,
    **JOINED,
    **SAFE,
    **ANSWERED,
    "a form acts once": Switch(
        both(put(once, "answered_before", nothing), put(once, "remember", nothing)),
        test_forms_twice.test_sent_twice_acts_once,
    ),
    "a stale form is not saved": Switch(
        put(stale, "request", type("Empty", (), {"form": MultiDict()})),
        test_forms_twice.test_a_stale_form_shows_both_texts,
    ),
    **OUTSIDE,
    "the keeper is warned for 30 days": Switch(
        put(due, "WARNING", timedelta()), test_due.test_a_warning_always_runs_its_30_days
    ),
    "new content brings grace": Switch(
        put(due, "GRACE", timedelta()), test_due.test_new_content_brings_a_grace_of_90_days
    ),
    "a legal hold stops an order": Switch(
        put(operations, "held_among", lambda _survivors: set()),
        test_pages.test_a_hold_goes_before_an_order,
    ),
    "a save looks at its keys once more": Switch(
        put(Opening, "confirm", nothing),
        test_racing.test_a_save_whose_key_went_after_it_was_sealed_is_refused,
    ),
    "a release opens by its own key alone": Switch(
        put(Actor, "release_for", nothing),
        test_ended_releases.test_a_page_that_is_being_made_as_it_ends_is_not_answered,
    ),
    "a release without a key carries nothing": Switch(
        put(carried, "with_keys", list),
        test_ended_releases.test_an_older_row_put_back_opens_nothing,
    ),
    "the night ends what is over": Switch(
        put(ReleaseKeys, "destroy", nothing),
        test_ended_releases.test_what_is_over_loses_its_key_every_night,
    ),
    "substance use records carry their notice": Switch(
        put(redisclosure, "visit_now", nothing),
        test_redisclosure.test_the_notice_stands_on_every_page_that_shows_some,
    ),
    "a law carries for its own days": Switch(
        put(Law, "last_day", lambda _law, day, _reported: day + timedelta(days=365)),
        test_telling.test_a_law_carries_for_its_days_from_the_report,
    ),
    "a covered agency tells by order or report alone": Switch(
        put(telling, "OPENS_COVERED", frozenset(DisclosureBasis)),
        test_telling.test_a_covered_agency_tells_by_order_or_report_alone,
    ),
    **DESK,
    **CLOCKS,
    **FILES,
    **MAIL,
    **PEOPLE,
    **BREACHES,
    **COPIES,
    **CROSSING,
    **PACKETS,
    **REVIEWS,
    **CHANNELS,
    **UNSENT,
    **SIGNING_IN,
    **FACTORS,
    **COUNTED,
    **PLANNED,
}
