"""The controls of reaching a young person, and of what everybody must know first."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from safetynet.alerts import policy as of_alerts
from safetynet.alerts.models import SafetyAlert
from safetynet.survivors import SafeContact, models, operations
from safetynet.survivors.forms import StillSafeForm
from safetynet.survivors.policy import ContactAttemptPolicy
from tests.alerts import test_alerts
from tests.house.switching import ASSERTED, Switch, both, nothing, put, yes
from tests.survivors import test_reaching_out

CLOSED = test_reaching_out.test_a_closed_number_is_on_no_page_paper_or_draft


def _removed_by_whoever_asked(alert: Any, member_id: UUID, now: datetime) -> None:
    alert.confirmed_by_id, alert.removed_at = member_id, now


SAFE: dict[str, Switch] = {
    "a number opens after its question": Switch(
        put(StillSafeForm, "validate", yes),
        test_reaching_out.test_the_answer_is_written_down_before_the_number_opens,
        # The table holds where the form does not.
        by=(*ASSERTED, IntegrityError),
    ),
    "what is older than 30 days is asked about first": Switch(
        put(SafeContact, "is_stale", lambda _contact, _day: False),
        test_reaching_out.test_what_is_older_than_30_days_is_asked_again_first,
    ),
    "a number closes after half an hour": Switch(
        put(models, "SHOWN_FOR", timedelta(days=1)),
        test_reaching_out.test_a_number_closes_after_half_an_hour,
    ),
    "a number is open to whoever answered alone": Switch(
        put(ContactAttemptPolicy, "permits", yes),
        test_reaching_out.test_only_who_opened_it_sees_it_and_says_what_came,
    ),
    "whoever may open a number closes it for everybody": Switch(
        put(operations, "_mark", nothing),
        test_reaching_out.test_whoever_it_was_released_to_closes_it_for_everybody,
    ),
    "a closed number is on no paper": Switch(
        put(SafeContact, "number", property(lambda contact: contact.value)),
        CLOSED,
        {"who": "released"},
        is_slow=True,
    ),
    "a closed number is in no draft": Switch(
        put(operations, "drop_all_at", nothing), CLOSED, {"who": "own"}, is_slow=True
    ),
    "an alert is removed by two": Switch(
        both(
            put(SafetyAlert, "remove", _removed_by_whoever_asked),
            put(of_alerts, "_is_by_two", yes),
        ),
        test_alerts.test_one_person_alone_does_not_remove_it,
        by=(*ASSERTED, IntegrityError),
    ),
    "an alert is removed by two, whatever a page would do": Switch(
        put(of_alerts, "_is_by_two", yes),
        test_alerts.test_an_insider_who_goes_around_the_pages_does_not_remove_it_alone,
    ),
}
