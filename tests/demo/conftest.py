"""One demonstration county with canaries, built once for all tests that only look at it."""

from collections.abc import Iterator

import pytest

from tests.conftest import close, config_in
from tests.county import County, county_in


@pytest.fixture(scope="session")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[County]:
    county = county_in(config_in(tmp_path_factory.mktemp("demonstration"), None))
    yield county
    with county.app.app_context():
        close(county.app)
