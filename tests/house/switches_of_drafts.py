"""The controls of what is typed and not sent, and how to switch each off."""

from typing import Any

from safetynet.access import Actor, Asked
from safetynet.drafts import Draft, views
from safetynet.drafts.policy import DraftPolicy
from tests.drafts import test_drafts
from tests.house.switching import Switch, put


def known_to_the_agency(_policy: DraftPolicy, actor: Actor) -> Any:
    return Draft.owner_id == actor.agency_id


UNSENT: dict[str, Switch] = {
    "a draft is known to its author alone": Switch(
        put(DraftPolicy, "sees", known_to_the_agency), test_drafts.test_nobody_else_reads_it
    ),
    "the door decides about a draft as about its form": Switch(
        put(views, "another", lambda _path, _method: Asked(None, {}, {})),
        test_drafts.test_whoever_may_not_send_a_form_keeps_none,
    ),
}
