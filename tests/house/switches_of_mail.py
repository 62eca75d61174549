"""The controls of mail, calendars and lines to other machines, and how to switch each off."""

import smtplib
from typing import Any
from uuid import UUID

from safetynet.db import genuine, lines
from safetynet.meetings.models import CalendarFeed
from safetynet.notices import letters, sending
from safetynet.notices.models import How, MailChoice, Notice
from tests.house import test_lines
from tests.house.switching import Switch, nothing, put, yes
from tests.meetings import test_calendar_files
from tests.notices import test_choosing, test_sending, test_telling


def all_of_them(told: Any, _reader: object, _day: object) -> dict[UUID, str]:
    return {one.id: "" for one in told}


MAIL: dict[str, Switch] = {
    "what a mail is about is looked up again before it leaves": Switch(
        put(sending, "still_standing", all_of_them),
        test_telling.test_what_is_gone_before_it_was_said_is_not_said,
        {"gone": test_telling.revoked},
    ),
    "mail is claimed before it is sent": Switch(
        put(Notice, "claim", nothing),
        test_sending.test_what_another_run_has_claimed_is_passed_by,
    ),
    "an address adds no recipient": Switch(
        put(letters, "_address", lambda said: said),
        test_sending.test_no_address_adds_a_header_or_a_recipient,
        {"address": "a@example.org, b@example.org"},
    ),
    "mail to another machine is encrypted on its way": Switch(
        put(smtplib.SMTP, "starttls", nothing),
        test_sending.test_mail_to_another_machine_never_goes_in_clear,
    ),
    "a database elsewhere is asked under TLS": Switch(
        put(lines, "_is_safe", yes),
        test_lines.test_a_database_elsewhere_is_asked_under_tls_with_a_verified_certificate,
        {"setting": "database_url"},
    ),
    "no mail at night": Switch(
        put(MailChoice, "is_quiet", lambda _choice, _moment: False),
        test_choosing.test_who_wants_it_at_once_gets_it_at_once_but_not_at_night,
    ),
    "security mail cannot be turned off": Switch(
        put(MailChoice, "how", lambda _choice, _kind: How.NEVER),
        test_choosing.test_who_wants_none_gets_none_but_for_security,
        by=(ValueError,),
    ),
    "a calendar's address ends": Switch(
        put(CalendarFeed, "is_open_on", yes),
        test_calendar_files.test_an_address_that_is_over_is_as_one_that_never_was,
        {"over": test_calendar_files.ended},
    ),
    "a calendar's address carries a MAC": Switch(
        put(genuine, "is_mac_of", yes),
        test_calendar_files.test_an_address_that_sql_revives_opens_nothing,
    ),
}
