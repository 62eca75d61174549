"""A server that a service manager ends."""

import signal
from pathlib import Path

from sqlalchemy import func, select

from safetynet.audit.tables import entries, leaves
from safetynet.db import reading_engine
from tests.conftest import close
from tests.house.serving import Client, built


def test_a_server_told_to_stop_gives_its_entries_their_places_first(tmp_path: Path) -> None:
    site = built(tmp_path, {})
    client = Client(site.start(), site.people[0])
    client.enter()
    assert client.ask("/cases")[0] == 200
    assert site.process
    # On the heels of the last answer, before the sequencer's next turn.
    site.process.send_signal(signal.SIGTERM)
    assert site.process.wait(30) == 0
    with site.app.app_context():
        with reading_engine().connect() as connection:
            kept = connection.scalar(select(func.count()).select_from(entries))
            placed = connection.scalar(select(func.count()).select_from(leaves))
        close(site.app)
    assert placed == kept
