"""Passkeys in a real browser, with an authenticator that the browser plays itself."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest

from safetynet import clock
from tests.e2e.conftest import sign_in
from tests.e2e.pages import SMALL, TOO_WIDE
from tests.page_inspector import inspect_page
from tests.town import Town

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def at(town: Town, monkeypatch: pytest.MonkeyPatch) -> str:
    """The town under the name that browsers make passkeys for on a machine's own address."""
    url = f"http://localhost:{urlsplit(town.url).port}"
    config = replace(town.app.extensions["config"], public_url=url)
    monkeypatch.setitem(town.app.extensions, "config", config)
    return url


class Device:
    """What asks for the finger, and says yes or no."""

    def __init__(self, page: Any) -> None:
        self._cdp = page.context.new_cdp_session(page)
        self._cdp.send("WebAuthn.enable")
        made = self._cdp.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
        self._id = made["authenticatorId"]

    def knows_the_finger(self, yes: bool) -> None:
        told = {"authenticatorId": self._id, "isUserVerified": yes}
        self._cdp.send("WebAuthn.setUserVerified", told)


def looked(page: Any) -> None:
    page.wait_for_load_state()
    assert inspect_page(page.content()) == []
    assert page.evaluate(TOO_WIDE) <= 0
    assert page.evaluate(SMALL) == []


def said(page: Any, words: str) -> None:
    page.get_by_role("alert").filter(has_text=words).wait_for()


@pytest.mark.parametrize("phone", [False, True], ids=["wide", "phone"])
def test_a_passkey_is_added_and_signs_in_by_itself(
    visit: Callable[..., Any], town: Town, at: str, phone: bool
) -> None:
    page = visit(None, phone=phone)
    device = Device(page)
    sign_in(page, town, "advocate", at=at)
    page.goto(f"{at}/account/passkeys")
    page.get_by_role("button", name="Add a passkey").click()
    said(page, "Give it a name.")
    looked(page)
    page.locator("main").get_by_label("Name", exact=False).last.fill("this computer")
    device.knows_the_finger(False)
    page.get_by_role("button", name="Add a passkey").click()
    said(page, "Nothing was done on the device")
    device.knows_the_finger(True)
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_role("heading", name="this computer").wait_for()
    looked(page)
    page.locator("main").get_by_label("Name", exact=False).last.fill("again")
    page.get_by_role("button", name="Add a passkey").click()
    said(page, "This device holds a passkey of yours already.")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in")
    looked(page)
    first = page.locator("main").get_by_role("button").first
    assert first.inner_text() == "Sign in with a passkey"
    device.knows_the_finger(False)
    first.press("Enter")
    said(page, "Nothing was done on the device")
    device.knows_the_finger(True)
    first.press("Enter")
    page.wait_for_url(f"{at}/")
    assert town.person("advocate").name in page.content()
    clock.stand_at(clock.now() + timedelta(minutes=6))
    page.goto(f"{at}/account/passkeys")
    page.get_by_role("heading", name="Is it still you?").wait_for()
    looked(page)
    page.get_by_role("button", name="Go on with a passkey").click()
    page.wait_for_url(f"{at}/account/passkeys")
    page.locator("section", has_text="this computer").get_by_role("button", name="Remove").click()
    page.get_by_text("That passkey opens nothing any more.").wait_for()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Sign in with a passkey").click()
    said(page, "That passkey was not accepted.")
    looked(page)


def test_what_was_typed_can_be_shown(visit: Callable[..., Any]) -> None:
    page = visit(None, phone=True)
    page.goto("/sign-in")
    field = page.get_by_label("Password", exact=True)
    field.fill("laurel river")
    button = page.get_by_role("button", name="Show password")
    button.click()
    assert field.get_attribute("type") == "text"
    assert button.get_attribute("aria-pressed") == "true"
    button.press("Enter")
    assert field.get_attribute("type") == "password"
    looked(page)


def test_without_scripts_the_password_remains(chromium: Any, town: Town, at: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{at}/sign-in")
    assert [one.inner_text() for one in page.locator("main button:visible").all()] == ["Continue"]
    context.close()


def test_by_another_name_none_is_offered(visit: Callable[..., Any], at: str) -> None:
    """An address of digits: browsers make no passkeys for it, so no button would work."""
    page = visit("advocate")
    page.goto("/account/passkeys")
    assert not page.get_by_role("button", name="Add a passkey").is_visible()
    assert f"the address {at}" in page.content()
