"""What everybody must know before they do anything: set, told, and in one case asked to remove."""

from collections.abc import Iterator
from datetime import timedelta

from safetynet import clock
from safetynet.alerts import AlertKind, SafetyAlert
from safetynet.alerts.models import AlertTold
from safetynet.db import db
from safetynet.demo.story import Path, Story
from safetynet.demo.telling import Teller

SETTERS = ("welfare", "probation", "police", "harbor", "rising")
SAID = (
    (AlertKind.NOT_ALONE, "Go in twos, and not after dark: the man next door watches the entry."),
    (AlertKind.TRACKED, "Her phone shares its place. Ask her to leave it before you meet."),
    (AlertKind.WEAPONS, "A handgun is in the house. Meet elsewhere."),
    (AlertKind.VIOLENCE, "He said he would wait at the bus stop. Walk her to the door."),
)
TOLD = ("The night staff of the shelter", "The school’s front office")
OVER = "He has been in custody since the second; the lease is ended."


def warn(story: Story, teller: Teller) -> Iterator[None]:
    """Let an alert stand on every third open case; one is overdue, one waits to be removed."""
    handle = next((h for h in SETTERS if h in story.team), None)
    if story.path is Path.OPEN and story.n % 3 == 1 and handle and story.opened > 5:
        _set(story, handle, teller)
    yield


def _set(story: Story, handle: str, teller: Teller) -> None:
    by = teller.setting.actor(handle)
    kind, text = SAID[story.n % len(SAID)]
    ago = min(story.opened - 1, 24)
    about = {"survivor_id": story.survivor_id, "owner_id": by.agency_id, "case_id": story.case_id}
    with teller.at(ago, 2):
        alert = SafetyAlert(
            **about,
            author_id=by.id,
            kind=kind,
            text=text,
            review_on=teller.day(2) if story.n % 2 else teller.day(-20),
        )
        db.session.add(alert)
    with teller.at(ago - 1, 3):
        person = TOLD[story.n % len(TOLD)]
        told = AlertTold(
            **about,
            alert_id=alert.id,
            author_id=by.id,
            told_on=clock.today(),
            person=person,
        )
        db.session.add(told)
    if story.n // 3 % 2 == 0:
        with teller.at(1, 2) as moment:
            alert.ask_for_removal(by.id, OVER, moment - timedelta(minutes=5))
