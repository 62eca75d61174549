"""The controls of joining, leaving and coming in again, and how to switch each off."""

from typing import Any

from werkzeug.exceptions import NotFound

from safetynet.access import Role
from safetynet.agencies.policy import MemberPolicy
from safetynet.db import genuine
from safetynet.people import joining, leaving, models, recovering
from safetynet.people.models import Invitation
from safetynet.people.views import inviting
from tests.house.switching import Switch, both, nothing, put, yes
from tests.people import test_joining, test_leaving, test_recovering


def is_stored(stored: str | None, _typed: str) -> bool:
    return stored is not None


def whatever_waits(work: Any, member_id: Any, heir: Any) -> list[Any]:
    """Find what waits for somebody without asking what the colleague may know about."""
    return leaving.everything_of(work, member_id)


def tells_the_unknown(email: str) -> None:
    """Say so of an address that is nobody's."""
    if "nobody" in email:
        raise NotFound


PEOPLE: dict[str, Switch] = {
    "a link ends after 72 hours": Switch(
        put(Invitation, "is_open_at", yes),
        test_joining.test_a_link_that_is_over_is_as_one_that_never_was,
        {"over": test_joining.expired},
    ),
    "a link is used once": Switch(
        put(Invitation, "end", nothing),
        test_joining.test_a_link_that_is_over_is_as_one_that_never_was,
        {"over": test_joining.used},
    ),
    "a link needs the code that was told": Switch(
        put(joining, "_is_right", is_stored),
        test_joining.test_neither_the_mailbox_nor_the_inviter_comes_in_alone,
    ),
    "five wrong codes end a link": Switch(
        both(put(joining, "GUESSES", 99), put(models, "GUESSES", 99)),
        test_joining.test_five_wrong_codes_end_it,
    ),
    "an invitation carries a MAC": Switch(
        put(genuine, "is_mac_of", yes),
        test_joining.test_an_invitation_that_sql_wrote_opens_nothing,
    ),
    "a supervisor gives her own agency's roles alone": Switch(
        put(inviting, "roles_to_give", lambda _actor, _agency: list(Role)),
        test_joining.test_a_supervisor_gives_the_roles_of_her_own_agency,
    ),
    "whoever joined reads nothing until her training is confirmed": Switch(
        put(joining, "record", nothing),
        test_joining.test_from_the_mail_to_the_first_case,
    ),
    "what a conflict hides is not handed over": Switch(
        put(leaving, "_takes", whatever_waits),
        test_leaving.test_what_a_conflict_hides_does_not_become_hers,
    ),
    "whoever left signs in no more": Switch(
        both(put(leaving, "make_void", nothing), put(leaving, "end_all_of", nothing)),
        test_leaving.test_who_left_is_a_stranger,
    ),
    "another role ends every sign-in": Switch(
        put(leaving, "end_all_of", nothing),
        test_leaving.test_another_role_ends_every_sign_in,
    ),
    "nobody vouches for herself": Switch(
        put(MemberPolicy, "permits", yes),
        test_recovering.test_nobody_vouches_for_herself,
    ),
    "the door answers everybody the same": Switch(
        put(recovering, "ask", tells_the_unknown),
        test_recovering.test_the_answer_at_the_door_is_the_same_for_everybody,
    ),
    "what one signed in with is void at once": Switch(
        put(recovering, "make_void", nothing),
        test_recovering.test_it_is_void_at_once,
    ),
}
