"""The controls of what people sign in with, and how to switch each off."""

from safetynet.authentication import passwords
from safetynet.authentication.models import RecoveryCode
from safetynet.db import genuine
from tests.authentication import test_passwords, test_recovery_codes
from tests.house.switching import Switch, nothing, put, yes

FACTORS: dict[str, Switch] = {
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
}
