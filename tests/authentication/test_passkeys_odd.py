"""Whatever stands in the place of an authenticator's answer gets a page, and opens nothing."""

import json

import pytest
from flask import Flask
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from webauthn.helpers import bytes_to_base64url

from safetynet import clock
from safetynet.authentication import ceremony
from safetynet.authentication.ceremony import Site
from safetynet.authentication.challenges import Challenge
from tests.authentication.by_passkey import asked
from tests.authentication.soft_key import SoftKey
from tests.browser import Browser


@pytest.mark.parametrize(
    "answer",
    ["", "{}", "[]", "null", "[" * 7000, '{"id": "x"}', "\ud800", "x" * 9000, '{"id": 1, "id": 2}'],
)
def test_what_is_no_answer_is_said(stranger: Browser, answer: str) -> None:
    asked(stranger, "/sign-in/passkey/options")
    sent = answer.encode(errors="surrogatepass")
    assert stranger.post("/sign-in/passkey", answer=sent).status_code == 422


CHANGED = "one sign changed"
HERE = Site("localhost", "http://localhost:8000")
ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60
)
@given(st.booleans(), st.integers(0, 9), st.integers(0, 999), ODD | st.just(CHANGED))
@example(inside=True, which=0, at=471, other=CHANGED)  # A key without one of its parts.
def test_no_answer_is_a_fault(app: Flask, inside: bool, which: int, at: int, other: object) -> None:
    """Each part of a right answer replaced by something else, or changed in one sign."""
    challenge = Challenge(b"c" * 32, clock.now())
    options = {"challenge": bytes_to_base64url(challenge.value), "user": {"id": ""}}
    key = SoftKey()
    public = json.loads(key.create(options))
    with app.app_context():
        for answer, take in ((public, _makes), (json.loads(key.use(options)), _uses)):
            assert take(challenge, json.dumps(answer))
            parts = answer["response"] if inside else answer
            part = sorted(parts)[which % len(parts)]
            text = str(parts[part])
            at %= len(text) or 1
            is_changed = other == CHANGED
            parts[part] = f"{text[:at]}A{text[at + 1 :]}" if is_changed else other
            take(challenge, json.dumps(answer))


def _makes(challenge: Challenge, answer: str) -> bool:
    return ceremony.made(HERE, challenge, answer) is not None


def _uses(challenge: Challenge, answer: str) -> bool:
    """Say whether an answer can be read; whatever it says, judging it is no fault."""
    given = ceremony.read(answer)
    if given is not None:
        ceremony.used(HERE, challenge, given, b"no key")
    return given is not None
