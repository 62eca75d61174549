"""Two who set a conflict of interest on each other at the same moment."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError
from uuid import UUID

import pytest
from flask import Flask

from safetynet.access import Role, job
from safetynet.sharing import ConflictBlock, conflicts
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import Cast, Player
from tests.sharing.test_conflicts import REASON, choice


def test_two_coordinators_do_not_keep_each_other_out_at_once(
    app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever is second finds that they would be the last."""
    scene = scenes.open_case(app, cast)
    second = scenes.colleague(app, cast.coordinator, Role.COORDINATOR)
    pairs = ((cast.coordinator, second), (second, cast.coordinator))
    # The first visit of a page after a start goes alone; these two are to meet.
    assert Browser(app).as_(second).post(f"{scene.path}/conflicts", {}).status_code == 422
    both, asked = Barrier(2), conflicts.blocks_about

    def when_both_asked(survivors: Iterable[UUID]) -> list[ConflictBlock]:
        found = asked(survivors)
        with suppress(BrokenBarrierError):
            both.wait(1)
        return found

    monkeypatch.setattr(conflicts, "blocks_about", when_both_asked)

    def block_other(pair: tuple[Player, Player]) -> int:
        said = {"whom": choice(pair[1]), "reason": REASON}
        return Browser(app).as_(pair[0]).post(f"{scene.path}/conflicts", said).status_code

    with ThreadPoolExecutor(2) as pool:
        first, other = sorted(pool.map(block_other, pairs))
    # Where the database was asked about her only after the first had saved, she is a stranger.
    assert first == 303 and other in {404, 422}
    with app.app_context(), job("test: look"):
        assert len(rows(ConflictBlock)) == 1
