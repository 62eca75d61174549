"""The controls of what people sign in with, and how to switch each off."""

from safetynet.authentication import passwords
from tests.authentication import test_passwords
from tests.house.switching import Switch, put

FACTORS: dict[str, Switch] = {
    "a password that would be guessed is not taken": Switch(
        put(passwords, "GOOD_ENOUGH", 0),
        test_passwords.test_whoever_changes_a_password_reads_what_to_do,
    ),
}
