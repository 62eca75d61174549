"""Two people over one roster, or one list of who is here: nobody writes over anybody unseen."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from safetynet.access import Role, job
from safetynet.meetings.models import Attendance, RosterPlace
from safetynet.meetings.pdf.document import Presence
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.drafts.opened import fields_of
from tests.meetings.sitting import call_meeting
from tests.meetings.test_series import PATH, facts
from tests.scenes import colleague, open_case


class Sheet:
    """A page with a row for each, as one person opened it."""

    def __init__(self, browser: Browser, page: str, html: str = "") -> None:
        self.browser, self.page = browser, page
        soup = BeautifulSoup(html or browser.get(page).text, "html.parser")
        form = soup.select_one(f'form[action="{page}"]')
        assert form is not None
        self.fields = fields_of(form)
        # Sent more than once here, which the page would take for one press of the button.
        del self.fields["form_key"]
        boxes = soup.select("fieldset.rivals")
        self.rivals = {str(box.legend.text).strip(): box.text for box in boxes if box.legend}

    def send(self, **changes: Any) -> Any:
        return self.browser.post(self.page, self.fields | changes)


Open = Callable[[], Sheet]


@pytest.fixture
def chairs(app: Flask, cast: Cast) -> tuple[Browser, Browser]:
    second = colleague(app, cast.coordinator, Role.COORDINATOR)
    return Browser(app).as_(cast.coordinator), Browser(app).as_(second)


@pytest.fixture
def roster(cast: Cast, chairs: tuple[Browser, Browser]) -> tuple[Open, Open]:
    series = str(chairs[0].post(PATH, facts(cast, first_on="2026-12-01")).location)
    one, other = chairs
    return lambda: Sheet(one, f"{series}/roster"), lambda: Sheet(other, f"{series}/roster")


@pytest.fixture
def door(app: Flask, cast: Cast, chairs: tuple[Browser, Browser]) -> tuple[Open, Open]:
    path = f"/meetings/{call_meeting(app, cast, open_case(app, cast), days=0)}/attendance"
    one, other = chairs
    return lambda: Sheet(one, path), lambda: Sheet(other, path)


def of(name: str, agency_or_person: Any) -> str:
    return f"{name}_{agency_or_person.hex}"


def places(app: Flask) -> dict[Any, Any]:
    with app.app_context(), job("test: look"):
        return {row.agency_id: row.member_id for row in rows(RosterPlace)}


def noted(app: Flask) -> dict[Any, tuple[Presence, bool]]:
    with app.app_context(), job("test: look"):
        found = rows(Attendance)
        return {row.member_id: (row.presence, row.signed_at is not None) for row in found}


def test_two_who_fill_in_other_agencies_both_have_their_say(
    app: Flask, cast: Cast, roster: tuple[Open, Open]
) -> None:
    one, other = roster[0](), roster[1]()
    house, clinic = cast.advocate, cast.provider
    theirs = {of("member", clinic.agency_id): str(clinic.id)}
    assert other.send(**theirs).status_code == 303
    assert one.send(**{of("member", house.agency_id): str(house.id)}).status_code == 303
    assert places(app) == {house.agency_id: house.id, clinic.agency_id: clinic.id}


def test_two_persons_for_one_agency_stand_side_by_side(
    app: Flask, cast: Cast, roster: tuple[Open, Open]
) -> None:
    house = cast.advocate.agency_id
    second = colleague(app, cast.advocate, Role.ADVOCATE)
    one, other = roster[0](), roster[1]()
    assert other.send(**{of("member", house): str(second.id)}).status_code == 303
    answer = one.send(**{of("member", house): str(cast.advocate.id)})
    assert answer.status_code == 409
    assert places(app) == {house: second.id}
    again = Sheet(one.browser, one.page, answer.text)
    [said] = again.rivals.values()
    assert "Harbor House" in next(iter(again.rivals))
    assert "Advocate" in said and "Another" in said
    assert again.fields[of("member", house)] == str(cast.advocate.id)
    assert again.send().status_code == 303
    assert places(app) == {house: cast.advocate.id}


def test_what_is_saved_can_be_left_as_it_is(
    app: Flask, cast: Cast, roster: tuple[Open, Open]
) -> None:
    house = of("member", cast.advocate.agency_id)
    second = colleague(app, cast.advocate, Role.ADVOCATE)
    one, other = roster[0](), roster[1]()
    other.send(**{house: str(second.id)})
    again = Sheet(one.browser, one.page, one.send(**{house: str(cast.advocate.id)}).text)
    assert again.send(**{f"take-{house}": "saved-"}).status_code == 303
    assert places(app) == {cast.advocate.agency_id: second.id}


def test_who_signs_meanwhile_is_in_nobodys_way(
    app: Flask, browser: Browser, cast: Cast, door: tuple[Open, Open]
) -> None:
    """At the door everybody signs at once, while the chair notes those who did not come."""
    chair = door[0]()
    meeting = chair.page.removesuffix("/attendance")
    browser.as_(cast.probation).post(f"{meeting}/signature")
    assert chair.send(**{of("presence", cast.advocate.id): "present"}).status_code == 303
    assert noted(app) == {
        cast.probation.id: (Presence.PRESENT, True),
        cast.advocate.id: (Presence.PRESENT, False),
    }


@pytest.mark.parametrize("left", [True, False])
def test_one_person_noted_twice_stands_side_by_side(
    app: Flask, browser: Browser, cast: Cast, door: tuple[Open, Open], left: bool
) -> None:
    chair, who = door[0](), cast.probation
    browser.as_(who).post(f"{chair.page.removesuffix('/attendance')}/signature")
    answer = chair.send(**{of("presence", who.id): "apologies"})
    assert answer.status_code == 409
    again = Sheet(chair.browser, chair.page, answer.text)
    rival = "Attended · Probation"
    assert "Apologies" in again.rivals[rival] and "Present" in again.rivals[rival]
    take = {f"take-{of('presence', who.id)}": "saved-"} if left else {}
    assert again.send(**take).status_code == 303
    is_now = Presence.PRESENT if left else Presence.APOLOGIES
    assert noted(app) == {who.id: (is_now, True)}


def test_a_page_without_its_marks_writes_over_nobody(
    app: Flask, cast: Cast, door: tuple[Open, Open]
) -> None:
    chair, who = door[0](), cast.advocate
    assert chair.send(**{of("presence", who.id): "present"}).status_code == 303
    for marks in ("", "7", "= ==", f"{who.id.hex}=0"):
        answer = chair.send(**{of("presence", who.id): "apologies", "version": marks})
        assert answer.status_code == 409
    assert noted(app) == {who.id: (Presence.PRESENT, False)}
