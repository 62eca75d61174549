"""What the tests of signing in share."""

import pytest
from flask import Flask

from tests.authentication.by_passkey import added
from tests.authentication.soft_key import SoftKey
from tests.browser import Browser
from tests.cast import Cast
from tests.notices.conftest import box  # noqa: F401


@pytest.fixture
def key(browser: Browser, cast: Cast) -> SoftKey:
    return added(browser, cast.advocate)


@pytest.fixture
def stranger(app: Flask) -> Browser:
    return Browser(app)
