"""Passwords cost the same whether the person exists or not, and a dump alone checks none."""

import os
import statistics
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from time import process_time, sleep
from typing import Any

import pytest

from safetynet.vault import BusyError, password
from safetynet.vault.password import CAREFUL, CHEAP, Passwords, Profile

PEPPER = os.urandom(32)


@pytest.fixture
def passwords() -> Passwords:
    return Passwords(PEPPER, CHEAP)


def test_only_the_right_password_is_right(passwords: Passwords) -> None:
    stored = passwords.hash_password("correct horse")
    assert passwords.verify_password(stored, "correct horse")
    assert not passwords.verify_password(stored, "correct horsf")
    assert "correct" not in stored


def test_nobody_has_no_password(passwords: Passwords) -> None:
    assert not passwords.verify_password(None, "")
    assert not passwords.verify_password(None, "correct horse")


def test_without_the_pepper_the_right_password_is_wrong(passwords: Passwords) -> None:
    stored = passwords.hash_password("correct horse")
    assert not Passwords(os.urandom(32), CHEAP).verify_password(stored, "correct horse")


def test_a_damaged_hash_is_wrong(passwords: Passwords) -> None:
    assert not passwords.verify_password("$argon2id$v=19$junk", "correct horse")


def test_composed_and_decomposed_letters_are_the_same_password(passwords: Passwords) -> None:
    assert passwords.verify_password(passwords.hash_password("caf\u00e9"), "cafe\u0301")


def test_signs_that_only_look_alike_are_not(passwords: Passwords) -> None:
    """NFC, not NFKC: it takes nothing away from what somebody chose."""
    assert not passwords.verify_password(passwords.hash_password("x\u00b2"), "x2")


def test_the_same_password_never_looks_the_same(passwords: Passwords) -> None:
    assert passwords.hash_password("x") != passwords.hash_password("x")


def test_production_hashes_as_rfc_9106_recommends() -> None:
    assert (
        Passwords(PEPPER, CAREFUL).hash_password("x").startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    )


def test_nobody_costs_as_much_as_somebody() -> None:
    passwords = Passwords(PEPPER, Profile(iterations=2, memory=8 * 1024, lanes=1))
    stored = passwords.hash_password("correct horse")

    def cost(of: str | None) -> float:
        """Return the processor's seconds: others at work on the machine do not count."""
        started = process_time()
        passwords.verify_password(of, "wrong")
        return process_time() - started

    pairs = [(cost(None), cost(stored)) for _ in range(9)]
    nobody, somebody = (statistics.median(times) for times in zip(*pairs, strict=True))
    assert 0.5 < nobody / somebody < 2


def test_a_flood_is_sent_away(passwords: Passwords, monkeypatch: pytest.MonkeyPatch) -> None:
    """One at work and three in line; the next one is not kept waiting."""
    go = Event()

    def slow(*_: Any, **__: Any) -> None:
        go.wait(10)

    monkeypatch.setattr(password, "Argon2id", type("Slow", (), {"verify_phc_encoded": slow}))
    most = password.IN_A_PROCESS + password.IN_LINE
    threads = [Thread(target=passwords.verify_password, args=(None, "x")) for _ in range(most)]
    for thread in threads:
        thread.start()
    while len(passwords._turns._lines[1]) < password.IN_LINE:
        sleep(0.001)
    with pytest.raises(BusyError):
        passwords.verify_password(None, "x")
    go.set()
    for thread in threads:
        thread.join()
    passwords.verify_password(None, "x")


def test_many_at_once_neither_fail_nor_stand_still(passwords: Passwords) -> None:
    stored = passwords.hash_password("correct horse")
    right: list[bool] = []

    def check() -> None:
        for _time in range(100):
            with suppress(BusyError):
                right.append(passwords.verify_password(stored, "correct horse"))

    threads = [Thread(target=check) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert right
    assert all(right)
    assert not any(thread.is_alive() for thread in threads)


def test_all_processes_of_a_machine_share_two_turns(tmp_path: Path) -> None:
    sharing = [Passwords(PEPPER, CHEAP, tmp_path) for _process in range(4)]
    assert len(list(tmp_path.iterdir())) == password.AT_ONCE
    assert not any(one.verify_password(None, "x") for one in sharing)


def test_two_at_the_same_moment_are_both_right(passwords: Passwords) -> None:
    """OpenSSL has threads for one of them at a time."""
    stored = passwords.hash_password("correct horse")
    said: list[bool] = []

    def check() -> None:
        said.extend(passwords.verify_password(stored, "correct horse") for _time in range(50))

    both = [Thread(target=check) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert said == [True] * 100
