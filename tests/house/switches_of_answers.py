"""The controls of results of screenings and of quick answers, and how to switch each off."""

from sqlalchemy import true

from safetynet.access.policy import within
from safetynet.answers import finding, views
from safetynet.answers.models import Question
from safetynet.answers.policy import QuestionPolicy
from safetynet.indicators import words
from safetynet.indicators.forms import ResultForm
from safetynet.linkages.policy import LinkagePolicy
from tests.answers import test_quick_answers
from tests.house.switching import Switch, nothing, put, yes
from tests.indicators import test_results

ANSWERED: dict[str, Switch] = {
    "no item of an instrument is kept": Switch(
        put(ResultForm, "validate_totals", nothing),
        test_results.test_what_does_not_fit_is_said_and_kept,
    ),
    "a result says that it is no evidence": Switch(
        put(words, "NO_EVIDENCE", ""),
        test_results.test_a_result_is_recorded_and_says_that_it_is_no_evidence,
    ),
    "“no” is said where everybody shares": Switch(
        put(finding, "_shares", yes),
        test_quick_answers.test_whoever_does_not_share_is_named_whether_or_not_there_is_anything,
    ),
    "a quick answer knows what one may see alone": Switch(
        put(LinkagePolicy, "sees", lambda _policy, _actor: true()),
        test_quick_answers.test_what_is_hidden_changes_not_a_letter_of_the_answer,
        by=(AssertionError, ValueError),
    ),
    "a question is known to the agency that asked": Switch(
        put(QuestionPolicy, "sees", lambda _policy, actor: within(Question.case_id, actor)),
        test_quick_answers.test_a_stranger_learns_nothing_and_others_may_not_ask,
    ),
    "questions are counted by the hour": Switch(
        put(views, "may_ask_again", yes), test_quick_answers.test_ten_questions_an_hour
    ),
}
