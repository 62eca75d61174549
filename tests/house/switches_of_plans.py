"""The controls of plans, and how to switch each off."""

from sqlalchemy import true

from safetynet.plans import differences
from safetynet.plans.policy import PlanVersionPolicy, PlanWordsPolicy
from tests.house.switching import Switch, both, put, yes
from tests.plans import test_versions

PLANNED: dict[str, Switch] = {
    "nobody approves a plan that she sent": Switch(
        both(put(PlanVersionPolicy, "permits", yes), put(PlanVersionPolicy, "writes", yes)),
        test_versions.test_nobody_approves_what_she_sent_herself,
    ),
    "what words were before stays with whose they are": Switch(
        put(PlanWordsPolicy, "sees", lambda _policy, _actor: true()),
        test_versions.test_earlier_words_stay_with_whoever_wrote_them,
        by=(Exception,),
    ),
    "a version says what stood at its moment": Switch(
        put(differences, "_then", lambda row, _told, _at: row.text),
        test_versions.test_what_comes_back_says_why_and_is_sent_again,
    ),
}
