"""Opening a number as a person does: she answers the question, and the next page shows it."""

from uuid import UUID

from werkzeug.test import TestResponse

from tests.browser import Browser


def say(browser: Browser, contact: UUID, said: str = "last_seen") -> TestResponse:
    """Answer “still safe?” about a contact, without looking at what follows."""
    return browser.post(f"/safe-contacts/{contact}/number", still_safe=said)


def open_number(browser: Browser, contact: UUID, said: str = "last_seen") -> TestResponse:
    """Answer, and return the page of the attempt."""
    answer = say(browser, contact, said)
    assert answer.status_code == 303, answer.text
    return browser.get(str(answer.location))
