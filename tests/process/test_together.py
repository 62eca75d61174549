"""Several at one desk who register at the same moment."""

from concurrent.futures import ThreadPoolExecutor

from flask import Flask

from safetynet.access import job
from safetynet.process.models import LegalProcess
from tests.browser import Browser, rows
from tests.cast import Player
from tests.process.conftest import typed

AT_ONCE = 8


def test_each_gets_a_reference_of_its_own(app: Flask, desk: Player) -> None:
    browsers = [Browser(app).as_(desk) for _ in range(AT_ONCE)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(lambda one: one.post("/legal-process", typed()), browsers))
    assert [answer.status_code for answer in answers] == [303] * AT_ONCE
    with app.app_context(), job("test: look"):
        assert len({row.reference for row in rows(LegalProcess)}) == AT_ONCE
