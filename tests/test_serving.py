"""The server that every command starts, where something of it can go wrong by itself."""

import os
import resource
from collections.abc import Iterator
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from flask import Flask

from tests.town import serving

SELECT_CAN_WATCH = 1024


@pytest.fixture
def many_open_files() -> Iterator[None]:
    most, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if most < SELECT_CAN_WATCH * 2:
        pytest.skip(f"only {most} files may be open here")
    taken = [os.open(os.devnull, os.O_RDONLY)]
    while taken[-1] <= SELECT_CAN_WATCH:
        taken.append(os.dup(taken[0]))
    yield
    for file in taken:
        os.close(file)


@pytest.mark.usefixtures("many_open_files")
def test_it_answers_however_many_files_are_open(app: Flask) -> None:
    with serving(app, []) as town:
        connection = HTTPConnection(urlsplit(town.url).netloc, timeout=5)
        connection.request("GET", "/healthz")
        assert connection.getresponse().status == 200
        connection.close()
