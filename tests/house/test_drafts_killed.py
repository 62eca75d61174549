"""kill -9 while somebody types: what the page called saved is there."""

import random
import re
import time
from http.client import HTTPException
from threading import Thread
from uuid import uuid4

import pytest

from tests.house.serving import Client, Site, signed_in

ROUNDS = 5
KEPT = re.compile(r'<textarea[^>]*name="text"[^>]*>\s*Word (\d+)\.')
USE_IT = re.compile(r'class="btn btn-primary" href="([^"]+\?draft=[^"]+)"')

pytestmark = [pytest.mark.long, pytest.mark.timeout(1800)]


def type_on(client: Client, key: str, said: list[int]) -> None:
    """Send a longer and longer text until nobody answers; note the last that was acknowledged."""
    page = f"/cases/{client.case}/notes"
    for word in range(1, 100_000):
        form = {"form_key": key, "draft_place": page, "shown_at": f"{page}/new", "draft_as": "plan"}
        try:
            status, _, _ = client.ask("/drafts", **form, text=f"Word {word}.")
        except (OSError, HTTPException):
            return
        if status == 200:
            said[:] = [word]


def test_no_acknowledged_draft_is_lost(site: Site) -> None:
    dice = random.Random(7)
    client = signed_in(site, site.start())[0]
    for _ in range(ROUNDS):
        said: list[int] = []
        typing = Thread(target=type_on, args=(client, str(uuid4()), said))
        typing.start()
        end = time.monotonic() + 60
        while not said and time.monotonic() < end:
            time.sleep(0.01)
        time.sleep(dice.random())
        site.kill()
        typing.join(60)
        site.kill_a_backend()
        client.port = site.start()
        address = USE_IT.findall(client.ask(f"/cases/{client.case}/notes/new")[2])[0]
        [found] = KEPT.findall(client.ask(address)[2])
        assert int(found) >= said[0]
