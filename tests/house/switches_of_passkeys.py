"""The controls of what people sign in with, and how to switch each off."""

from datetime import timedelta
from typing import Any

import webauthn
from webauthn import verify_authentication_response

from safetynet.authentication import challenges, passwords, signing_in
from safetynet.authentication.codes import step_in
from safetynet.authentication.models import Passkey, RecoveryCode
from safetynet.db import genuine
from tests.authentication import test_passkeys_refused as refused
from tests.authentication import test_passwords, test_recovery_codes, test_whole_ways
from tests.house.switching import Off, Switch, nothing, put, yes


def never(*_args: Any) -> bool:
    return False


def verified_with(**wanted: Any) -> Off:
    """Verify an answer with some of what is expected of it changed."""

    def verify(**expected: Any) -> Any:
        return verify_authentication_response(**expected | wanted)

    return put(webauthn, "verify_authentication_response", verify)


FACTORS: dict[str, Switch] = {
    "a one-time code is good once": Switch(
        put(signing_in, "step_of", lambda who, code, now: step_in(who.totp_secret, code, now)),
        test_whole_ways.test_a_code_is_good_once_and_the_ones_before_it_no_more,
    ),
    "a password that would be guessed is not taken": Switch(
        put(passwords, "GOOD_ENOUGH", 0),
        test_passwords.test_whoever_changes_a_password_reads_what_to_do,
    ),
    "a recovery code is good once": Switch(
        put(RecoveryCode, "use", nothing), test_recovery_codes.test_each_is_good_once
    ),
    "a recovery code carries a MAC": Switch(
        put(genuine, "is_mac_of", yes),
        test_recovery_codes.test_a_used_one_is_not_good_again_by_sql,
    ),
    "a passkey asks for finger, face or PIN": Switch(
        verified_with(require_user_verification=False),
        refused.test_without_verification_it_is_refused,
    ),
    "a passkey signs for our origin alone": Switch(
        verified_with(expected_origin=["http://localhost:8000", "https://elsewhere.example"]),
        refused.test_from_another_origin_it_is_refused,
    ),
    "a passkey signs for our site alone": Switch(
        verified_with(expected_rp_id="elsewhere.example"),
        refused.test_for_another_site_it_is_refused,
    ),
    "a passkey that was copied is switched off": Switch(
        put(Passkey, "counts_back", never), refused.test_a_count_that_goes_back_switches_it_off
    ),
    "a challenge is answered once": Switch(
        put(Passkey, "has_answered", never), refused.test_a_challenge_is_answered_once
    ),
    "a challenge ends after five minutes": Switch(
        put(challenges, "LIVES", timedelta(days=2)),
        refused.test_after_five_minutes_a_challenge_is_none,
        {"hours": 24},
    ),
    "a passkey carries a MAC": Switch(
        put(genuine, "is_mac_of", yes), refused.test_a_passkey_that_sql_wrote_opens_nothing
    ),
}
