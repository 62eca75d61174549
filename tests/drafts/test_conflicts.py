"""Two people over one record: the second sees both texts, and nobody's words are lost."""

import random
from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from safetynet.access import Role, job
from safetynet.directory import Service
from safetynet.drafts.merging import WORDS_COMPARED, joined
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.directory.test_directory import listed
from tests.drafts.opened import Opened

FIRST = "Beds for four.\nOpen all night."
MINE, THEIRS = "Beds for five.\nOpen all night.", "Beds for four.\nOpen all night.\nA garden."

Open = Callable[[], Opened]


@pytest.fixture
def two(app: Flask, cast: Cast) -> tuple[Open, Open]:
    """One service, and the pages on which two colleagues change it."""
    service = listed(app, cast.provider.agency_id, "Night clinic", description=FIRST)
    colleague = scenes.colleague(app, cast.provider, Role.PROVIDER)
    first, second = Browser(app).as_(cast.provider), Browser(app).as_(colleague)
    page = f"/directory/{service}/edit"
    return lambda: Opened(first, page), lambda: Opened(second, page)


def saved(app: Flask) -> str:
    with app.app_context(), job("test: look"):
        [text] = [service.description for service in rows(Service)]
    return str(text)


def met(two: tuple[Open, Open], mine: str = MINE, theirs: str = THEIRS, **more: Any) -> Opened:
    """Let both open the page and save; return the second one's page with both texts."""
    one, other = two[0](), two[1]()
    assert other.send(description=theirs).status_code == 303
    answer = one.send(description=mine, **more)
    assert answer.status_code == 409
    return Opened(one.browser, one.page, answer.text)


def test_both_texts_stand_side_by_side(app: Flask, two: tuple[Open, Open]) -> None:
    one, other = two[0](), two[1]()
    other.send(description=THEIRS, name="Day clinic")
    page = BeautifulSoup(one.send(description=MINE).text, "html.parser")
    texts = {
        str(box.legend.text): [part.text for part in box.select(".rival")]
        for box in page.select("fieldset.rivals")
        if box.legend
    }
    marked = [mark.text for mark in page.select(".rivals mark")]
    assert texts["Name of the service"] == ["only here: Night clinic", "only here: Day clinic"]
    assert "only here: five." in marked and "only here: \nA garden." in marked
    assert saved(app) == THEIRS


def test_whoever_only_presses_the_button_loses_neither(app: Flask, two: tuple[Open, Open]) -> None:
    assert met(two).send().status_code == 303
    for line in (MINE + "\n" + THEIRS).splitlines():
        assert line in saved(app).splitlines()


@pytest.mark.parametrize(("take", "left"), [("mine-", MINE), ("saved-", THEIRS)])
def test_one_of_the_two_is_taken(app: Flask, two: tuple[Open, Open], take: str, left: str) -> None:
    assert met(two).send(**{"take-description": take}).status_code == 303
    assert saved(app) == left


def test_the_joined_text_can_be_changed(app: Flask, two: tuple[Open, Open]) -> None:
    assert met(two).send(description="Beds for five. A garden.").status_code == 303
    assert saved(app) == "Beds for five. A garden."


def test_it_is_saved_against_the_version_that_was_shown(two: tuple[Open, Open]) -> None:
    shown = met(two)
    assert two[1]().send(description="And again.").status_code == 303
    assert shown.send().status_code == 409


def test_what_is_kept_of_a_conflict_comes_back_as_it_was_chosen(two: tuple[Open, Open]) -> None:
    shown = met(two)
    assert shown.keep(**{"take-description": "mine-"}).status_code == 200
    page = BeautifulSoup(shown.browser.get(shown.page).text, "html.parser")
    link = page.select_one(".unsaved a")
    assert link is not None
    again = Opened(shown.browser, str(link["href"]))
    assert again.fields["description"] == MINE
    assert again.send().status_code == 303


def test_an_old_draft_meets_what_was_saved_meanwhile(app: Flask, two: tuple[Open, Open]) -> None:
    one = two[0]()
    one.keep(description=MINE)
    two[1]().send(description=THEIRS)
    page = BeautifulSoup(one.browser.get(one.page).text, "html.parser")
    link = page.select_one(".unsaved a")
    assert link is not None
    answer = Opened(one.browser, str(link["href"])).send()
    assert answer.status_code == 409
    assert Opened(one.browser, one.page, answer.text).send().status_code == 303
    assert set((MINE + "\n" + THEIRS).splitlines()) == set(saved(app).splitlines())


def test_a_choice_and_a_tick_are_said_in_words(two: tuple[Open, Open]) -> None:
    one, other = two[0](), two[1]()
    other.send(is_confidential="y", location_note="")
    page = BeautifulSoup(one.send(location_note="By the river").text, "html.parser")
    boxes = {str(b.legend.text): b.text for b in page.select("fieldset.rivals") if b.legend}
    assert "Yes" in boxes["The place is confidential"]
    assert "Nothing" in boxes["Where it is"]


def test_another_page_of_ours_is_not_shown_instead(
    app: Flask, browser: Browser, cast: Cast, two: tuple[Open, Open]
) -> None:
    """The page that the form names is asked for at the door, and must be of the same record."""
    other = listed(app, cast.teacher.agency_id, "Day clinic", description="Of another.")
    one = two[0]()
    two[1]().send(description=THEIRS)
    for page in (f"/directory/{other}/edit", "/account", "/nowhere", "/oversight"):
        answer = one.send(description=MINE, shown_at=page)
        assert answer.status_code == 409
        assert "Of another." not in answer.text and MINE.splitlines()[0] in answer.text


def test_nothing_is_lost_in_many_random_edits(app: Flask, two: tuple[Open, Open]) -> None:
    """Each adds lines and changes none of the other's; all that was ever saved is in the end."""
    dice, written = random.Random(5), set[str]()
    tabs = [[open_() for _ in range(4)] for open_ in two]
    for turn in range(60):
        who = dice.randrange(2)
        # Often an older tab, in which several saves of the other are missing.
        form = tabs[who].pop(dice.randrange(4))
        line = f"Line {turn} of {who}."
        text = form.fields["description"].splitlines()
        text.insert(dice.randint(0, len(text)), line)
        answer = form.send(description="\n".join(text))
        while answer.status_code == 409:
            form = Opened(form.browser, form.page, answer.text)
            answer = form.send()
        assert answer.status_code == 303, turn
        written.add(line)
        tabs[who].append(two[who]())
    assert written <= set(saved(app).splitlines())


@pytest.mark.parametrize(
    ("mine", "theirs", "both"),
    [
        ("a\nb", "a\nc", "a\nb\nc"),
        ("", "a", "\na"),
        ("a", "a", "a"),
        ("a\nb\nc", "a\nc", "a\nb\nc"),
    ],
)
def test_joined_holds_every_line(mine: str, theirs: str, both: str) -> None:
    assert joined(mine, theirs) == both


def test_a_very_long_text_is_marked_as_a_whole(app: Flask, two: tuple[Open, Open]) -> None:
    from safetynet.drafts import merging

    long = "word " * WORDS_COMPARED
    assert [part.text for part in merging._parts(long, "word")] == [long]
