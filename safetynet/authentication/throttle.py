"""How often somebody may try in vain: on one account, from one place, and both together.

A try is counted before it is looked at, so that many at once are no more than many one after the
other. Whether there is such an account makes no difference.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from flask import request

from safetynet.access import counting, source_of

KNOWN_FOR = timedelta(days=30)
"""How long a place counts as an account's own after it last signed in from there."""


class What(StrEnum):
    """What is tried."""

    PASSWORD = "password"  # noqa: S105 - no password
    CODE = "code"
    LINK = "link"
    """The spoken code that a mailed link needs; its account is the link."""
    HELP = "help"
    """Saying that one cannot sign in: none is in vain, and none is forgiven."""


@dataclass(frozen=True)
class Limit:
    """How many tries in vain a window of time allows."""

    together: int
    """On one account from one place."""
    account: int
    """On one account from anywhere; it holds for places that are not the account's own."""
    place: int
    """From one place on any account: an office with sixty people is one place."""
    window: timedelta

    def refuses(self, failed: list[int], *, is_expected: bool) -> bool:
        """Say whether so many (together, on the account, from the place) are too many."""
        together, of_account, of_place = failed
        is_shut = of_account >= self.account and not is_expected
        return is_shut or together >= self.together or of_place >= self.place


LIMITS = {
    What.PASSWORD: Limit(together=10, account=30, place=40, window=timedelta(minutes=15)),
    # A million codes, three of them right at a time: ten an hour is one chance in four a year.
    What.CODE: Limit(together=10, account=10, place=40, window=timedelta(hours=1)),
    What.LINK: Limit(together=10, account=10, place=40, window=timedelta(hours=1)),
    What.HELP: Limit(together=10, account=10, place=40, window=timedelta(hours=1)),
}
TOLD_AFTER = 10
"""Tries in vain on one account of which its owner is told."""


class TooManyTriesError(Exception):
    """It is too early to try again; `limit.window` is the longest that it can take."""

    def __init__(self, limit: Limit) -> None:
        super().__init__()
        self.limit = limit


@dataclass(frozen=True)
class Try:
    """One try, which counts as one in vain until it is forgiven."""

    what: What
    account: bytes
    is_expected: bool
    """From a place that is the account's own."""

    def forgive(self) -> None:
        """Take it back: it was right. What was tried together before is forgotten too."""
        together, *others = _keys(self.what, self.account)
        counting.forget(together)
        counting.count_one_less(others)


def take_a_try(what: What, account: bytes) -> Try:
    """Count a try on `account`, whether there is such an account or not.

    Needs a request, and no transaction that writes. Raises TooManyTriesError.
    """
    limit, keys, own = LIMITS[what], _keys(what, account), _own(account)
    before = counting.counted([*keys, own])
    is_expected = own in before
    if limit.refuses([before.get(key, 0) for key in keys], is_expected=is_expected):
        raise TooManyTriesError(limit)
    by_now = counting.count(keys, limit.window)
    # Others may have been counted in between.
    if limit.refuses([by_now[key] - 1 for key in keys], is_expected=is_expected):
        raise TooManyTriesError(limit)
    return Try(what, account, is_expected)


def remember_place(account: bytes) -> None:
    """Let the place of this request count as the account's own: it signed in from here."""
    counting.remember(_own(account), KNOWN_FOR)


def failed_on(what: What, accounts: Iterable[bytes]) -> dict[bytes, int]:
    """Return how often each of these accounts was tried in vain in its window, if it was."""
    by_key = {counting.key_of(what, "account", account): account for account in accounts}
    return {by_key[key]: failed for key, failed in counting.counted(by_key).items()}


def _keys(what: What, account: bytes) -> tuple[bytes, bytes, bytes]:
    """Return what is counted: both together, the account, the place."""
    place = source_of(request)
    return (
        counting.key_of(what, "together", account, place),
        counting.key_of(what, "account", account),
        counting.key_of(what, "place", place),
    )


def _own(account: bytes) -> bytes:
    return counting.key_of("own", account, source_of(request))
