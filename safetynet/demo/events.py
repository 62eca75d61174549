"""What happened between meetings: hearings ahead, days missing, new places, calls."""

from collections.abc import Iterator
from datetime import time, timedelta
from random import Random
from typing import Any

from safetynet.access import Actor
from safetynet.demo.story import Path, Story
from safetynet.demo.telling import Teller
from safetynet.demo.words import said
from safetynet.events.clocks import Duty
from safetynet.events.models import OUTCOMES, Account, Event, EventKind
from safetynet.events.operations import keep_accounts, log_event, write_duty

LOGGERS = {
    EventKind.HEARING: ("probation", "defender", "welfare"),
    EventKind.CUSTODY: ("probation", "police"),
    EventKind.RELEASE_FROM_CUSTODY: ("probation",),
    EventKind.PLACEMENT: ("welfare", "probation"),
    EventKind.MISSING: ("welfare", "probation", "police", "harbor", "rising"),
    EventKind.RETURNED: ("welfare", "probation", "harbor", "rising"),
    EventKind.CONTACT_ATTEMPT: ("harbor", "rising", "welfare", "schools", "clinic"),
    EventKind.INCIDENT: ("harbor", "rising", "police", "schools", "welfare"),
}
"""Who at a table logs what, the likeliest first."""
USUAL = (
    EventKind.CONTACT_ATTEMPT,
    EventKind.CONTACT_ATTEMPT,
    EventKind.PLACEMENT,
    EventKind.HEARING,
    EventKind.INCIDENT,
    EventKind.MISSING,
)


def happen(story: Story, teller: Teller) -> Iterator[None]:
    """Log a few days of every case, and on some open ones what is still going on."""
    dice = story.dice("events")
    log = _Log(story, teller, dice)
    for _ in range(dice.randint(2, 6)):
        ago = dice.randint(story.until, max(story.until, story.opened - 1))
        kind = dice.choice(USUAL)
        if kind is EventKind.MISSING:
            log.missing_and_back(ago)
        else:
            log.log(kind, ago)
    if story.path is Path.OPEN:
        log.still_going_on()
    yield


class _Log:
    """Writes the events of one case."""

    def __init__(self, story: Story, teller: Teller, dice: Random) -> None:
        self._story, self._teller, self._dice = story, teller, dice
        self._case = teller.case(story.case)

    def log(self, kind: EventKind, ago: int, **known: Any) -> Event | None:
        """Log an event of a day (negative: ahead), if somebody at the table would."""
        if (by := self._logger_of(kind)) is None:
            return None
        if ago > 0 and kind in OUTCOMES:
            known.setdefault("outcome", self._dice.choice(OUTCOMES[kind]))
        hour = self._dice.randint(8, 16)
        text = self._story.tell(self._dice.choice(said("events")[kind]))
        with self._teller.at(max(ago, 0), 8):
            return log_event(
                self._case,
                by,
                kind,
                self._teller.day(ago),
                at_time=time(hour, self._dice.choice((0, 15, 30))) if ago != 0 else None,
                text=None if kind in OUTCOMES and self._dice.random() < 0.3 else text,
                **known,
            )

    def _logger_of(self, kind: EventKind) -> Actor | None:
        handle = next((h for h in LOGGERS[kind] if h in self._story.team), None)
        return self._teller.setting.actor(handle) if handle else None

    def missing_and_back(self, ago: int) -> None:
        self.missing(ago)
        back = ago - self._dice.randint(1, 5)
        if back >= self._story.until and (event := self.log(EventKind.RETURNED, back)):
            self._asked_after(event, back)

    def _asked_after(self, back: Event, ago: int) -> None:
        """Somebody asks within two days; whether she was screened again is open where it is new."""
        by = self._logger_of(EventKind.RETURNED)
        if by is None or ago < 1:
            return
        told = {Account(kind): self._story.tell(self._pick(kind)) for kind in Account}
        with self._teller.at(max(ago - 2, 0), 7) as moment:
            write_duty(self._case, by, back, None, kind=Duty.INTERVIEW, done_at=moment)
            keep_accounts(self._case, by, back, told, ())
        if ago > 10:
            with self._teller.at(ago - 8, 7) as moment:
                write_duty(self._case, by, back, None, kind=Duty.RESCREEN, done_at=moment)

    def _pick(self, heading: str) -> str:
        """Choose by the day the case was opened, so that other stories stay as they are."""
        texts: list[str] = said("events")[heading]
        return texts[(self._story.n + self._story.opened) % len(texts)]

    def gone_since(self, ago: int) -> None:
        """Still missing: law enforcement knows, of the National Center it is open in some cases."""
        event, by = self.log(EventKind.MISSING, ago), self._logger_of(EventKind.MISSING)
        if event is None or by is None:
            return
        told = [Duty.POLICE, Duty.NCMEC] if self._story.n % 8 == 1 else [Duty.POLICE]
        for hours, kind in enumerate(told, start=9):
            with self._teller.at(ago, hours) as moment:
                number = f"26-{4100 + self._story.n}-{kind[0].upper()}"
                done = {"kind": kind, "done_at": moment, "report_number": number}
                write_duty(self._case, by, event, None, **done)

    def missing(self, ago: int) -> None:
        """Most are reported within a day."""
        told = self._teller.moment(ago, 9)
        in_time = self._dice.random() < 0.8 or ago == 0
        self.log(
            EventKind.MISSING,
            ago,
            police_told_at=told if ago else None,
            report_number=f"26-{self._dice.randint(1000, 9999)}" if ago else None,
            ncmec_told_at=told + timedelta(hours=2) if in_time and ago else None,
        )

    def still_going_on(self) -> None:
        turn = self._story.n % 4
        if turn in {0, 3}:
            self.log(EventKind.HEARING, -self._dice.randint(2, 8))
        if turn == 1 and self._story.opened > 3:
            self.gone_since(3)
        if turn == 2 and self._story.opened > 12:
            self.missing_and_back(12)
        if turn == 2:
            self.log(EventKind.PLACEMENT, -self._dice.randint(3, 12))
