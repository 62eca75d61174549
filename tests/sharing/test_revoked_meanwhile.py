"""Two hundred pages are asked for while a release is stopped: none that begins later shows it."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from flask import Flask

from tests import scenes
from tests.browser import Browser
from tests.cast import Cast

READERS, EACH = 8, 25
STOPPED_AFTER = 60


@dataclass(frozen=True)
class Read:
    """One page: when it was asked for, and whether her name stood there."""

    began: float
    named: bool


def test_no_read_begins_after_a_release_was_stopped(app: Flask, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    given = scenes.release(app, scene, cast.provider, obtained_by=cast.advocate)
    readers = [Browser(app).as_(cast.provider) for _ in range(READERS)]
    owner = Browser(app).as_(cast.advocate)
    assert scenes.NAME in owner.get(scene.path).text
    reads: list[Read] = []

    def look(reader: Browser) -> None:
        for _ in range(EACH):
            began = time.perf_counter()
            page = reader.get(scene.path)
            # The release's key is asked for while the page is made, and may be gone by then.
            assert page.status_code in {200, 404}
            reads.append(Read(began, scenes.LAST in page.text))

    with ThreadPoolExecutor(READERS) as pool:
        looking = [pool.submit(look, reader) for reader in readers]
        while len(reads) < STOPPED_AFTER:
            time.sleep(0.001)
        assert owner.post(f"{scene.path}/releases/{given}/revocation").status_code == 303
        stopped = time.perf_counter()
        for one in looking:
            one.result()
    assert len(reads) == READERS * EACH
    later = [read for read in reads if read.began >= stopped]
    assert any(read.named for read in reads) and later
    assert not any(read.named for read in later)
