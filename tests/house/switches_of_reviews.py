"""The controls of agendas, observers and research, and how to switch each off."""

from typing import Any
from uuid import UUID

from sqlalchemy import select

from safetynet.access import CaseChildPolicy
from safetynet.cases import Case
from safetynet.db import db
from safetynet.meetings.policy import AgendaItemPolicy
from safetynet.meetings.policy_of_research import SharedResearchPolicy
from safetynet.sharing import observing
from tests.house.switching import Switch, both, put, yes
from tests.meetings import test_observers, test_publishing, test_research


def of_known_cases(policy: Any, actor: Any, _drafts: object, _signed: object) -> Any:
    """Show agenda items as anything else of a case."""
    return CaseChildPolicy.sees(policy, actor)


def every_case(_member: object, _since: object) -> frozenset[UUID]:
    """Let somebody have signed for whatever there is."""
    return frozenset(db.session.scalars(select(Case.id)))


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
    "a covered agency writes down what was released": Switch(
        put(SharedResearchPolicy, "writes", yes),
        test_research.test_the_wall_asks_for_the_release_too,
    ),
}
