"""One-time codes as RFC 4226 and RFC 6238 publish them, through the sign-in's own check."""

from base64 import b32encode
from datetime import UTC, datetime

import pytest

from safetynet.authentication.codes import STEP, step_in
from tests.vault.vectors import blocks

DIGITS = 6


def step_by(vector: dict[str, str], code: str, step: int) -> int | None:
    secret = b32encode(vector["SECRET"].encode()).decode()
    return step_in(secret, code, datetime.fromtimestamp(step * STEP, UTC), after=-1)


@pytest.mark.parametrize("drift", [-1, 0, 1])
def test_every_published_code_is_accepted_in_its_step_and_beside(drift: int) -> None:
    counted = [(vector, int(vector["COUNTER"])) for vector in blocks("twofactor/rfc-4226.txt")]
    timed = [
        # The published ones have eight digits; six are the last six of them.
        (vector | {"HOTP": vector["TOTP"][-DIGITS:]}, int(vector["TIME"]) // STEP)
        for vector in blocks("twofactor/rfc-6238.txt")
        if vector["MODE"] == "SHA1"
    ]
    assert (len(counted), len(timed)) == (10, 6)
    for vector, step in counted + timed:
        assert step_by(vector, vector["HOTP"], max(step + drift, 0)) == step
        assert step_by(vector, vector["HOTP"], step + 2) is None
        assert step_by(vector, str((int(vector["HOTP"]) + 1) % 10**DIGITS), step) is None
