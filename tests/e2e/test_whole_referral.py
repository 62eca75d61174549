"""A whole referral with one thumb: the network dies, the sign-in ends, and nothing is lost."""

import time
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from safetynet import clock
from safetynet.access import job
from safetynet.authentication.models import SignIn
from tests.browser import rows
from tests.chromium import ASKED_OF_AXE
from tests.e2e.conftest import PHONE, sign_in
from tests.e2e.pages import SMALL, TOO_WIDE
from tests.page_inspector import inspect_page
from tests.town import Town

MINUTES = 4 * 60
"""A whole referral takes less, the dead network and the second sign-in among it."""
A_KEY = 15
"""Milliseconds: a fast thumb."""
FACTS = "Seen at the motel by the freeway on Tuesday night, with a man she would not name."
OPINION = "I think that he holds her phone."
WANTS = "To finish tenth grade, and not to be moved again."
OFFLINE = "Her aunt saw the same car twice this week."
LATE = "She asked for a woman who speaks Mam."
PERSONS = ("called King", "a cousin, J. M.")


@pytest.fixture
def phone(chromium: Any, town: Town) -> Any:
    context = chromium.new_context(viewport=PHONE, base_url=town.url, has_touch=True)
    page = context.new_page()
    page.set_default_timeout(20_000)
    yield page
    context.close()


def write(page: Any, label: str, text: str, *, nth: int = 0) -> None:
    box = page.get_by_label(label, exact=True).nth(nth)
    box.click()
    page.keyboard.type(text, delay=A_KEY)


def unfold(page: Any, heading: str) -> None:
    page.locator("summary", has_text=heading).click()


def saved(page: Any) -> None:
    page.locator(".kept:not(.is-trouble)", has_text="Saved ").wait_for()


def unsent(page: Any) -> int:
    """Return how many referrals this person began and did not send."""
    page.goto("/drafts")
    return int(page.get_by_text("Refer a young person").count())


def end_sign_in(town: Town) -> None:
    """End it on the server, as the twelfth hour does: the page knows nothing of it."""
    him = town.person("probation").id
    with town.app.app_context(), job("test: the sign-in ends"):
        for one in rows(SignIn, SignIn.member_id == him, SignIn.ended_at.is_(None)):
            one.end(clock.now())


def fits_a_thumb(page: Any) -> None:
    assert page.evaluate(TOO_WIDE) <= 0
    assert page.evaluate(SMALL) == []


def type_the_least(page: Any) -> None:
    page.get_by_label("Personnel team (Penal Code 13753)").check()
    page.get_by_label("Within days").check()
    write(page, "What happened? What did you see or hear yourself?", FACTS)
    write(page, "What do you think it means?", OPINION)
    asked = page.get_by_role("radiogroup", name="Does she or he know of this referral?")
    asked.get_by_label("Yes").check()
    write(page, "What does she or he want us to do, and not to do?", WANTS)
    write(page, "First name", "Marigold")
    write(page, "Last name", "Thistledown")


def type_the_rest(page: Any) -> None:
    for box, text in (("Month", "3"), ("Day", "14"), ("Year", "2010")):
        write(page, box, text)
    page.get_by_role("button", name="Another date of birth").click()
    assert page.evaluate("document.activeElement.name") == "births-1-born-month"
    for box, text in (("Month", "4"), ("Day", "13"), ("Year", "2009")):
        write(page, box, text, nth=1)
    unfold(page, "Ways to reach her or him")
    write(page, "Number or address", "555-010-4242")
    page.get_by_label("Texting is safe").first.check()
    unfold(page, "Who may harm her or him")
    write(page, "Name or alias", PERSONS[0])


def see_what_is_missing(page: Any) -> None:
    state = page.locator('[data-standing="person"]')
    assert state.get_by_text("languages").is_visible()
    assert not state.get_by_text("a name").is_visible()
    assert page.get_by_text("There is enough to send it.").count() == 1
    write(page, "Languages, and where an interpreter is needed", "Mam")
    assert not state.get_by_text("languages").is_visible()
    assert state.get_by_text("Complete").is_visible()


@pytest.mark.parametrize("seconds", [7, pytest.param(60, marks=pytest.mark.long)])
def test_a_whole_referral_on_a_phone(phone: Any, town: Town, seconds: int) -> None:
    sign_in(phone, town, "probation")
    before = unsent(phone)
    began = time.monotonic()
    phone.goto("/referrals/new")
    type_the_least(phone)
    type_the_rest(phone)
    see_what_is_missing(phone)
    saved(phone)
    # The courthouse has no network; the form goes on, with one more person of concern.
    phone.context.set_offline(True)
    phone.get_by_role("button", name="Another person of concern").click()
    phone.keyboard.type(PERSONS[1], delay=A_KEY)
    unfold(phone, "Signs and dangers")
    write(phone, "More about what is dangerous now", OFFLINE)
    phone.wait_for_timeout(seconds * 1000)
    phone.locator(".kept.is-trouble", has_text="Not saved since").wait_for()
    phone.context.set_offline(False)
    saved(phone)
    # Twelve hours are over; she signs in beside it and goes on.
    end_sign_in(town)
    unfold(phone, "Fears and safe people")
    write(phone, "Who is safe to talk to?", LATE)
    phone.locator(".kept.is-trouble", has_text="You are signed out").wait_for()
    with phone.context.expect_page() as opened:
        phone.get_by_role("link", name="Sign in again").click()
    sign_in(opened.value, town, "probation")
    opened.value.close()
    phone.bring_to_front()
    saved(phone)
    fits_a_thumb(phone)
    phone.get_by_role("button", name="Send to").click()
    phone.wait_for_url(lambda url: not url.endswith("/new"))
    assert time.monotonic() - began < MINUTES
    assert phone.evaluate(TOO_WIDE) <= 0
    words = phone.content()
    for text in (FACTS, OPINION, WANTS, OFFLINE, LATE, *PERSONS, "Marigold Thistledown", "Mam"):
        assert text in words, text
    for day in ("Mar 14, 2010", "Apr 13, 2009"):
        assert day in words
    assert unsent(phone) == before


def test_the_whole_form_is_open_to_everybody(phone: Any, town: Town) -> None:
    """With everything unfolded and one more of each kind."""
    sign_in(phone, town, "probation")
    phone.goto("/referrals/new")
    for summary in phone.locator("form summary").all():
        summary.click()
    for name in ("Another date of birth", "Another way to reach", "Another person of concern"):
        phone.get_by_role("button", name=name).click()
    assert inspect_page(phone.content()) == []
    phone.evaluate("scrollTo(0, 0)")
    found = Axe().run(phone, options=ASKED_OF_AXE).response["violations"]
    assert [problem["id"] for problem in found] == []
    fits_a_thumb(phone)


def test_there_are_never_more_than_fit(phone: Any, town: Town) -> None:
    sign_in(phone, town, "probation")
    phone.goto("/referrals/new")
    more = phone.get_by_role("button", name="Another date of birth")
    for _ in range(4):
        more.click()
    assert phone.locator("#several-births > fieldset").count() == 5
    assert not more.is_visible()


def test_somebody_else_on_the_same_phone_gets_no_word(phone: Any, town: Town) -> None:
    """What is typed never becomes the draft of whoever signs in next."""
    sign_in(phone, town, "probation")
    phone.goto("/referrals/new")
    write(phone, "What do you think it means?", OPINION)
    saved(phone)
    end_sign_in(town)
    write(phone, "What do you think it means?", LATE)
    phone.locator(".kept.is-trouble", has_text="You are signed out").wait_for()
    other = phone.context.new_page()
    sign_in(other, town, "advocate")
    before = unsent(other)
    phone.bring_to_front()
    phone.wait_for_timeout(6000)
    assert phone.locator(".kept.is-trouble", has_text="You are signed out").is_visible()
    assert unsent(other) == before
