"""What the tests of signing in share."""

from tests.notices.conftest import box  # noqa: F401
