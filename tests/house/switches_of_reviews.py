"""The controls of agendas, observers and research, and how to switch each off."""

from typing import Any
from uuid import UUID

from sqlalchemy import select

from safetynet.access import CaseChildPolicy
from safetynet.cases import Case
from safetynet.db import db
from safetynet.meetings import before_sending, observers
from safetynet.meetings.before_sending import BeforeSending
from safetynet.meetings.models import SteppedOut
from safetynet.meetings.policy import AgendaItemPolicy
from safetynet.meetings.policy_of_research import SharedResearchPolicy
from safetynet.meetings.views import minutes
from safetynet.sharing import observing
from tests.house.switching import Switch, both, put, yes
from tests.meetings import (
    test_before_sending,
    test_observers,
    test_publishing,
    test_research,
    test_stepping,
)


def of_known_cases(policy: Any, actor: Any, _drafts: object, _signed: object) -> Any:
    """Show agenda items as anything else of a case."""
    return CaseChildPolicy.sees(policy, actor)


def every_case(_member: object, _since: object) -> frozenset[UUID]:
    """Let somebody have signed for whatever there is."""
    return frozenset(db.session.scalars(select(Case.id)))


def unasked(_meeting: object, _actor: object) -> BeforeSending:
    return BeforeSending((), ())


any_item = put(AgendaItemPolicy, "_among", of_known_cases)

REVIEWS: dict[str, Switch] = {
    "the cases of a draft are its builder's alone": Switch(
        any_item, test_publishing.test_a_drafts_cases_show_to_nobody_but_its_builder
    ),
    "an observer hears what she signed for": Switch(
        both(
            any_item,
            put(observing, "_signed_for", every_case),
        ),
        test_observers.test_before_signing_no_number_of_the_agenda_shows,
    ),
    "a signature carries a MAC": Switch(
        put(observers, "is_genuine_as_read", yes),
        test_observers.test_a_signature_that_sql_wrote_opens_nothing,
    ),
    "what lost its release does not become final": Switch(
        put(before_sending, "basis_to_record", yes),
        test_before_sending.test_a_line_that_lost_its_release_does_not_become_final,
    ),
    "who had to leave the room is asked again before minutes go out": Switch(
        put(minutes, "before_sending", unasked),
        test_before_sending.test_whoever_had_to_be_out_is_named_and_the_chair_says_so,
    ),
    "that somebody was out of the room carries a MAC": Switch(
        put(SteppedOut, "ABSENT_IF_FORGED", False),
        test_stepping.test_what_sql_wrote_lets_nothing_go_out,
    ),
    "a covered agency writes down what was released": Switch(
        put(SharedResearchPolicy, "writes", yes),
        test_research.test_the_wall_asks_for_the_release_too,
    ),
}
