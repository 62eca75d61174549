"""A provider with a phone: a linkage, an appointment, two steps in twelve taps; what a no does."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from safetynet import clock
from safetynet.access import job
from safetynet.directory import ServiceType
from safetynet.linkages.gaps import gaps_between
from safetynet.linkages.life import LinkageStatus, Why
from safetynet.plans import Goal
from tests.browser import Browser
from tests.cast import Cast, Player
from tests.chromium import ASKED_OF_AXE
from tests.e2e.conftest import PHONE, WIDE
from tests.e2e.pages import SMALL, TOO_WIDE
from tests.linkages.offering import list_for, sent
from tests.page_inspector import inspect_page
from tests.plans.planning import only, step
from tests.scenes import Scene, open_case
from tests.town import serving

MOST = 12
AXE = "axe_playwright_python.sync_playwright"


@dataclass
class Phone:
    """A page on which every tap is counted; typing a day into the native picker is one tap."""

    page: Any
    axe: Any
    taps: int = 0
    wrong: list[str] = field(default_factory=list)

    def tap(self, role: str, words: str, inside: str = "main") -> None:
        self.taps += 1
        found = self.page.locator(inside).get_by_role(role, name=words).first
        with self.page.expect_navigation():
            found.click()
        self.look()

    def pick(self, label: str, value: str) -> None:
        self.taps += 1
        self.page.get_by_label(label).first.fill(value)

    def look(self) -> None:
        self.page.wait_for_load_state()
        found = inspect_page(self.page.content()) + self.page.evaluate(SMALL)
        found += [f"{over} px too wide"] if (over := self.page.evaluate(TOO_WIDE)) > 0 else []
        response = self.axe.run(self.page, options=ASKED_OF_AXE).response
        found += [problem["id"] for problem in response["violations"]]
        self.wrong += [f"{self.page.url}: {problem}" for problem in found]


@pytest.fixture
def scene(app: Flask, cast: Cast) -> Scene:
    return open_case(app, cast)


@contextmanager
def opened(app: Flask, chromium: Any, player: Player, size: Any) -> Iterator[Phone]:
    axe = pytest.importorskip(AXE, reason="install requirements-e2e.txt").Axe()
    with serving(app, []) as town:
        context = chromium.new_context(viewport=size, base_url=town.url)
        cookie = Browser(app).as_(player).cookie()
        context.add_cookies([{"name": "sn", "value": cookie, "url": town.url}])
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.goto("/")
        yield Phone(page, axe)
        context.close()


def test_a_provider_answers_on_a_phone_in_twelve_taps(
    app: Flask, browser: Browser, cast: Cast, scene: Scene, chromium: Any
) -> None:
    """Accepts a linkage, records an appointment, updates two plan steps."""
    path = sent(browser, scene, list_for(app, cast.provider.agency_id), cast.probation)
    browser.as_(cast.probation)
    step(browser, scene, cast.provider)
    due = (clock.today() + timedelta(days=4)).isoformat()
    steps = f"{scene.path}/goals/{only(app, Goal)}/steps"
    whose = str(cast.provider.agency_id)
    assert browser.post(steps, text="Call her aunt", owner=whose, due=due).status_code == 303

    with opened(app, chromium, cast.provider, PHONE) as phone:
        phone.tap("link", f"Answer County Probation about {scene.number}")
        phone.tap("button", "Accept")
        phone.tap("link", "Offer an appointment")
        phone.pick("Day of the appointment", due)
        phone.tap("button", "Offer an appointment")
        for _step in range(2):
            phone.page.goto("/")
            phone.taps += 1
            phone.tap("link", f"Say how a step goes for {scene.number}")
            phone.tap("button", "It is done")
        assert phone.taps <= MOST, phone.taps
        assert phone.wrong == []
        phone.page.goto("/")
        assert "Say how a step goes" not in phone.page.content()
    page = browser.as_(cast.probation).get(path).text
    assert "Appointment offered" in page


def test_a_decline_raises_a_gap_and_names_the_next_three(
    app: Flask, browser: Browser, cast: Cast, scene: Scene, chromium: Any
) -> None:
    service = list_for(app, cast.provider.agency_id, ServiceType.SHELTER)
    for number in range(4):
        list_for(app, None, ServiceType.SHELTER, name=f"House {number}", openings=number)
    path = sent(browser, scene, service, cast.probation)
    with opened(app, chromium, cast.provider, PHONE) as phone:
        phone.page.goto("/linkages/inbox")
        phone.look()
        phone.page.locator("summary", has_text="Decline").click()
        phone.look()
        phone.tap("button", "No bed or place free")
        assert "Nothing waits for an answer" in phone.page.content()
        assert phone.wrong == []
    month = clock.today().replace(day=1)
    with app.app_context(), job("test: look"):
        [gap] = gaps_between(month, month)
    assert (gap.kind, gap.outcome, gap.reason, gap.count) == (
        ServiceType.SHELTER,
        LinkageStatus.DECLINED,
        Why.NO_BED,
        1,
    )
    with opened(app, chromium, cast.probation, WIDE) as wide:
        wide.page.goto(path)
        wide.look()
        assert wide.page.get_by_role("link", name="Offer it").count() == 3
        assert "offers the same: Emergency or transitional shelter" in wide.page.content()
        wide.tap("link", "Offer it")
        chosen = wide.page.get_by_label("Service").evaluate("e => e.selectedOptions[0].text")
        assert "House" in chosen and wide.wrong == []
