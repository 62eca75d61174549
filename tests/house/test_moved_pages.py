"""What people are shown where SQL moved a text: a fault without a word of it, on the ledger."""

from functools import partial
from io import StringIO
from uuid import UUID

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from safetynet.audit import Result
from tests import scenes
from tests.cast import Cast, Player
from tests.county import County, player_of
from tests.crawl import walk
from tests.house.inside import HERS, As, Hand
from tests.house.moving import Spot, moved, spots_in
from tests.house.sweep import CANARY, text_of
from tests.house.test_door import INCIDENT
from tests.notes.test_notes import FORM, TEXT
from tests.scenes import CODE_PHRASE, NAME, Scene
from tests.survivors.reaching import say


def spot_of(hand: Hand, column: str, survivor: UUID) -> Spot:
    """Return the newest value in a sealed column that is about somebody."""
    spots = [s for s in spots_in(hand) if str(s) == column and s.row["survivor_id"] == survivor]
    return max(spots, key=lambda spot: spot.row["created_at"])


def is_a_clean_fault(app: Flask, player: Player, answer: TestResponse) -> bool:
    """Nothing but a number on the page, and the visit on the ledger as one that failed."""
    entry = scenes.last_entry(app)
    return (
        answer.status_code == 500
        and INCIDENT.search(answer.text) is not None
        and "Traceback" not in answer.text
        and (entry.actor, entry.result) == (player.id, Result.FAILED)
    )


def test_somebody_elses_name_is_not_shown(
    furnished: Flask, as_: As, cast: Cast, scene: Scene, other: Scene, hand: Hand, log: StringIO
) -> None:
    browser = as_(cast.advocate)
    here, there = (spot_of(hand, "names.parts", s.survivor_id) for s in (scene, other))
    with moved(hand, [(here, {"parts": there.blob})]):
        for path in (scene.path, f"{scene.path}/who", "/cases", "/search"):
            look = browser.get if path != "/search" else partial(browser.post, wanted=HERS)
            answer = look(path)
            assert f"{HERS} Elsewhere" not in answer.text + log.getvalue()
            assert is_a_clean_fault(furnished, cast.advocate, answer), path
    assert NAME in browser.get(scene.path).text


def test_an_older_text_put_back_is_not_shown(
    furnished: Flask, as_: As, cast: Cast, scene: Scene, hand: Hand, log: StringIO
) -> None:
    """Taken by SQL before an edit in the browser, put back after it."""
    browser = as_(cast.advocate)
    address = str(browser.post(f"{scene.path}/notes", FORM, category="safety_risk").location)
    before = spot_of(hand, "notes.text", scene.survivor_id)
    changed = FORM | {"text": "She has the coat again.", "version": "1"}
    assert browser.post(address, changed).status_code == 303
    with moved(hand, [(spot_of(hand, "notes.text", scene.survivor_id), {"text": before.blob})]):
        for path in (address, f"{address}/edit", f"{scene.path}/notes", scene.path):
            answer = browser.get(path)
            assert TEXT not in answer.text + log.getvalue()
            assert is_a_clean_fault(furnished, cast.advocate, answer), path
    assert "She has the coat again." in browser.get(address).text


def test_a_revealed_contact_is_the_one_that_was_sealed(
    furnished: Flask, as_: As, cast: Cast, scene: Scene, other: Scene, hand: Hand, log: StringIO
) -> None:
    """What to say when calling does not become what not to tell, and no number is another's."""
    browser = as_(cast.advocate)
    attempt = str(say(browser, scene.contact_id).location)
    here, there = (spot_of(hand, "safe_contacts.value", s.survivor_id) for s in (scene, other))
    for values in (
        {"value": there.blob},
        {"say": here.row["not_to_know"]},
        {"value": here.blob[:-1]},
        {"value": here.blob[:-1] + bytes([here.blob[-1] ^ 1])},
    ):
        with moved(hand, [(here, values)]):
            answer = browser.get(attempt)
        told = answer.text + log.getvalue()
        assert not any(word in told for word in ("555-010", "her uncle", CODE_PHRASE))
        assert is_a_clean_fault(furnished, cast.advocate, answer)


def shown_to(county: County, spots: list[Spot], player: Player, per_rule: int) -> dict[str, Spot]:
    """Return one value that stands there for each page with sealed text; a new column if it can."""
    browser, pages = county.browser(player), dict[str, set[str]]()

    def get(path: str) -> str | None:
        answer = browser.look(path)
        pages[path] = set(CANARY.findall(text_of(answer)))
        return answer.text if answer.mimetype == "text/html" else None

    list(walk(county.app, get, "/", per_rule))
    places = {(spot.table.name, spot.name, str(spot.row["id"])): spot for spot in spots}
    sown = {c["canary"]: places.get((c["table"], c["column"], c["row"])) for c in county.canaries}
    shown: dict[str, Spot] = {}
    for path, canaries in pages.items():
        there = [spot for canary in sorted(canaries) if (spot := sown[canary])]
        seen = {str(spot) for spot in shown.values()}
        if there:
            shown[path] = min(there, key=lambda spot: str(spot) in seen)
    return shown


def another(spot: Spot, spots: list[Spot]) -> Spot:
    """Return a value of another row: of the same column and somebody else, if there is one."""
    others = (s for s in spots if s.row["id"] != spot.row["id"])
    return min(
        others,
        key=lambda s: (str(s) != str(spot), s.row["survivor_id"] == spot.row["survivor_id"]),
    )


def faults(county: County, hand: Hand, player: Player, per_rule: int) -> tuple[int, list[str]]:
    """Move another's text into each page of a person; return how many pages, and which show it."""
    spots, browser = spots_in(hand), county.browser(player)
    shown, wrong = shown_to(county, spots, player, per_rule), []
    for path, spot in shown.items():
        with moved(hand, [(spot, {spot.name: another(spot, spots).blob})]):
            answer = browser.look(path)
        if CANARY.search(text_of(answer)) or not is_a_clean_fault(county.app, player, answer):
            wrong.append(f"{spot} at {path}: {answer.status_code}")
    return len(shown), wrong


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_no_page_of_anybody_shows_a_moved_text(
    county: County, county_hand: Hand, log: StringIO
) -> None:
    players = [player_of(person) for person in county.people]
    found = [faults(county, county_hand, player, per_rule=3) for player in players]
    assert [wrong for _, wrong in found if wrong] == []
    pages = sum(count for count, _ in found)
    print(f"{pages} pages with a moved text, each a fault without a word of it")  # noqa: T201
    assert pages > 500
    assert not CANARY.search(log.getvalue())
